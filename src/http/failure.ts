import type { FetchOutcome } from '../core/ports';

export type FailedReading = Extract<FetchOutcome, { kind: 'failed' }>['reading'];

/** Ends a fetch with a reading. Its texts are for people: no addresses, no error codes of the machine. */
export class Failure extends Error {
  constructor(
    readonly reading: FailedReading,
    options?: ErrorOptions,
  ) {
    super('why' in reading ? reading.why : reading.kind, options);
    this.name = 'Failure';
  }
}

export function unreachable(why: string, cause?: unknown): Failure {
  return new Failure({ kind: 'unreachable', why }, { cause });
}

export function refused(why: string): Failure {
  return new Failure({ kind: 'refused', why });
}

/** One text for every fault of the address, so that a refusal cannot be used to map a network. */
export const NOT_A_PUBLIC_SHOP = 'This link does not lead to a public web shop.';
