import type { Chart, Stretch } from '../core/chart';
import { DAY } from '../core/history';
import { drawMarks } from './draw-marks';
import { wordsFor } from './chart-words';
import type { Drawing } from './drawing';
import type { Palette } from './palette';
import { HEIGHT, layOut, widthOf, type Plot } from './plot';
import { drawSheet } from './sheet';
import { element, label } from './svg';
import { listTraces, outline } from './trace';

/** For whom a chart is drawn. */
export interface ChartLook {
  readonly locale: string;
  readonly timeZone: string | null;
  readonly palette: Palette;
}

/** From here on a day is named with its year. */
const LONG: number = 300 * DAY;

/** Draws a price history as SVG. Pure; holds nothing but amounts, days and words of ours. */
export function drawChart(chart: Chart, { locale, timeZone, palette }: ChartLook): string {
  const words = wordsFor(locale, timeZone, chart.to - chart.from > LONG);
  const plot = layOut(chart, words);
  const drawing: Drawing = { chart, plot, words, palette };
  const parts = [
    defineHatch(palette),
    ...drawScale(drawing),
    ...drawTimes(drawing),
    ...listUnseen(drawing).map((time) => drawUnseen(time, drawing)),
    ...chart.stretches.map((stretch) => drawBand(stretch, drawing)),
    drawArea(drawing),
    ...drawLine(drawing),
    ...drawMarks(drawing),
  ];
  return drawSheet(parts, palette);
}

function defineHatch({ soft, line }: Palette): string {
  const stroke = element('path', {
    d: 'M0 6L6 0',
    stroke: soft,
    'stroke-width': 0.8,
    'stroke-opacity': 0.55,
  });
  const hatch = { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse' };
  const fade = [
    element('stop', { offset: 0, 'stop-color': line, 'stop-opacity': 0.28 }),
    element('stop', { offset: 1, 'stop-color': line, 'stop-opacity': 0.02 }),
  ];
  return element(
    'defs',
    {},
    element('pattern', hatch, stroke) +
      element('linearGradient', { id: 'fade', x1: 0, y1: 0, x2: 0, y2: 1 }, fade.join('')),
  );
}

function drawScale({ plot, palette }: Drawing): string[] {
  return plot.amounts.flatMap(({ minor, text }) => {
    const y = plot.y(minor);
    return [
      element('path', { d: `M${plot.left} ${y}H${plot.right}`, stroke: palette.grid }),
      label(text, { x: plot.left - 6, y: y + 4, fill: palette.soft, 'text-anchor': 'end' }),
    ];
  });
}

function drawTimes({ plot, words, palette }: Drawing): string[] {
  return plot.times.at.map((at) => {
    const text = words.time(at, plot.times.unit);
    const half = widthOf(text) / 2;
    const x = Math.min(Math.max(plot.x(at), plot.left + half), plot.right - half);
    return label(text, { x, y: HEIGHT - 10, fill: palette.soft, 'text-anchor': 'middle' });
  });
}

type Time = Pick<Stretch, 'from' | 'to'>;

/** Where nobody looked, the time before the first look too. */
function listUnseen({ chart: { from, to, stretches } }: Drawing): Time[] {
  const ends = [from, ...stretches.map((stretch) => stretch.to)];
  const starts = [...stretches.map((stretch) => stretch.from), to];
  return ends
    .map((end, index) => ({ from: end, to: starts[index] ?? to }))
    .filter((time) => time.to > time.from);
}

function drawUnseen(time: Time, { chart, plot, palette }: Drawing): string {
  const said =
    chart.stretches.length === 0
      ? 'no price seen in this time'
      : time.from === chart.from
        ? 'not watched yet'
        : 'not seen';
  return drawSpan(time, plot, { fill: 'url(#hatch)', 'fill-opacity': 0.5 }, said, palette.soft);
}

function drawBand(stretch: Stretch, { plot, palette }: Drawing): string {
  if (stretch.kind === 'offered') return '';
  if (stretch.kind === 'other-currency') {
    const look = { fill: palette.soft, 'fill-opacity': 0.14 };
    return drawSpan(stretch, plot, look, `in ${stretch.price.currency}`, palette.soft);
  }
  return drawSpan(stretch, plot, { fill: palette.band, 'fill-opacity': 0.16 }, 'not for sale', palette.band);
}

/** A span of time over the whole height, with a word at its top where there is room for it. */
function drawSpan(
  { from, to }: Time,
  plot: Plot,
  look: Readonly<Record<string, string | number>>,
  said: string,
  colour: string,
): string {
  const [start, end] = [plot.x(from), plot.x(to)];
  const area = { x: start, y: plot.top, width: Math.max(1, end - start), height: plot.bottom - plot.top };
  const word = {
    x: (start + end) / 2,
    y: plot.top - 8,
    fill: colour,
    'text-anchor': 'middle',
    'font-size': 11,
  };
  const fits = end - start >= widthOf(said, 11) - 10;
  return element('rect', { ...area, ...look }) + (fits ? label(said, word) : '');
}

function drawArea({ chart, plot }: Drawing): string {
  const areas = listTraces(chart, plot).map(
    (run) => `${outline(run)}V${plot.bottom}H${run[0]?.left ?? plot.left}Z`,
  );
  return areas.length === 0 ? '' : element('path', { d: areas.join(''), fill: 'url(#fade)' });
}

/** The price where it could be bought, and faintly what was shown while it could not. */
function drawLine({ chart, plot, palette }: Drawing): string[] {
  const look = { fill: 'none', stroke: palette.line, 'stroke-width': 2.2, 'stroke-linejoin': 'round' };
  const shown = chart.stretches.flatMap(({ kind, from, to, price }) =>
    kind === 'not-for-sale' && price ? [`M${plot.x(from)} ${plot.y(price.minor)}H${plot.x(to)}`] : [],
  );
  const faint = { ...look, 'stroke-dasharray': '2 4', 'stroke-opacity': 0.7 };
  return [
    ...shown.map((d) => element('path', { ...faint, d })),
    ...listTraces(chart, plot).map((run) => element('path', { ...look, d: outline(run) })),
  ];
}
