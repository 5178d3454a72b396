import { NameTable } from './name-table';
import type { PageBytes } from './page-bytes';
import type { TagRule } from './tag-rules';

/** The attributes that are ever asked for; pages have many others. */
const ATTRIBUTES = [
  ...(['lang', 'xml:lang', 'property', 'name', 'content', 'value', 'rel', 'href', 'type', 'class'] as const),
  ...(['id', 'style', 'hidden', 'aria-hidden', 'itemscope', 'itemtype', 'itemprop', 'itemref'] as const),
  ...(['typeof', 'resource', 'src', 'data', 'datetime', 'selected', 'checked'] as const),
];
export type AttributeName = (typeof ATTRIBUTES)[number];

/** A bit for each. */
const BITS = Object.fromEntries(ATTRIBUTES.map((name, index) => [name, 1 << index])) as Readonly<
  Record<AttributeName, number>
>;
const bits = new NameTable(Object.entries(BITS));

/** The bits of these attributes, for `Tag.has`. */
export function attributeBits(...names: readonly AttributeName[]): number {
  return names.reduce((all, name) => all | BITS[name], 0);
}

const NOWHERE: number[] = [];

/** A start tag. The values of its attributes are read when they are asked for. */
export class Tag {
  /** How many attributes stand in it, kept or not. */
  count = 0;
  /** Behind its `>`. */
  end = 0;
  /** Written as `<name/>`. */
  isClosed = false;
  private held = 0;
  /** For each attribute that is kept: its bit, and where its value begins and ends. */
  private places = NOWHERE;

  constructor(
    private readonly page: PageBytes,
    readonly rule: TagRule,
  ) {}

  /** Has it one of these? @param someBits from `attributeBits`. */
  has(someBits: number): boolean {
    return (this.held & someBits) !== 0;
  }

  /** @returns null when the tag does not have it. */
  attribute(name: AttributeName): string | null {
    const at = this.placeOf(name);
    return at < 0 ? null : this.page.value(this.places[at + 1] ?? 0, this.places[at + 2] ?? 0);
  }

  /** What `look` makes of the value as written; null when the tag does not have the attribute. */
  examine<Result>(
    name: AttributeName,
    look: (bytes: Buffer, start: number, end: number) => Result,
  ): Result | null {
    const at = this.placeOf(name);
    return at < 0 ? null : look(this.page.bytes, this.places[at + 1] ?? 0, this.places[at + 2] ?? 0);
  }

  /** Adds an attribute by where its name and its value stand; the first of several with one name counts. */
  add(nameStart: number, nameEnd: number, valueStart: number, valueEnd: number): void {
    this.count += 1;
    const bit = bits.find(this.page.bytes, nameStart, nameEnd);
    if (bit === undefined || (this.held & bit) !== 0) return;
    this.held |= bit;
    if (this.places === NOWHERE) this.places = [bit, valueStart, valueEnd];
    else this.places.push(bit, valueStart, valueEnd);
  }

  private placeOf(name: AttributeName): number {
    const bit = BITS[name];
    if ((this.held & bit) === 0) return -1;
    let at = 0;
    while (this.places[at] !== bit) at += 3;
    return at;
  }
}
