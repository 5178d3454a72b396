import { createDirectLine } from '../../src/channels/bot-framework/direct-line';
import { systemClock, systemRandom } from '../../src/clock';
import type { Message } from '../../src/core/message';
import type { Turn } from '../../src/core/turn';
import { createWeb } from '../../src/web/create-web';
import { createDemoShop } from '../../src/web/demo-shop';
import { createSeal } from '../../src/web/seal';
import { createMemoryStore } from './memory-store';
import { noCharts } from './no-charts';
import { noStatus } from './no-status';
import { silentLog } from './silent-log';

/** The chat page over the real web server and Direct Line, with a bot that answers by a script. */
export interface ScriptedChat {
  readonly url: string;
  readonly turns: readonly Turn[];
  /** Sends unasked to everybody who has spoken. */
  tell(message: Message): Promise<void>;
  close(): Promise<void>;
}

export async function startScriptedChat(answer: (turn: Turn) => Message | null): Promise<ScriptedChat> {
  const turns: Turn[] = [];
  const seal = createSeal(systemRandom.token(32));
  const common = { seal, log: silentLog, random: systemRandom, clock: systemClock };
  const directLine = createDirectLine({
    ...common,
    chatLog: createMemoryStore().chatLog,
    onTurn: async (turn) => {
      turns.push(turn);
      const message = answer(turn);
      if (message) await turn.reply(message);
    },
  });
  const demo = await createDemoShop(common);
  const web = createWeb({
    ...common,
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    contact: '',
    messages: () => Promise.resolve({ status: 404 }),
    directLine,
    charts: noCharts,
    readExport: () => Promise.resolve(null),
    openCode: () => null,
    hooks: () => Promise.resolve({ status: 404 }),
    demo,
    status: noStatus,
  });
  const { url } = await web.listen();
  let told = 0;
  return {
    url,
    turns,
    async tell(message) {
      const addresses = new Map(turns.map(({ where }) => [where.externalId, where.address]));
      for (const address of addresses.values()) {
        told += 1;
        await directLine.channel.send(address, message, `told-${told}`, new AbortController().signal);
      }
    },
    async close() {
      await web.close();
      await demo.close();
    },
  };
}
