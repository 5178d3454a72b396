import type { DailyHours } from '../../core/local-time';
import type { Message } from '../../core/message';
import type { Conversation } from '../../core/records';
import { ask, makeMessage } from './make-message';

const HOUR = 60;

/** "22:00 to 7:00". */
export function describeHours({ from, to }: DailyHours): string {
  return `${describeMinutes(from)} to ${describeMinutes(to)}`;
}

function describeMinutes(minutes: number): string {
  return `${Math.floor(minutes / HOUR)}:${String(minutes % HOUR).padStart(2, '0')}`;
}

export function describeQuiet({ settings: { quiet, breakThrough } }: Conversation): string {
  if (!quiet) return 'none';
  return `${describeHours(quiet)}${breakThrough ? ', but not for a price that you named' : ''}`;
}

/** When shall I be quiet? */
export function viewQuietMenu(conversation: Conversation): Message {
  const { quiet, breakThrough } = conversation.settings;
  const buttons = [
    ask('22:00 to 7:00', { do: 'quiet', from: 22 * HOUR, to: 7 * HOUR }),
    ask('20:00 to 8:00', { do: 'quiet', from: 20 * HOUR, to: 8 * HOUR }),
    ...(quiet ? [ask('No quiet hours', { do: 'quiet-off' })] : []),
    breakThrough
      ? ask('Quiet for targets, too', { do: 'break-through', on: 0 })
      : ask('Let my target break through', { do: 'break-through', on: 1 }),
  ];
  return makeMessage(
    {
      title: 'When shall I say nothing unasked?',
      facts: [{ label: 'Quiet hours', value: describeQuiet(conversation) }],
      buttons,
    },
    'Say for example “quiet 22:00 to 7:00”, “quiet off” or “break through on”.',
  );
}
