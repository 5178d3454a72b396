import type { Candidate } from './candidate';
import type { ShownAmount } from './shown-amount';

/** Something on the page that may be the price. */
export type Found = Candidate | ShownAmount;

/** What became of it. */
export interface Note {
  readonly isTaken: boolean;
  /** One sentence for a person. */
  readonly why: string;
}

/**
 * What the chooser says of all that was found, as it takes it or lays it aside; the first word on each
 * stands.
 */
export class Notes {
  private readonly notes = new Map<Found, Note>();

  of(found: Found): Note | null {
    return this.notes.get(found) ?? null;
  }

  take(found: Found, why: string): void {
    this.note(found, { isTaken: true, why });
  }

  drop(found: Iterable<Found>, why: string): void {
    for (const each of found) this.note(each, { isTaken: false, why });
  }

  /** @returns those for which it holds; the others are dropped. */
  keep<Kind extends Found>(found: readonly Kind[], holds: (each: Kind) => boolean, why: string): Kind[] {
    return found.filter((each) => {
      const isKept = holds(each);
      if (!isKept) this.note(each, { isTaken: false, why });
      return isKept;
    });
  }

  private note(found: Found, note: Note): void {
    if (!this.notes.has(found)) this.notes.set(found, note);
  }
}
