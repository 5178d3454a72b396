import { createBotFramework } from '../../src/channels/bot-framework/cloud-adapter';
import { systemClock, systemRandom } from '../../src/clock';
import type { Message } from '../../src/core/message';
import type { SendOutcome } from '../../src/core/ports';
import type { Turn } from '../../src/core/turn';
import { createWeb } from '../../src/web/create-web';
import { createSeal } from '../../src/web/seal';
import { noCharts } from './no-charts';
import { noStatus } from './no-status';
import { silentLog } from './silent-log';

/** The real Bot Framework endpoint on loopback, with a bot that answers by a script. */
export interface ScriptedTeams {
  /** Where a client posts activities. */
  readonly endpoint: string;
  readonly turns: readonly Turn[];
  /** Sends unasked to whoever spoke last. */
  tell(message: Message): Promise<SendOutcome>;
  close(): Promise<void>;
}

export async function startScriptedTeams(answer: (turn: Turn) => Message | null): Promise<ScriptedTeams> {
  const turns: Turn[] = [];
  const seal = createSeal(systemRandom.token(32));
  const common = { seal, log: silentLog, random: systemRandom, clock: systemClock };
  const { channel, handle } = createBotFramework({
    ...common,
    app: null,
    boundToLoopback: true,
    serviceUrls: [],
    onTurn: async (turn) => {
      turns.push(turn);
      const message = answer(turn);
      if (message) await turn.reply(message);
    },
  });
  const nothing = { status: 404 };
  const web = createWeb({
    ...common,
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    contact: '',
    messages: handle,
    directLine: { handle: () => Promise.resolve(nothing), openStream: () => nothing },
    charts: noCharts,
    readExport: () => Promise.resolve(null),
    openCode: () => null,
    hooks: () => Promise.resolve({ status: 404 }),
    demo: null,
    status: noStatus,
  });
  const { url } = await web.listen();
  return {
    endpoint: `${url}/api/messages`,
    turns,
    tell: (message) =>
      channel.send(turns.at(-1)?.where.address ?? {}, message, 'key', new AbortController().signal),
    close: () => web.close(),
  };
}
