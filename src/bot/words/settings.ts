import { changeDefaultRule, changeTimeZone } from '../../app/change-settings';
import type { RuleWish } from '../../app/rule-wish';
import { open, refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { describeDefaultRule } from '../views/plain-views';
import { explainRefusal } from '../views/rule-menu';
import { cleanText } from '../clean-text';

export async function setDefaultRule(scene: Scene, wish: RuleWish): Promise<Reply> {
  const result = await changeDefaultRule(scene.store.conversations, scene.conversation, wish);
  if (result.kind === 'no-target') {
    return refuse(
      'A price fits one product only. A default can be a percentage, for example “default 15 %”.',
    );
  }
  if (result.kind !== 'changed') return refuse(explainRefusal(result));
  return say(
    `New products begin with: ${describeDefaultRule(result.rule, scene.print)}. Others stay as they are.`,
  );
}

export async function setTimeZone(scene: Scene, { name }: { readonly name?: string }): Promise<Reply> {
  if (name === undefined) return open({ kind: 'set-time-zone' });
  const timeZone = await changeTimeZone(scene.store.conversations, scene.conversation, name);
  if (timeZone !== null) return say(`Your time zone is ${timeZone} now.`);
  return refuse(`I know no time zone “${cleanText(name, 60)}”. Write it like “Europe/Berlin”.`);
}
