import type { Chart } from '../core/chart';
import type { Instant } from '../core/history';
import type { ChartWords } from './chart-words';
import { roundNumbers, timeTicks, type TimeTicks } from './ticks';

/** The whole picture, in its own units: as wide as a chat shows a card. */
export const WIDTH = 480;
export const HEIGHT = 256;
export const FONT_SIZE = 12;
const EDGE = 14;
const ABOVE = 26;
const BELOW = 30;
/** Room for a label of the time axis. */
const LABEL_WIDTH = 74;
/** The font's mean width of a character, in its size; a little generous. */
const CHARACTER = 0.58;

/** About how wide a text is. */
export function widthOf(text: string, size: number = FONT_SIZE): number {
  return text.length * CHARACTER * size;
}

/** Where times and prices lie in the picture. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(at: Instant): number;
  /** `minor` in the chart's currency. */
  y(minor: number): number;
  /** Round amounts of the scale, in minor units, and how they are written. */
  readonly amounts: readonly { readonly minor: number; readonly text: string }[];
  readonly times: TimeTicks;
}

/** The widest amount of the scale decides where the plot begins. */
export function layOut(chart: Chart, words: ChartWords): Plot {
  const [low, high] = scaleOver(chart);
  const round = low === high ? [] : roundNumbers(low, high, 4);
  const texts = words.scale(round, chart.currency ?? '');
  const amounts = round.map((minor, index) => ({ minor, text: texts[index] ?? '' }));
  const widest = Math.max(0, ...texts.map((text) => widthOf(text)));
  const left = EDGE + (widest === 0 ? 0 : widest + 6);
  const [right, top, bottom] = [WIDTH - EDGE, ABOVE, HEIGHT - BELOW];
  return {
    ...{ left, right, top, bottom, amounts },
    x: (at) => left + ((at - chart.from) / (chart.to - chart.from)) * (right - left),
    y: (minor) => bottom - ((minor - low) / (high - low)) * (bottom - top),
    times: timeTicks(chart.from, chart.to, Math.floor((right - left) / LABEL_WIDTH)),
  };
}

/** The amounts at the lower and upper edge: all prices and the threshold, with air around them. */
function scaleOver({ stretches, currency, threshold }: Chart): readonly [number, number] {
  const shown = stretches.flatMap(({ price }) => (price?.currency === currency ? [price.minor] : []));
  const all = [...shown, ...(threshold === null ? [] : [threshold.minor])];
  if (all.length === 0) return [0, 0];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const air = Math.max((most - least) * 0.14, most * 0.02, 1);
  return [Math.max(0, least - air), most + air];
}
