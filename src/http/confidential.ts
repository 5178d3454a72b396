import type { FetchRequest } from '../core/ports';
import { refused, unreachable } from './failure';
import { redirectOf } from './follow';
import { hostPort } from './url-policy';

/** Does a request carry what is meant for its host alone: a key in a header, or a body? */
export function isConfidential({ headers, body }: FetchRequest): boolean {
  return headers !== undefined || body !== undefined;
}

/**
 * @throws Failure `refused` when what is confidential would go over the wire in clear to anybody but a host
 * the operator opened.
 */
export function checkConfidential(request: FetchRequest, url: URL, allowPrivate: ReadonlySet<string>): void {
  if (!isConfidential(request) || url.protocol === 'https:' || allowPrivate.has(hostPort(url))) return;
  throw refused('A request with a key is sent over a secure connection only.');
}

/**
 * @throws Failure `unreachable` when the answer is a redirect: what is meant for one host is not sent to
 * another.
 */
export function refuseRedirect(answer: Parameters<typeof redirectOf>[0]): null {
  if (redirectOf(answer) === null) return null;
  throw unreachable('The shop sends on a request that is meant for itself alone.');
}
