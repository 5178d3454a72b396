import { MARKS, type PageFacts } from './page-facts';
import type { PageIdentity } from './page-identity';
import type { ShownAmount } from './shown-amounts';
import { WORDS } from './word-lists';

/** An amount of the page's text that may be its price. */
export interface RankedAmount {
  readonly amount: ShownAmount;
  /** From about 4 on it looks like the price of the page's product. */
  readonly score: number;
}

/** Where in the visible text a visitor can put the product into the cart. */
export function findBuyButtons(facts: PageFacts): number[] {
  return facts.lines
    .filter(({ runs }) => {
      if (runs.some((run) => run.marks & MARKS.aside)) return false;
      const text = runs
        .map((run) => run.text)
        .join(' ')
        .trim();
      return text.length > 2 && text.length < 40 && WORDS.buy.test(text);
    })
    .map((line) => line.at);
}

/** The amounts that look like a price to pay, best first; one for each number. */
export function rankShown(
  shown: readonly ShownAmount[],
  page: PageIdentity,
  buttons: readonly number[],
): RankedAmount[] {
  const best = new Map<string, RankedAmount>();
  const button = buttons.find((at) => at >= (page.headingAt ?? 0)) ?? buttons[0] ?? null;
  for (const amount of shown) {
    if (amount.role === 'old' || amount.role === 'other' || amount.marks & MARKS.aside) continue;
    const score = scoreOf(amount, page.headingAt, button);
    const before = best.get(amount.decimal);
    if (!before) best.set(amount.decimal, { amount, score });
    // Said twice is said more surely, up to a point.
    else
      best.set(amount.decimal, {
        amount: score > before.score ? amount : before.amount,
        score: Math.max(score, before.score) + 0.25,
      });
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

function scoreOf(amount: ShownAmount, heading: number | null, button: number | null): number {
  let score = 0;
  if (amount.marks & MARKS.price) score += 3;
  if (heading !== null) score += amount.at >= heading - 200 ? nearness(Math.abs(amount.at - heading)) : -2;
  if (button !== null) score += nearness(Math.abs(amount.at - button));
  if (amount.marks & MARKS.link) score -= 1;
  const around = amount.line.length - amount.text.length;
  if (around <= 25) score += 1;
  else if (around > 120) score -= 3;
  return score;
}

function nearness(distance: number): number {
  if (distance < 300) return 3;
  if (distance < 1000) return 2;
  return distance < 3000 ? 1 : 0;
}
