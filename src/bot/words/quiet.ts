import { changeBreakThrough, changeQuiet } from '../../app/change-settings';
import type { DailyHours } from '../../core/local-time';
import { refuse, say } from '../scene';
import type { Reply, Scene } from '../scene';
import { describeHours, viewQuietMenu } from '../views/quiet-views';

/** When nothing unasked is said. Minutes since midnight; none: show what is set. */
export async function setQuiet(
  { store, conversation }: Scene,
  { from, to }: { readonly from?: number; readonly to?: number },
): Promise<Reply> {
  if (from === undefined || to === undefined) return say(viewQuietMenu(conversation));
  const hours = readHours(from, to);
  if (!hours) return refuse('Quiet hours have a beginning and an end, for example “quiet 22:00 to 7:00”.');
  await changeQuiet(store.conversations, conversation, hours);
  const zone = conversation.timeZone;
  const hint =
    zone === null ? ' I do not know your time zone yet and use UTC; say “time zone” to set it.' : '';
  return say(`From ${describeHours(hours)} I say nothing unasked; what falls due waits until then.${hint}`);
}

export async function endQuiet({ store, conversation }: Scene): Promise<Reply> {
  await changeQuiet(store.conversations, conversation, null);
  return say('There are no quiet hours any more.');
}

export async function setBreakThrough(
  { store, conversation }: Scene,
  { on }: { readonly on: 0 | 1 },
): Promise<Reply> {
  await changeBreakThrough(store.conversations, conversation, on === 1);
  return say(
    on === 1
      ? 'When a price that you named is reached, I tell you in quiet hours, too.'
      : 'In quiet hours I say nothing unasked at all.',
  );
}

function readHours(from: number, to: number): DailyHours | null {
  const isMinute = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 24 * 60;
  return isMinute(from) && isMinute(to) && from !== to ? { from, to } : null;
}
