import { changeRule } from '../../app/change-rule';
import { chooseVariant } from '../../app/choose-variant';
import { keepRule } from '../../app/keep-rule';
import type { RuleWish } from '../../app/rule-wish';
import type { SubscriptionView } from '../../core/records';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { explainRefusal } from '../views/rule-menu';
import { viewSubscription } from '../views/subscription-card';
import { viewTracked } from './track';

export async function setRule(scene: Scene, subject: SubscriptionView, wish: RuleWish): Promise<Reply> {
  const { store, now, print } = scene;
  const result = await changeRule(store, subject, wish, now);
  if (result.kind !== 'changed') return refuse(explainRefusal(result));
  return say(viewSubscription(result.subscription, result.standing, print, 'The rule is changed.'));
}

export async function keep(scene: Scene, subject: SubscriptionView): Promise<Reply> {
  const { store, now, print } = scene;
  const result = await keepRule(store, subject, now);
  if (result.kind === 'needs-target') return open({ kind: 'type-target', id: subject.shortId });
  if (result.kind === 'no-price') {
    return refuse('I have seen no price there yet, so there is nothing to measure from.');
  }
  return say(viewSubscription(result.subscription, result.standing, print, 'The rule goes on.'));
}

export async function choose(scene: Scene, subject: SubscriptionView, link: string): Promise<Reply> {
  const result = await chooseVariant(scene, subject, link, scene.now);
  switch (result.kind) {
    case 'added':
    case 'looking':
      return say(viewTracked(result, scene.print));
    case 'refused':
      return { ...say(viewTracked(result, scene.print)), refused: true };
    case 'same-link':
      return refuse(
        'That link leads to the same page with all variants. Pick the variant in the shop, then copy the link.',
      );
    case 'no-choice':
      return say(
        `#${subject.shortId} waits for no choice, or you follow that variant already. Say “list” to see.`,
      );
  }
}
