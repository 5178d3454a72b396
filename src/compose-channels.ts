import type { DirectLine } from './channels/bot-framework/direct-line';
import { watchChannels } from './app/watch-channels';
import type { Outages } from './app/outages';
import { countSends } from './compose-metrics';
import type { Config } from './config';
import type { Endpoint, Seal } from './core/endpoint';
import type { Metrics } from './core/metrics';
import type { Channel, ChannelLimits, Clock } from './core/ports';
import type { Store } from './core/store';
import type { Turn, Whereabouts } from './core/turn';

export interface ChannelParts {
  readonly store: Store;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly outages: Outages;
  readonly onTurn: (turn: Turn) => Promise<void>;
  readonly metrics: Metrics;
}

export interface ComposedChannels {
  readonly all: readonly Channel[];
  /** POST /api/messages. */
  readonly messages: Endpoint;
  readonly directLine: DirectLine;
  /** The name of the adapter that serves a channel, for metrics; `other`: none does. */
  readonly nameOf: (channel: string) => string;
  /** What one chat of a channel takes; undefined: no limits. */
  readonly limitsOf: (where: Whereabouts) => ChannelLimits | undefined;
  /** Opens the chat with one person of a group. @returns null when the channel cannot or refuses. */
  readonly openPersonal: (
    group: Whereabouts,
    person: { readonly id: string; readonly name: string },
  ) => Promise<Whereabouts | null>;
}

/** Within a turn, for which the channel waits 10 to 15 s. */
const OPEN_CHAT_MS = 6_000;

/**
 * The chat networks. They are loaded here, because the Bot Framework's library is slow to load and `ebb
 * check` needs none.
 */
export async function composeChannels(config: Config, parts: ChannelParts): Promise<ComposedChannels> {
  const { createBotFramework } = await import('./channels/bot-framework/cloud-adapter.js');
  const { createDirectLine } = await import('./channels/bot-framework/direct-line.js');
  const { isLoopbackHost } = await import('./channels/bot-framework/service-url.js');
  const { store, seal, clock, outages, onTurn } = parts;
  const { log } = outages;
  const botFramework = createBotFramework({
    app: config.app,
    boundToLoopback: isLoopbackHost(config.host),
    serviceUrls: config.serviceUrls,
    seal,
    onTurn,
    onOutcome: watchChannels(outages),
    log,
    clock,
  });
  const directLine = createDirectLine({ chatLog: store.chatLog, seal, onTurn, log, clock });
  const adapters = Object.entries({ 'bot-framework': botFramework.channel, webchat: directLine.channel });
  const named = adapters.map(([name, channel]) => ({ name, channel: countSends(name, channel, parts) }));
  const all: readonly Channel[] = named.map(({ channel }) => channel);
  const find = ({ channel }: Whereabouts): Channel | undefined => all.find((one) => one.serves(channel));
  return {
    ...{ all, messages: botFramework.handle, directLine },
    nameOf: (id) => named.find(({ channel }) => channel.serves(id))?.name ?? 'other',
    limitsOf: (where) => find(where)?.limits,
    openPersonal: async (group, person) => {
      return (await find(group)?.openPersonal?.(group, person, AbortSignal.timeout(OPEN_CHAT_MS))) ?? null;
    },
  };
}
