import type { Generated } from 'kysely';

/** Who took a row and until when; both null while it is free. */
export interface Claimable {
  claim_token: Generated<string | null>;
  claim_expires_at: Generated<number | null>;
}
