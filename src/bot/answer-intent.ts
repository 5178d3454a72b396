import { QuotaError } from '../core/quota';
import type { SubscriptionView } from '../core/records';
import { findShop } from './find-shop';
import { findSubject } from './find-subject';
import { isConnectIntent, isDataIntent, isRestIntent, isSubjectIntent } from './intent';
import type { BareSubject, ConnectIntent, DataIntent, Intent, RestIntent, SubjectIntent } from './intent';
import { refuseSetting, refuseStranger } from './may-manage';
import { LONGEST_WORDS } from './read-text';
import { open, refuse, say } from './scene';
import type { Reply, Scene } from './scene';
import { viewDefaultRuleMenu, viewRuleMenu } from './views/rule-menu';
import {
  explainTooLong,
  viewHelp,
  viewHookAddress,
  viewSettings,
  viewUnknown,
  viewWelcome,
} from './views/plain-views';
import { explainQuota } from './views/quota-views';
import { bought } from './words/bought';
import { chart } from './words/chart';
import { pauseAll, resumeAll } from './words/change-all';
import { choose, keep, setRule } from './words/change-rule';
import { pause, resume, stop, undo } from './words/change-status';
import { connect } from './words/connect';
import { dropMention, meToo, mentionMe, notMe, tellPrivately } from './words/groups';
import { erase, eraseNow } from './words/erase';
import { exportList } from './words/export-list';
import { importList } from './words/import-list';
import { list } from './words/list';
import { setManner, setUrgent } from './words/manners';
import { check, show, test } from './words/look';
import { cancelReminder, listReminders, remind } from './words/remind';
import { endQuiet, setBreakThrough, setQuiet } from './words/quiet';
import { setDefaultRule, setTimeZone } from './words/settings';
import { addShop, removeShop } from './words/shops';
import { snooze, snoozeEverything, wake } from './words/snooze';
import { showTold } from './words/told';
import { track } from './words/track';
import { acceptPrice, askWrongPrice, object } from './words/wrong-price';

/** Does what a person wants and says so; what there is no room for is refused. */
export async function answerIntent(scene: Scene, intent: Intent): Promise<Reply> {
  try {
    return await answerWish(scene, intent);
  } catch (error) {
    if (error instanceof QuotaError) return refuse(explainQuota(error.quota));
    throw error;
  }
}

async function answerWish(scene: Scene, intent: Intent): Promise<Reply> {
  const locked = refuseSetting(scene, intent);
  if (locked) return locked;
  if (isRestIntent(intent)) return answerRest(scene, intent);
  if (isDataIntent(intent)) return answerData(scene, intent);
  if (isConnectIntent(intent)) return connect(scene, intent);
  if (!isSubjectIntent(intent)) return answerGeneral(scene, intent);
  if (intent.do === 'stop' && intent.id === undefined) return open({ kind: 'stop-what' });
  const subject = await findSubject(scene, intent);
  if ('messages' in subject) return subject;
  const refusal = await refuseStranger(scene, subject, intent.do);
  if (refusal) return refusal;
  const meant = findShop(subject, intent);
  return 'messages' in meant ? meant : answerSubject(scene, meant, intent);
}

async function answerGeneral(
  scene: Scene,
  intent: Exclude<Intent, SubjectIntent | RestIntent | DataIntent | ConnectIntent>,
): Promise<Reply> {
  switch (intent.do) {
    case 'track':
      return track(scene, intent);
    case 'list':
      return list(scene, intent);
    case 'undo':
      return undo(scene, intent);
    case 'default-rule':
      return setDefaultRule(scene, intent);
    case 'time-zone':
      return setTimeZone(scene, intent);
    case 'told':
      return showTold(scene, intent);
    case 'manner':
      return setManner(scene, intent);
    case 'reminders':
      return listReminders(scene);
    default:
      return say(answerPlain(scene, intent.do));
  }
}

/** When the bot shall rest. */
function answerRest(scene: Scene, intent: RestIntent): Promise<Reply> {
  switch (intent.do) {
    case 'quiet':
      return setQuiet(scene, intent);
    case 'quiet-off':
      return endQuiet(scene);
    case 'break-through':
      return setBreakThrough(scene, intent);
    case 'snooze-all':
      return snoozeEverything(scene, intent);
    case 'pause-all':
      return pauseAll(scene);
    case 'resume-all':
      return resumeAll(scene);
  }
}

/** What becomes of all that I know of a person. */
function answerData(scene: Scene, intent: DataIntent): Promise<Reply> {
  switch (intent.do) {
    case 'erase':
      return erase(scene);
    case 'erase-now':
      return eraseNow(scene);
    case 'export':
      return exportList(scene);
    case 'import':
      return importList(scene, intent);
  }
}

function answerPlain(
  { conversation, hookAddress, print, now }: Scene,
  name:
    | 'settings'
    | 'default-rules'
    | 'hook-address'
    | 'help'
    | 'done'
    | 'hello'
    | 'thanks'
    | 'cancel'
    | 'too-long'
    | 'unknown',
): ReturnType<typeof viewHelp> {
  switch (name) {
    case 'settings':
      return viewSettings(conversation, print, now);
    case 'default-rules':
      return viewDefaultRuleMenu();
    case 'hook-address':
      return viewHookAddress(hookAddress === null ? null : hookAddress(conversation));
    case 'help':
      return viewHelp();
    case 'hello':
      return viewWelcome();
    case 'thanks':
      return { text: 'You are welcome.' };
    case 'done':
      return { text: 'All right.' };
    case 'cancel':
      return { text: 'There is nothing open to cancel. To end a watch, say “stop” and its number.' };
    case 'too-long':
      return { text: explainTooLong(LONGEST_WORDS) };
    case 'unknown':
      return viewUnknown();
  }
}

async function answerSubject(scene: Scene, subject: SubscriptionView, intent: SubjectIntent): Promise<Reply> {
  if (intent.do === 'rule') return setRule(scene, subject, intent);
  if (intent.do === 'choose') return choose(scene, subject, intent.url);
  if (intent.do === 'add-shop') return addShop(scene, subject, intent);
  if (intent.do === 'remove-shop') return removeShop(scene, subject);
  if (intent.do === 'chart') return chart(scene, subject, intent);
  if (intent.do === 'snooze') return snooze(scene, subject, intent);
  if (intent.do === 'urgent') return setUrgent(scene, subject, intent.manner);
  if (intent.do === 'object') return object(scene, subject, intent);
  if (intent.do === 'remind') return remind(scene, subject, intent);
  if (intent.do === 'bought') return bought(scene, subject, intent);
  return SUBJECT_ANSWERS[intent.do](scene, subject);
}

const SUBJECT_ANSWERS: Readonly<
  Record<BareSubject, (scene: Scene, subject: SubscriptionView) => Reply | Promise<Reply>>
> = {
  show,
  pause,
  resume,
  stop,
  check,
  test,
  rules: (_scene, subject) => say(viewRuleMenu(subject)),
  'type-target': (_scene, { shortId }) => open({ kind: 'type-target', id: shortId }),
  'type-choice': (_scene, { shortId }) => open({ kind: 'choose-variant', id: shortId }),
  'keep-rule': keep,
  wake,
  'not-urgent': (scene, subject) => setUrgent(scene, subject, null),
  'wrong-price': askWrongPrice,
  'price-right': acceptPrice,
  'cancel-reminder': cancelReminder,
  'me-too': meToo,
  'not-me': notMe,
  'mention-me': mentionMe,
  'no-mention': dropMention,
  'tell-privately': tellPrivately,
};
