import type { Quota } from '../../core/quota';
import { cleanText } from '../clean-text';

const COUNT = new Intl.NumberFormat('en-GB');
/** Names of what was left out, together. */
const LONGEST_NAMES = 1000;

/** What there is no room for, and what to do. */
export function explainQuota(quota: Quota): string {
  const count = `${COUNT.format(quota.most)} products`;
  switch (quota.of) {
    case 'person':
      return `I watch ${count} for you already, which is as many as I can: stop one first.`;
    case 'conversation':
      return `I watch ${count} for this chat already, which is as many as I can: stop one first.`;
    case 'tenant':
      return `I watch ${count} for all of you together already, which is as many as I can: some must be stopped first.`;
    case 'new-hosts':
      return `I could reach none of ${COUNT.format(quota.most)} shops that you named within an hour, so I look at no new ones for a while: try again in an hour. Shops that I know are fine.`;
    case 'host':
      return `I watch ${count} at ${cleanText(quota.host, 80)} already, which is as many as I can look at there without being a nuisance: some must be stopped first.`;
  }
}

/** One sentence for each thing that has no room, with the names of what was left out. */
export function listFull(full: readonly { readonly quota: Quota; readonly name: string }[]): string[] {
  const named = new Map<string, string[]>();
  for (const { quota, name } of full) {
    const sentence = explainQuota(quota);
    named.set(sentence, [...(named.get(sentence) ?? []), name]);
  }
  return [...named].map(
    ([sentence, names]) => `${sentence} Left out: ${cleanText(names.join(', '), LONGEST_NAMES)}`,
  );
}
