/**
 * `shop.example` (and its `www.`) or `*.shop.example` (every host below); a port only where the shop has one.
 */
const HOST_PATTERN = /^(\*\.)?([a-z0-9_-]+\.)+[a-z0-9-]+(:\d{1,5})?$/;

export function isHostPattern(pattern: string): boolean {
  return HOST_PATTERN.test(pattern);
}

/** @param host lower case, with its port when that is not the scheme's own: `URL.host`. */
export function coversHost(pattern: string, host: string): boolean {
  if (pattern.startsWith('*.')) return host.endsWith(pattern.slice(1));
  return host === pattern || host === `www.${pattern}`;
}

/** Could one host belong to both? */
export function overlap(a: string, b: string): boolean {
  const [bareA, bareB] = [a.replace(/^\*\./, ''), b.replace(/^\*\./, '')];
  if (a === b || coversHost(a, bareB) || coversHost(b, bareA)) return true;
  return coversHost(a, `www.${bareB}`) || coversHost(b, `www.${bareA}`);
}
