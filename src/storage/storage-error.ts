/**
 * A database that cannot be used, in one line for the person who runs Ebb: what happened, to what, what to
 * do.
 */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}
