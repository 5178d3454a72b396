import { type Line, MARKS, type PageFacts } from './page-facts';
import type { PageIdentity } from './page-identity';
import type { AmountRole, ShownAmount } from './shown-amount';
import { WORDS } from './word-lists';

/** An amount of the page's text that may be its price. */
export interface RankedAmount {
  readonly amount: ShownAmount;
  /** From about 4 on it looks like the price of the page's product. */
  readonly score: number;
}

/** Where in the visible text a visitor can put the product into the cart. */
export function findBuyButtons(facts: PageFacts): number[] {
  return facts.lines.filter(isBuyButton).map((line) => line.at);
}

function isBuyButton({ runs }: Line): boolean {
  const [first] = runs;
  const text = (runs.length === 1 && first ? first.text : runs.map((run) => run.text).join(' ')).trim();
  return text.length < 40 && !runs.some((run) => run.marks & MARKS.aside) && WORDS.buy.test(text);
}

/** Farther away a button is that of another product. */
const BUTTON_REACH = 5000;

/** The button of the product that the heading names: the first below it, else the last above. */
function chooseButton(buttons: readonly number[], heading: number | null): number | null {
  if (heading === null) return buttons[0] ?? null;
  const near = buttons.filter((at) => Math.abs(at - heading) < BUTTON_REACH);
  return near.find((at) => at >= heading) ?? near.at(-1) ?? null;
}

const WHY_NO_PRICE: Readonly<Record<AmountRole, string | null>> = {
  price: null,
  from: null,
  old: 'It is an old price.',
  net: 'It is the price before tax.',
  other: 'The words beside it say that it is no price.',
  doubtful: 'Its markup or its words say that it is no price for everybody.',
};

/**
 * Why an amount cannot be the price of the page's product, whatever else stands on the page; null when it
 * can.
 */
export function whyNoPrice({ role, marks }: ShownAmount): string | null {
  return (marks & MARKS.aside) === 0 ? WHY_NO_PRICE[role] : 'It stands in a part about other things.';
}

/** The amounts that look like a price to pay, best first; one for each number. */
export function rankShown(
  shown: readonly ShownAmount[],
  page: PageIdentity,
  buttons: readonly number[],
): RankedAmount[] {
  const byNumber = new Map<string, RankedAmount>();
  const button = chooseButton(buttons, page.headingAt);
  for (const amount of shown) {
    if (whyNoPrice(amount) !== null) continue;
    const score = scoreOf(amount, page.headingAt, button);
    const known = byNumber.get(amount.decimal);
    const better = !known || score > known.score ? amount : known.amount;
    // Said twice is said more surely.
    byNumber.set(amount.decimal, {
      amount: better,
      score: known ? Math.max(score, known.score) + 0.25 : score,
    });
  }
  const ranked = [...byNumber.values()].sort((a, b) => b.score - a.score);
  const [best, second] = ranked;
  const isAlone = best !== undefined && best.score - (second?.score ?? 0) >= FAR_AHEAD;
  return isAlone ? [{ ...best, score: best.score + ALONE }, ...ranked.slice(1)] : ranked;
}

/** What stands so far ahead of all others has nothing to be mistaken for. */
const FAR_AHEAD = 3;
const ALONE = 2;

function scoreOf(amount: ShownAmount, heading: number | null, button: number | null): number {
  let score = 0;
  if (amount.marks & MARKS.price) score += 3;
  if (heading !== null) score += amount.at >= heading - 200 ? nearness(Math.abs(amount.at - heading)) : -2;
  if (button !== null) score += nearness(Math.abs(amount.at - button));
  if (amount.isOffered) score += 3;
  else if (amount.marks & MARKS.link) score -= 1;
  return score + (amount.line.length - amount.text.length <= 25 ? 1 : 0) - (amount.line.length > 140 ? 3 : 0);
}

function nearness(distance: number): number {
  if (distance < 300) return 3;
  if (distance < 1000) return 2;
  return distance < 3000 ? 1 : 0;
}
