/** The disk of the database took nothing more, being full or broken. Of the transaction nothing was kept. */
export class UnsavedError extends Error {
  override readonly name = 'UnsavedError';
}
