/**
 * What an amount in the text is, as far as its place and the words beside it tell. `net`: before tax, the
 * price with tax stands beside it; `other`: words say that it is no price; `doubtful`: only a class name says
 * so, or it is on a condition.
 */
export type AmountRole = 'price' | 'old' | 'net' | 'from' | 'other' | 'doubtful';

/**
 * The amounts beside it tell whether it is the price: what a thing costs as a rule, before tax, or beside a
 * percentage or an amount (`saved`) that is taken off it or was taken off another.
 */
export type UnsettledRole = 'usual' | 'net' | 'cut' | 'saved';

/** An amount of money in the visible text of the page. */
export interface ShownAmount extends WrittenAmount {
  readonly role: AmountRole;
}

/** The same before the amounts beside it are looked at. */
export interface WrittenAmount {
  readonly decimal: string;
  /** null: its sign is that of several currencies. */
  readonly currency: string | null;
  readonly role: AmountRole | UnsettledRole;
  /** Bits of `MARKS`. */
  readonly marks: number;
  /** How many characters of visible text come before its line. */
  readonly at: number;
  readonly line: string;
  /** It stands in what looks like a button to buy. */
  readonly isOffered: boolean;
  /** As written, with its sign. */
  readonly text: string;
}
