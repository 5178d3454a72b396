import type { Reading } from '../core/reading';
import { type Findings, LIKELY } from './findings';
import { MARKS, type Line, type PageFacts } from './page-facts';
import type { Thing } from './thing';
import { WORDS } from './word-lists';

/** What a page can be about that is no product. An event's or a recipe's page may well show amounts. */
const OTHER_SUBJECTS = new Set(
  (
    'Article NewsArticle BlogPosting TechArticle Recipe Event MusicEvent SportsEvent TheaterEvent Festival JobPosting ' +
    'ProfilePage PodcastSeries PodcastEpisode SearchResultsPage CollectionPage OfferCatalog FAQPage QAPage ContactPage AboutPage'
  ).split(' '),
);

/** With less text than this a page has nothing to say but that it keeps us out. */
const LITTLE_TEXT = 3000;

/**
 * Is this the page of one product at all?
 * @returns the reading of a page that is none, or null.
 */
export function judgePage(facts: PageFacts, things: readonly Thing[], findings: Findings): Reading | null {
  // What describes its own product with a price is a product's page, whatever else it says.
  if (findings.candidates.some(({ product, price }) => product.own && price !== null)) return null;
  if (isBlocked(facts)) return { kind: 'blocked' };
  if (isNotFound(facts)) return { kind: 'not-found' };
  return isOtherSubject(facts, things, findings) ? { kind: 'not-a-product' } : null;
}

function isBlocked(facts: PageFacts): boolean {
  if (WORDS.blocked.test(facts.title)) return true;
  const length = facts.lines.at(-1)?.at ?? 0;
  return (
    length < LITTLE_TEXT && facts.lines.some((line) => isShort(line) && WORDS.blocked.test(textOf(line)))
  );
}

function isNotFound(facts: PageFacts): boolean {
  const headings = facts.lines
    .filter(({ runs }) => runs.some((run) => run.marks & MARKS.mainHeading))
    .map(textOf);
  return [facts.title, ...headings].some((head) => head.length < 100 && WORDS.notFound.test(head));
}

function isOtherSubject(facts: PageFacts, things: readonly Thing[], findings: Findings): boolean {
  const describesProduct = findings.candidates.some(({ product }) => product.own);
  if (describesProduct) return false;
  if (things.some((thing) => thing.types.some((type) => OTHER_SUBJECTS.has(type)))) return true;
  if (findings.buttons.length === 0 && facts.metas.some(isArticleMeta)) return true;
  return isList(findings) || isListed(findings) || isProse(facts, findings);
}

function isArticleMeta({ name, content }: { name: string; content: string }): boolean {
  return name === 'og:type' && /^(?:article|video|music|profile|blog)/i.test(content);
}

/** Many amounts of which none stands out: a list of products. */
const MANY = 8;

function isList({ ranked }: Findings): boolean {
  const [best, second] = ranked;
  return best !== undefined && second !== undefined && ranked.length >= MANY && best.score - second.score < 1;
}

/** Every amount that could be the price is that of one of several listed products. */
function isListed({ candidates, ranked }: Findings): boolean {
  const listed = new Set(candidates.flatMap(({ price }) => (price === null ? [] : Number(price.decimal))));
  const likely = ranked.filter(({ score }) => score >= LIKELY);
  return likely.length > 1 && likely.every(({ amount }) => listed.has(Number(amount.decimal)));
}

/** Shorter lines are names, menus and buttons. */
const SENTENCE = 60;
/** So much of it says a page that is there to be read. */
const MUCH_PROSE = 1000;

/**
 * Text to read, without an amount or a button to buy: who we are, how we deliver, what to think of chairs.
 */
function isProse({ lines }: PageFacts, { shown, buttons }: Findings): boolean {
  if (buttons.length > 0 || shown.some(({ marks }) => (marks & MARKS.aside) === 0)) return false;
  const prose = lines.filter(({ runs }) => runs.every(({ marks }) => (marks & PARTS) === 0)).map(textOf);
  return prose.reduce((sum, { length }) => sum + (length >= SENTENCE ? length : 0), 0) >= MUCH_PROSE;
}

const PARTS = MARKS.aside | MARKS.link | MARKS.option;

/** Farther from the heading it is another product that is sold out. */
const SOLD_OUT_REACH = 5000;

/** Does the page say near its heading that its product is not to be had now? */
export function saysSoldOut(facts: PageFacts, { page }: Findings): boolean {
  const heading = page.headingAt ?? 0;
  return facts.lines.some(
    (line) =>
      line.at >= heading - 500 &&
      line.at <= heading + SOLD_OUT_REACH &&
      isShort(line) &&
      !line.runs.some((run) => run.marks & (MARKS.aside | MARKS.option)) &&
      WORDS.outOfStock.test(textOf(line)),
  );
}

function textOf(line: Line): string {
  return line.runs
    .map((run) => run.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function isShort(line: Line): boolean {
  return line.runs.reduce((length, run) => length + run.text.trim().length, 0) <= 120;
}
