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

/** A host alone: whatever else a link has, such as a port or a path, would be left out unseen. */
const HOST = /^[^\s/?#@:\\]+$/;

/** @returns a link to a host that is named alone, without a port, a path or a user; null when it is not. */
export function parseHost(text: string): URL | null {
  return HOST.test(text) ? parseUrl(`http://${text}`) : null;
}

/** The host of a link without the brackets of IPv6 and without the dot of the root. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
