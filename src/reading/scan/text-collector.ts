import { MARKS, type Line, type Run } from '../page-facts';
import { isAsideHeading } from '../word-lists';
import { marksOfClass } from './class-marks';
import { attributeOf, type Collector, type Element } from './element';

const MOST_TEXT = 1_000_000;

const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter noscript q ruby s samp ' +
    'small span strike strong sub sup time tt u var wbr link meta script style template svg'
  ).split(' '),
);

const MARK_OF_NAME: Readonly<Record<string, number>> = {
  s: MARKS.old,
  strike: MARKS.old,
  del: MARKS.old,
  sup: MARKS.raised,
  nav: MARKS.aside,
  footer: MARKS.aside,
  aside: MARKS.aside,
  a: MARKS.link,
  h1: MARKS.mainHeading | MARKS.heading,
  h2: MARKS.heading,
  h3: MARKS.heading,
  h4: MARKS.heading,
  h5: MARKS.heading,
  h6: MARKS.heading,
  button: MARKS.button,
  select: MARKS.option,
};

interface Frame {
  readonly element: Element;
  readonly name: string;
  marks: number;
  /** How much text was kept when the element began. */
  readonly start: number;
  /** Level of the heading inside it that begins a part about other products; 0: none. */
  asideLevel: number;
}

/** Keeps the visible text of a page in reading order, with what the markup says about each stretch. */
export class TextCollector implements Collector {
  private readonly lines: Line[] = [];
  private readonly frames: Frame[] = [];
  private runs: Run[] = [];
  private kept = 0;
  private inert = 0;
  private headingText = '';

  open(element: Element): void {
    if (!INLINE.has(element.name)) this.breakLine();
    const around = this.frames.at(-1);
    const level = headingLevel(element.name);
    if (around && level > 0 && around.asideLevel >= level) this.endAside(around);
    if (level > 0) this.headingText = '';
    const marks = (around?.marks ?? 0) | ownMarks(element);
    this.frames.push({ element, name: element.name, marks, start: this.kept, asideLevel: 0 });
    if (element.name === 'input') this.keepButton(element, marks);
  }

  text(text: string, element: Element): void {
    if (element.hidden || this.kept >= MOST_TEXT) return;
    const marks = this.frames.at(-1)?.marks ?? 0;
    if (marks & MARKS.inert) this.inert += text.length;
    else this.keep(text, marks);
    if (this.inert > MOST_TEXT) return;
    const last = this.runs.at(-1);
    if (last?.marks === marks && this.runs.length > 0 && !this.fresh) {
      this.runs[this.runs.length - 1] = { text: last.text + text, marks };
    } else this.runs.push({ text, marks });
    this.fresh = false;
  }

  close(element: Element): void {
    const frame = this.frames.pop();
    if (!frame) return;
    if (!INLINE.has(element.name)) this.breakLine();
    else this.fresh = true;
    const around = this.frames.at(-1);
    if (around) this.spreadAside(frame, around);
  }

  /** What is inert is left out, unless the page's own heading is: then a dialog lies over the page. */
  finish(): readonly Line[] {
    this.breakLine();
    const headings = this.lines.flatMap(({ runs }) => runs.filter((run) => run.marks & MARKS.mainHeading));
    const isCovered = headings.length > 0 && headings.every((run) => run.marks & MARKS.inert);
    return isCovered ? placeAnew(this.lines) : this.lines.flatMap(withoutInert);
  }

  private keep(text: string, marks: number): void {
    if (marks & MARKS.heading) this.headingText += text;
    if (text.trim() !== '') this.kept += text.length;
  }

  /** True when an element began or ended since the last text: what follows is a stretch of its own. */
  private fresh = false;

  private breakLine(): void {
    const runs = this.runs;
    this.runs = [];
    if (runs.some((run) => run.text.trim() !== '')) this.lines.push({ runs, at: this.kept });
  }

  private keepButton(element: Element, marks: number): void {
    const type = attributeOf(element, 'type');
    const value = attributeOf(element, 'value');
    if (element.hidden || value === null || (type !== 'submit' && type !== 'button')) return;
    this.lines.push({ runs: [{ text: value.slice(0, 100), marks: marks | MARKS.button }], at: this.kept });
  }

  /** A heading such as "Related products" makes what follows it in the same part of the page an aside. */
  private spreadAside(frame: Frame, around: Frame): void {
    const level = headingLevel(frame.name);
    if (level > 1 && isAsideHeading(this.headingText)) this.beginAside(around, level);
    // A wrapper that held nothing but that heading: the part is what the wrapper stands in.
    else if (frame.asideLevel > 0 && this.kept - frame.start <= this.headingText.length)
      this.beginAside(around, frame.asideLevel);
  }

  private beginAside(frame: Frame, level: number): void {
    if (frame.marks & MARKS.aside) return;
    frame.marks |= MARKS.aside;
    frame.asideLevel = level;
  }

  private endAside(frame: Frame): void {
    frame.marks &= ~MARKS.aside;
    frame.asideLevel = 0;
  }
}

function withoutInert(line: Line): Line[] {
  if (!line.runs.some((run) => run.marks & MARKS.inert)) return [line];
  const runs = line.runs.filter((run) => !(run.marks & MARKS.inert));
  return runs.some((run) => run.text.trim() !== '') ? [{ ...line, runs }] : [];
}

/** Counts the text before each line again, with what is inert. */
function placeAnew(lines: readonly Line[]): readonly Line[] {
  let before = 0;
  return lines.map((line) => {
    for (const run of line.runs) before += run.text.length;
    return { ...line, at: before };
  });
}

function headingLevel(name: string): number {
  return name.length === 2 && name.startsWith('h') && name >= 'h1' && name <= 'h6' ? Number(name[1]) : 0;
}

const STRIKING_STYLE = /line-through/i;

function ownMarks(element: Element): number {
  let marks =
    marksOfClass(element) |
    (Object.hasOwn(MARK_OF_NAME, element.name) ? (MARK_OF_NAME[element.name] ?? 0) : 0);
  if (STRIKING_STYLE.test(attributeOf(element, 'style') ?? '')) marks |= MARKS.old;
  if (attributeOf(element, 'aria-hidden') === 'true') marks |= MARKS.inert;
  return marks;
}
