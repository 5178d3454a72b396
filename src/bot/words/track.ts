import { confirmedAt } from '../../app/current-price';
import { trackLinks } from '../../app/track-links';
import type { TrackedLink } from '../../app/track-links';
import type { Message } from '../../core/message';
import type { SubscriptionView } from '../../core/records';
import { cleanText } from '../clean-text';
import { LONGEST_TEXT } from '../find-links';
import type { Intent } from '../intent';
import type { Print } from '../print';
import { say } from '../scene';
import type { Reply, Scene } from '../scene';
import { describePrice, nameShop, nameSubscription } from '../views/describe-product';
import { shortenRule } from '../views/describe-rule';
import { ask, makeMessage } from '../views/make-message';
import { explainLinkRefusal, viewAskForLink } from '../views/plain-views';
import { noteAsker } from './groups';
import { MOST_LINES } from './import-list';
import { explainQuota, listFull } from '../views/quota-views';
import { viewSubscription } from '../views/subscription-card';

export async function track(
  scene: Scene,
  { links, isCut }: Pick<Extract<Intent, { do: 'track' }>, 'links' | 'isCut'>,
): Promise<Reply> {
  if (links.length === 0) return say(viewAskForLink());
  const { tracked, leftOut } = await trackLinks(scene, scene, links, scene.now);
  const [only, ...others] = tracked;
  const isOne = only && others.length === 0 && leftOut.length === 0;
  const answer = isOne ? viewTracked(only, scene.print) : viewSummary(tracked, leftOut, scene.print);
  const offers: Message[] = [];
  for (const one of tracked)
    if ('subscription' in one) offers.push(...(await noteAsker(scene, one.subscription)));
  return say(answer, ...(isCut ? [CUT] : []), ...offers);
}

/** Of links that are left out. */
const MOST_NAMED = 20;
const COUNT = new Intl.NumberFormat('en-GB');
const CUT = `I have read only the first ${COUNT.format(LONGEST_TEXT)} characters of that. Please send the rest once more.`;

/** The answer to one link. */
export function viewTracked(result: TrackedLink, print: Print): Message {
  switch (result.kind) {
    case 'added':
      return viewSubscription(result.subscription, result.standing, print, 'I am watching it now.');
    case 'followed':
      return viewSubscription(result.subscription, result.standing, print, 'You follow this one already.');
    case 'looking':
      return { text: describeLooking(result.subscription, print) };
    case 'refused':
      return { text: explainLinkRefusal(result.link, result.why) };
    case 'full':
      return { text: explainQuota(result.quota) };
  }
}

function describeLooking({ shortId, product }: SubscriptionView, print: Print): string {
  const { confirmed, url } = product;
  const at = confirmedAt(product);
  const last =
    confirmed && at !== null ? ` On ${print.moment(at)} it was: ${describePrice(confirmed, print)}.` : '';
  return `Looking at ${nameShop(url)}… It is saved as #${shortId}; the answer follows.${last}`;
}

/** The answer to several links: one line each. */
function viewSummary(tracked: readonly TrackedLink[], leftOut: readonly string[], print: Print): Message {
  const saved = tracked.filter((result) => 'subscription' in result).length;
  const full = tracked.filter((result) => result.kind === 'full');
  const lines = tracked.flatMap((result) => (result.kind === 'full' ? [] : [describeTracked(result, print)]));
  lines.push(...listFull(full.map(({ quota, link }) => ({ quota, name: cleanText(link, 80) }))));
  if (leftOut.length > 0) {
    lines.push(`That is as many as I take at once. Left out: ${nameLeftOut(leftOut)}.`);
    lines.push(`Say “import” before a list of links: then I take ${MOST_LINES}.`);
  }
  return makeMessage(
    {
      title: saved === 1 ? 'One product is in your list' : `${saved} products are in your list`,
      lines,
      buttons: [ask('My list', { do: 'list', page: 1 })],
    },
    'Say a number to see one, or “list” to see all.',
  );
}

function nameLeftOut(links: readonly string[]): string {
  const names = links.slice(0, MOST_NAMED).map((link) => cleanText(link, 80));
  const rest = links.length - names.length;
  return `${names.join(', ')}${rest > 0 ? ` and ${COUNT.format(rest)} more` : ''}`;
}

function describeTracked(result: Exclude<TrackedLink, { kind: 'full' }>, print: Print): string {
  if (result.kind === 'refused') return explainLinkRefusal(result.link, result.why);
  const { subscription } = result;
  const { product, rule, baseline } = subscription;
  if (result.kind === 'looking') return `${nameSubscription(subscription)}: looking…`;
  const price = product.confirmed ? describePrice(product.confirmed, print) : 'no price seen yet';
  const mark = result.kind === 'followed' ? ' · you follow it already' : '';
  return `${nameSubscription(subscription)}: ${price} · ${shortenRule(rule, baseline, print)}${mark}`;
}
