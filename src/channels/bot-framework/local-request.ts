import type { HttpRequest } from '../../core/endpoint';
import { parseUrl } from '../../core/parse-url';
import { isLoopbackHost } from './service-url';

const FORWARDING =
  /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-original-(host|url)|x-client-ip|true-client-ip|cf-connecting-ip)$/;

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/**
 * @returns true for a request made on this machine to this machine: nothing in between, nothing forwarded.
 */
export function isLocalRequest(request: Pick<HttpRequest, 'headers' | 'remoteAddress'>): boolean {
  const own = parseUrl(`http://${request.headers['host'] ?? ''}/`);
  if (!own || !isLoopbackHost(own.hostname)) return false;
  if (!isLoopbackAddress(request.remoteAddress)) return false;
  return !Object.keys(request.headers).some((name) => FORWARDING.test(name));
}
