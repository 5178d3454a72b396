/**
 * The database cannot be reached, or went away before it answered: a transaction that was being committed may
 * stand.
 */
export class AwayError extends Error {
  override readonly name = 'AwayError';
}
