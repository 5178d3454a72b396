import type { SendOutcome } from '../core/ports';
import type { Outage, Outages } from './outages';

const REFUSED =
  'the channel refuses us altogether; what is owed waits, and one message asks every five minutes: ' +
  'check MicrosoftAppId and MicrosoftAppPassword';
const SILENT =
  'the channel takes nothing; what is owed waits and is tried again: look at the way to it, and at its own status page';
const TAKES_AGAIN = 'the channel takes messages again';

interface Watched {
  /** Our credentials are no good there. */
  readonly refused: Outage;
  /** It does not answer, or with its own errors. */
  readonly silent: Outage;
}

/** @returns what hears of every send, and tells the log when a channel is down for everybody. */
export function watchChannels(outages: Outages): (channel: string, outcome: SendOutcome) => void {
  const channels = new Map<string, Watched>();
  const find = (channel: string): Watched => {
    const known = channels.get(channel);
    if (known) return known;
    const words = { back: TAKES_AGAIN, fields: { channel } };
    const watched = {
      refused: outages.watch({ ...words, down: REFUSED }),
      silent: outages.watch({ ...words, down: SILENT }),
    };
    channels.set(channel, watched);
    return watched;
  };
  return (channel, outcome) => {
    if (isExplained(find(channel), outcome)) outages.explain(outcome);
  };
}

function isExplained({ refused, silent }: Watched, outcome: SendOutcome): boolean {
  switch (outcome.kind) {
    case 'stopped':
      silent.noteSuccess();
      return refused.noteFailure({ why: outcome.why }, true);
    case 'retry':
    case 'unknown':
      return silent.noteFailure({ why: outcome.why });
    default:
      refused.noteSuccess();
      silent.noteSuccess();
      return false;
  }
}
