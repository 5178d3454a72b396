import { MARKS, type Line, type Run } from '../page-facts';
import { isAsideHeading } from '../word-lists';
import { marksOfClass } from './class-marks';
import type { Element } from './element';
import { attributeBits, type Tag } from './tag';

const MOST_TEXT = 1_000_000;
const NOT_BLANK = /\S/;

interface Frame {
  readonly tag: Tag;
  readonly around: Frame | null;
  /** Bits of `MARKS`; null until they are asked for: many elements have no text. */
  marks: number | null;
  /** How much text was kept when the element began. */
  readonly start: number;
  /** Level of the heading inside it that begins a part about other products; 0: none. */
  asideLevel: number;
}

/** Keeps the visible text of a page in reading order, with what the markup says about each stretch. */
export class TextCollector {
  private readonly lines: Line[] = [];
  private innermost: Frame | null = null;
  private runs: Run[] = [];
  private kept = 0;
  private inert = 0;
  private headingText = '';

  open({ tag, hidden }: Element): void {
    const { rule } = tag;
    if (!rule.isInline) this.breakLine();
    const around = this.innermost;
    const level = rule.headingLevel;
    if (around && level > 0 && around.asideLevel >= level) endAside(around);
    if (level > 0) this.headingText = '';
    this.innermost = { tag, around, marks: null, start: this.kept, asideLevel: 0 };
    if (rule.name === 'input' && !hidden) this.keepButton(tag, marksOf(this.innermost));
  }

  text(text: string, { hidden }: Element): void {
    if (hidden || this.kept >= MOST_TEXT) return;
    const marks = this.innermost ? marksOf(this.innermost) : 0;
    const isBlank = !NOT_BLANK.test(text);
    if (marks & MARKS.inert) this.inert += text.length;
    else this.keep(text, marks, isBlank);
    if (this.inert > MOST_TEXT) return;
    this.isBlank &&= isBlank;
    const last = this.runs.at(-1);
    if (last?.marks === marks && !this.fresh) {
      this.runs[this.runs.length - 1] = { text: last.text + text, marks };
    } else this.runs.push({ text, marks });
    this.fresh = false;
  }

  close(): void {
    const frame = this.innermost;
    if (!frame) return;
    this.innermost = frame.around;
    if (!frame.tag.rule.isInline) this.breakLine();
    else this.fresh = true;
    if (frame.around) this.spreadAside(frame, frame.around);
  }

  /** What is inert is left out, unless the page's own heading is: then a dialog lies over the page. */
  finish(): readonly Line[] {
    this.breakLine();
    if (this.inert === 0) return this.lines;
    return isCovered(this.lines) ? placeAnew(this.lines) : this.lines.flatMap(withoutInert);
  }

  private keep(text: string, marks: number, isBlank: boolean): void {
    if (marks & MARKS.heading) this.headingText += text;
    if (!isBlank) this.kept += text.length;
  }

  /** True when an element began or ended since the last text: what follows is a stretch of its own. */
  private fresh = false;
  /** True while the line has nothing but spaces. */
  private isBlank = true;

  private breakLine(): void {
    if (this.runs.length === 0) return;
    if (!this.isBlank) this.lines.push({ runs: this.runs, at: this.kept });
    this.runs = [];
    this.isBlank = true;
  }

  private keepButton(tag: Tag, marks: number): void {
    const type = tag.attribute('type');
    const value = tag.attribute('value');
    if (value === null || (type !== 'submit' && type !== 'button')) return;
    const text = value.slice(0, 100);
    if (marks & MARKS.inert) this.inert += text.length;
    this.lines.push({ runs: [{ text, marks: marks | MARKS.button }], at: this.kept });
  }

  /** A heading such as "Related products" makes what follows it in the same part of the page an aside. */
  private spreadAside(frame: Frame, around: Frame): void {
    const level = frame.tag.rule.headingLevel;
    if (level > 1 && isAsideHeading(this.headingText)) beginAside(around, level);
    // A wrapper that held nothing but that heading: the part is what the wrapper stands in.
    else if (frame.asideLevel > 0 && this.kept - frame.start <= this.headingText.length)
      beginAside(around, frame.asideLevel);
  }
}

/** They stay the same while an element is open in it: asides begin and end only between these. */
function marksOf(frame: Frame): number {
  frame.marks ??= (frame.around ? marksOf(frame.around) : 0) | ownMarks(frame.tag);
  return frame.marks;
}

function beginAside(frame: Frame, level: number): void {
  const marks = marksOf(frame);
  if (marks & MARKS.aside) return;
  frame.marks = marks | MARKS.aside;
  frame.asideLevel = level;
}

function endAside(frame: Frame): void {
  frame.marks = marksOf(frame) & ~MARKS.aside;
  frame.asideLevel = 0;
}

/** Is there a main heading, and each of them inert? */
function isCovered(lines: readonly Line[]): boolean {
  let isInert = false;
  for (const { runs } of lines) {
    for (const { marks } of runs) {
      if ((marks & MARKS.mainHeading) === 0) continue;
      if ((marks & MARKS.inert) === 0) return false;
      isInert = true;
    }
  }
  return isInert;
}

const NOTHING: readonly Line[] = [];

function withoutInert(line: Line): Line | readonly Line[] {
  if (!line.runs.some((run) => run.marks & MARKS.inert)) return line;
  const runs = line.runs.filter((run) => !(run.marks & MARKS.inert));
  return runs.some((run) => NOT_BLANK.test(run.text)) ? { ...line, runs } : NOTHING;
}

/** Counts the text before each line again, with what is inert. */
function placeAnew(lines: readonly Line[]): readonly Line[] {
  let before = 0;
  return lines.map((line) => {
    for (const run of line.runs) before += run.text.length;
    return { ...line, at: before };
  });
}

const STRIKING_STYLE = /line-through/i;
const STYLE = attributeBits('style');
const ARIA_HIDDEN = attributeBits('aria-hidden');

function ownMarks(tag: Tag): number {
  let marks = marksOfClass(tag) | tag.rule.marks;
  if (tag.has(STYLE) && STRIKING_STYLE.test(tag.attribute('style') ?? '')) marks |= MARKS.old;
  if (tag.has(ARIA_HIDDEN) && tag.attribute('aria-hidden') === 'true') marks |= MARKS.inert;
  return marks;
}
