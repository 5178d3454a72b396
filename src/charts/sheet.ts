import type { Palette } from './palette';
import { FONT_SIZE, HEIGHT, WIDTH } from './plot';
import { element, label } from './svg';

/** A whole picture: what is drawn, on a panel. */
export function drawSheet(parts: readonly string[], { panel, grid }: Palette): string {
  const size = { x: 0.5, y: 0.5, width: WIDTH - 1, height: HEIGHT - 1, rx: 14 };
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      'font-family': 'Inter, system-ui, sans-serif',
      'font-size': FONT_SIZE,
    },
    [element('rect', { ...size, fill: panel, stroke: grid }), ...parts].join(''),
  );
}

/** A picture in the place of a chart, that says why there is none and what to do. */
export function drawNote(what: string, advice: string, palette: Palette): string {
  const middle = { x: WIDTH / 2, 'text-anchor': 'middle' };
  return drawSheet(
    [
      label(what, { ...middle, y: HEIGHT / 2 - 8, fill: palette.ink, 'font-size': 16, 'font-weight': 600 }),
      label(advice, { ...middle, y: HEIGHT / 2 + 18, fill: palette.soft }),
    ],
    palette,
  );
}
