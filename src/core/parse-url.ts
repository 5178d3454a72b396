/** No longer one is followed, in any spelling. */
export const LONGEST_LINK = 2048;

/**
 * @param base what a relative link is relative to.
 * @returns null when the text is no link by the WHATWG rules.
 */
export function parseUrl(text: string, base?: string | URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
