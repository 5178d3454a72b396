import type { EventOf, History } from './history';
import { type Effect, Possible } from './possible';
import { isQuietAt, type QuietHours } from './quiet-hours';

/** What a chat has said about when it may be spoken to. */
export interface Settings {
  readonly quiet: Possible<QuietHours | null>;
  /** In quiet hours, a price that the person named is told all the same. */
  readonly breakThrough: Possible<boolean>;
  /** Instant until which everything is snoozed; 0: it is not. */
  readonly snooze: Possible<number>;
}

/** What it has said about one product. */
export interface ProductSettings {
  readonly urgent: Possible<boolean>;
  readonly snooze: Possible<number>;
}

export function followSettings(history: History, chat: string): Settings {
  return {
    quiet: new Possible<QuietHours | null>(history, chat, null, (hours, { means }) => {
      if (means.kind === 'quiet') return [means];
      return means.kind === 'quiet-off' || means.kind === 'erase' ? [null] : [hours];
    }),
    breakThrough: new Possible<boolean>(history, chat, false, (on, { means }) => {
      if (means.kind === 'break-through') return [means.on];
      return means.kind === 'erase' ? [false] : [on];
    }),
    snooze: new Possible<number>(history, chat, 0, snoozing(null)),
  };
}

export function followProduct(history: History, chat: string, product: string): ProductSettings {
  return {
    urgent: new Possible<boolean>(history, chat, false, (on, { means }) => {
      if (means.kind === 'urgent' && means.product === product) return [means.on];
      return forgets(means, product) ? [false, on] : [on];
    }),
    snooze: new Possible<number>(history, chat, 0, snoozing(product)),
  };
}

/** Is it quiet by every setting that may stand? */
export function isSurelyQuiet(settings: Settings, index: number, at: number): boolean {
  return settings.quiet.statesAt(index).every((hours) => hours !== null && isQuietAt(hours, at));
}

/** Is it quiet by any setting that may stand? */
export function isPossiblyQuiet(settings: Settings, index: number, at: number): boolean {
  return settings.quiet.statesAt(index).some((hours) => hours !== null && isQuietAt(hours, at));
}

function snoozing(product: string | null): Effect<number> {
  return (until, { means }) => {
    if (means.kind === 'snooze' && means.product === product) return [means.until];
    // Whether what wakes everything wakes a product that sleeps on its own is not promised.
    const mayWake = means.kind === 'snooze' && means.product === null;
    return mayWake || forgets(means, product) ? [until, 0] : [until];
  };
}

/** A wish that ends or begins anew may take its settings with it. */
function forgets(means: EventOf<'turn'>['means'], product: string | null): boolean {
  if (means.kind === 'erase') return true;
  if (product === null) return false;
  const renews =
    means.kind === 'track' || means.kind === 'rule' || means.kind === 'stop' || means.kind === 'resume';
  return renews && (means.product === null || means.product === product);
}
