import type { FetchOutcome, Http } from '../../core/ports';
import { nameRequest } from '../contract/replay';

/** The same way out, which keeps what the shop answered, by the address that was asked, in order. */
export function keepAnswers(http: Http, kept: Map<string, FetchOutcome>): Http {
  return {
    fetch: async (request, signal) => {
      const outcome = await http.fetch(request, signal);
      // The body goes over to the thread of the look; what is kept is a copy.
      const copy = outcome.kind === 'answer' ? { body: Uint8Array.from(outcome.body) } : {};
      // Several questions may be put to one address; the first is kept under the address alone.
      kept.set(kept.has(request.url) ? nameRequest(request) : request.url, { ...outcome, ...copy });
      return outcome;
    },
  };
}
