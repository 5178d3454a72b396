import type { DatedPrice } from '../core/chart';
import type { Drawing } from './drawing';
import { placeWords, type PlacedWord, type Word } from './place-words';
import { widthOf, type Plot } from './plot';
import { element, label } from './svg';
import { listTraces } from './trace';

/** The newest price, the lowest one and the amount that is waited for: each as a mark with its words. */
export function drawMarks(drawing: Drawing): string[] {
  const words = placeWords(listWords(drawing), drawing.plot, listTraces(drawing.chart, drawing.plot).flat());
  return [
    ...drawThreshold(drawing),
    ...drawNewest(drawing),
    ...drawLowest(drawing),
    ...words.map((word) => write(word, drawing)),
  ];
}

function drawThreshold({ chart: { threshold }, plot, palette }: Drawing): string[] {
  if (threshold === null) return [];
  const y = plot.y(threshold.minor);
  const look = { stroke: palette.target, 'stroke-width': 1.6, 'stroke-dasharray': '6 4' };
  return [element('path', { d: `M${plot.left} ${y}H${plot.right}`, ...look })];
}

function drawLowest(drawing: Drawing): string[] {
  const { chart, plot, palette } = drawing;
  const lowest = isLowestNow(drawing) ? findNewest(drawing) : chart.lowest;
  if (lowest === null) return [];
  const [cx, cy] = pointOf(lowest, plot);
  return [
    element('circle', { cx, cy, r: 4.5, fill: palette.panel, stroke: palette.lowest, 'stroke-width': 2.4 }),
  ];
}

function drawNewest(drawing: Drawing): string[] {
  const newest = findNewest(drawing);
  if (newest === null) return [];
  const { plot, palette } = drawing;
  const [cx, cy] = pointOf(newest, plot);
  return [
    element('circle', { cx, cy, r: 4, fill: palette.line, stroke: palette.panel, 'stroke-width': 1.5 }),
  ];
}

/** The price that is asked now, at the end of its stretch; null when it cannot be bought now. */
function findNewest({ chart: { stretches } }: Drawing): DatedPrice | null {
  const last = stretches.at(-1);
  return last?.kind === 'offered' ? { price: last.price, at: last.to } : null;
}

function isLowestNow(drawing: Drawing): boolean {
  return drawing.chart.lowest?.price.minor === findNewest(drawing)?.price.minor;
}

function pointOf({ price, at }: DatedPrice, plot: Plot): readonly [number, number] {
  return [plot.x(at), plot.y(price.minor)];
}

function listWords(drawing: Drawing): Word[] {
  return [...nameNewest(drawing), ...nameLowest(drawing), ...nameThreshold(drawing)];
}

function nameNewest(drawing: Drawing): Word[] {
  const newest = findNewest(drawing);
  if (newest === null) return [];
  const { plot, words, palette } = drawing;
  const [x, y] = pointOf(newest, plot);
  const text = `${words.money(newest.price)} now${isLowestNow(drawing) ? ', the lowest' : ''}`;
  const places = [y - 10, y + 20, y - 26, y + 36].map((place) => ({ x: x - widthOf(text), y: place }));
  return [{ text, places, colour: palette.ink }];
}

function nameLowest(drawing: Drawing): Word[] {
  const { chart, plot, words, palette } = drawing;
  if (chart.lowest === null || isLowestNow(drawing)) return [];
  const { price, at } = chart.lowest;
  const [x, y] = pointOf(chart.lowest, plot);
  const text = `lowest ${words.money(price)} · ${words.day(at)}`;
  const places = [y + 20, y - 12, y - 28].flatMap((place) =>
    [x - widthOf(text) / 2, x + 8, x - widthOf(text) - 8].map((left) => ({ x: left, y: place })),
  );
  return [{ text, places, colour: palette.lowest }];
}

function nameThreshold({ chart: { threshold }, plot, words, palette }: Drawing): Word[] {
  if (threshold === null) return [];
  const { left, right } = plot;
  const y = plot.y(threshold.minor);
  const text = `alert at ${words.money(threshold)}`;
  const room = right - left - widthOf(text);
  const places = [
    [y - 6, y + 16],
    [y - 30, y + 40],
  ].flatMap((heights) =>
    [0, 0.25, 0.5, 0.75, 1].flatMap((share) =>
      heights.map((height) => ({ x: left + 4 + share * room, y: height })),
    ),
  );
  return [{ text, places, colour: palette.target }];
}

/** With an edge in the panel's colour, so that it can be read across a line. */
function write({ text, colour, left, y }: PlacedWord, { palette }: Drawing): string {
  return label(text, {
    ...{ x: left + widthOf(text) / 2, y, fill: colour, 'text-anchor': 'middle', 'font-weight': 600 },
    ...{ stroke: palette.panel, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' },
  });
}
