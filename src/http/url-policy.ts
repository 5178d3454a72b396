import { isIP } from 'node:net';
import { LONGEST_LINK, bareHost, parseUrl } from '../core/parse-url';
import { isPublicAddress } from './address-policy';
import { NOT_A_PUBLIC_SHOP, refused } from './failure';

const shopPorts: ReadonlySet<number> = new Set([80, 443]);

/** Special-use names (IANA registry, RFC 6761 and later) and the usual names of private networks. */
const privateSuffixes = new Set([
  'alt',
  'arpa',
  'corp',
  'example',
  'home',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'onion',
  'private',
  'test',
]);

/**
 * Decides from the text of a link alone, without DNS, whether it may be asked for; called at every hop.
 * @param allowPrivate `host:port` entries that may be private and on any port.
 * @returns the link as the WHATWG rules read it: the very host that will be connected to.
 * @throws Failure `refused`.
 */
export function checkUrl(text: string, allowPrivate: ReadonlySet<string>): URL {
  const url = parseLink(text);
  if (url.username !== '' || url.password !== '') {
    throw refused('Links with a user name or a password inside are not read.');
  }
  if (allowPrivate.has(hostPort(url))) return url;
  if (!shopPorts.has(portOf(url))) throw refused('Only links to the usual ports of web shops are read.');
  if (!isPublicHost(bareHost(url))) throw refused(NOT_A_PUBLIC_SHOP);
  return url;
}

/**
 * Might the link be read, as far as its text tells? What its name resolves to is looked at when it is asked
 * for.
 */
export function mayBeRead(text: string, allowPrivate: ReadonlySet<string>): boolean {
  try {
    checkUrl(text, allowPrivate);
    return true;
  } catch {
    return false;
  }
}

function parseLink(text: string): URL {
  if (text.length > LONGEST_LINK) throw refused('The link is too long.');
  const url = parseUrl(text);
  if (!url) throw refused('This is not a link.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused('Only links that begin with http or https are read.');
  }
  // Percent-encoding may have made it longer.
  if (url.href.length > LONGEST_LINK) throw refused('The link is too long.');
  return url;
}

/** `host:port` with the port always named, as in `EBB_ALLOW_PRIVATE`. */
export function hostPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

/** `host:port` entries in the one form that `hostPort` gives. */
export function hostPortSet(entries: readonly string[]): ReadonlySet<string> {
  return new Set(entries.map((entry) => hostPort(new URL(`http://${entry}`))));
}

function isPublicHost(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  const labels = host.split('.');
  if (labels.length < 2 || labels.includes('')) return false;
  return !privateSuffixes.has(labels.at(-1) ?? '');
}
