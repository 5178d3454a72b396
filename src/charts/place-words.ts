import { FONT_SIZE, widthOf, type Plot } from './plot';
import type { Trace } from './trace';

/** A word beside a mark, before it has its place. */
export interface Word {
  readonly text: string;
  readonly colour: string;
  /** Where it may begin, and its base line: the best place first. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

export interface PlacedWord {
  readonly text: string;
  readonly colour: string;
  readonly left: number;
  readonly right: number;
  /** The base line. */
  readonly y: number;
}

const LINE_HEIGHT = FONT_SIZE + 4;

/** Each word at its first place that covers least: other words before it, then the price line. Pure. */
export function placeWords(words: readonly Word[], plot: Plot, line: readonly Trace[]): PlacedWord[] {
  const placed: PlacedWord[] = [];
  for (const word of words) {
    const options = word.places.map(({ x, y }) => hold(word, x, y, plot));
    const costs = options.map((option) => costOf(option, placed, line));
    const best = options[costs.indexOf(Math.min(...costs))];
    if (best) placed.push(best);
  }
  return placed;
}

/** Inside the plot. */
function hold({ text, colour }: Word, x: number, y: number, { left, right, top, bottom }: Plot): PlacedWord {
  const width = widthOf(text);
  const start = Math.max(left + 2, Math.min(x, right - width));
  return {
    ...{ text, colour, left: start, right: start + width },
    y: Math.max(top + 10, Math.min(y, bottom - 4)),
  };
}

/** A covered word is worse than any covered piece of line. */
function costOf(word: PlacedWord, placed: readonly PlacedWord[], line: readonly Trace[]): number {
  const words = placed.filter(
    ({ left, right, y }) => left < word.right && word.left < right && Math.abs(word.y - y) < LINE_HEIGHT,
  );
  return words.length * 1000 + line.filter((step) => covers(word, step)).length;
}

/** Does the word hide the level part of a step, or the fall or rise at its start? */
function covers({ left, right, y }: PlacedWord, step: Trace): boolean {
  const [top, bottom] = [y - FONT_SIZE, y + 5];
  const hidesLevel = step.left < right && left < step.right && top < step.y && step.y < bottom;
  const [high, low] = [Math.min(step.y, step.before), Math.max(step.y, step.before)];
  return hidesLevel || (left < step.left && step.left < right && high < bottom && top < low);
}
