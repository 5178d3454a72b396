// A process of its own in which turns of one person race with sends to the same conversation:
// `racing-entry.cjs URL SEED ROUNDS`. What is said goes into the chat log, in the order in which it was said.
// It runs the build.
const { ChannelPace } = require('../../dist/src/app/channel-pace.js');
const { ConversationLease } = require('../../dist/src/app/conversation-lease.js');
const { deliverOne } = require('../../dist/src/app/deliver.js');
const { createBot } = require('../../dist/src/bot/create-bot.js');
const { systemClock: clock, systemRandom: random } = require('../../dist/src/clock.js');
const { openStore } = require('../../dist/src/storage/open-store.js');

/** So short that silence, too, comes at any moment. */
const SILENCE_MS = 40;
const MANNERS = ['wait', 'interject', 'interrupt', 'cancel'];
const SAYINGS = ['80', 'cancel', 'done', 'list', ...MANNERS.map((manner) => `manner ${manner}`)];
const WHERE = {
  channel: 'test',
  tenant: '',
  externalId: 'race',
  kind: 'personal',
  address: {},
  locale: 'en',
};
const PERSON = 'ada';

function seeded(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function listen(store) {
  return (from, said) => (message) =>
    store.chatLog.append('race', null, { from, said, text: message.text }, clock.now());
}

async function main([databaseUrl, seed, rounds]) {
  const store = await openStore(databaseUrl);
  const fraction = seeded(Number(seed));
  const log = {
    debug() {},
    info() {},
    warn() {},
    error: (fields, text) => failures.push(`${text} ${fields.err}`),
  };
  const failures = [];
  const lease = new ConversationLease({ conversations: store.conversations, clock, random, log });
  const wake = { polls() {}, deliveries() {} };
  const newBot = () =>
    createBot({
      store,
      looker: { identify: () => null },
      clock,
      random,
      wake,
      log,
      lease,
      charts: {},
      countAnswer: () => Promise.resolve(),
    });
  let bot = newBot();
  const hear = listen(store);
  const { id } = await store.conversations.meet(WHERE, clock.now(), 'spoke');
  const { items } = await store.subscriptions.list(id, 0, 1);
  const dependencies = {
    ...{
      clock,
      random,
      log,
      lease,
      silenceMs: SILENCE_MS,
      gapFor: () => 0,
      pace: new ChannelPace(store.pace, clock, () => undefined),
    },
    deliveries: store.deliveries,
    conversations: store.conversations,
    flows: store.flows,
    products: store.products,
    wake,
    channels: [
      {
        serves: () => true,
        send: async (_address, message) => {
          await hear('send', '')(message);
          return { kind: 'sent', messageId: null };
        },
      },
    ],
    view: (deliveries, meeting) => bot.view(deliveries, meeting),
  };

  async function say(round) {
    const said = fraction() < 0.4 ? 'ask' : SAYINGS[Math.floor(fraction() * SAYINGS.length)];
    const words = said === 'ask' ? { text: '', action: { do: 'type-target', id: 1 } } : { text: said };
    const turn = { ...words, where: WHERE, activityId: `${seed}-${round}`, person: { id: PERSON } };
    await bot.handle({ ...turn, reply: hear('turn', said) });
  }

  async function send(round) {
    const key = `${seed}-${round}`;
    const body = { kind: 'trouble', trouble: { kind: 'reads-again' } };
    const draft = { subscriptionId: items[0].id, productId: items[0].product.id, idempotencyKey: key, body };
    if (fraction() < 0.5) await store.deliveries.owe(id, draft, clock.now());
    const claim = { token: `send-${key}`, expiresAt: clock.now() + 60_000 };
    for (const delivery of await store.deliveries.claim(clock.now(), 1, claim)) {
      await deliverOne(dependencies, delivery, new globalThis.AbortController().signal);
    }
  }

  for (let round = 0; round < Number(rounds); round += 1) {
    // Nobody writes as fast as this race: a bot that heard all of it would fall silent.
    if (round % 10 === 0) bot = newBot();
    const both = [say, send].sort(() => fraction() - 0.5);
    await Promise.all(both.map((act) => act(round)));
    if (fraction() < 0.05) await clock.sleep(SILENCE_MS);
  }
  await store.close();
  process.stdout.write(JSON.stringify(failures));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
