import { ACCENT_COLOR } from './make-manifest';

/** The falling line of our icon, in a square of 64. */
const LINES = ['M12 20c7 0 9 6 15 12s9 10 25 10', 'M45 34l8 8-8 8'];

function drawSign(width: number): string {
  const paths = LINES.map((line) => `<path d="${line}"/>`).join('');
  const look = 'fill="none" stroke="#ffffff" stroke-linecap="round" stroke-linejoin="round"';
  return `<g ${look} stroke-width="${width}">${paths}</g>`;
}

function wrap(content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${content}</svg>`;
}

/** SVG of the icon in colour. Teams cuts its corners, so the sign keeps to the middle. */
export function drawColorIcon(): string {
  const ground = `<rect width="64" height="64" fill="${ACCENT_COLOR}"/>`;
  return wrap(`${ground}<g transform="translate(9.6 8.6) scale(0.7)">${drawSign(5.5)}</g>`);
}

/** SVG of the outline icon: white on nothing, as Teams wants it. */
export function drawOutlineIcon(): string {
  return wrap(`<g transform="translate(-6 -6) scale(1.2)">${drawSign(5)}</g>`);
}
