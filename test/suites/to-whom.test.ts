import { ChannelPace } from '../../src/app/channel-pace';
import { ConversationLease } from '../../src/app/conversation-lease';
import { type DeliverDependencies, deliverOne } from '../../src/app/deliver';
import { createBot } from '../../src/bot/create-bot';
import { makeInterruption } from '../../src/core/flow';
import { GROUNDS, type GroundKind } from '../../src/core/ground';
import { DAY } from '../../src/core/history';
import type { NoticeBody } from '../../src/core/notice';
import type { Channel } from '../../src/core/ports';
import { DEFAULT_RULE } from '../../src/core/rule';
import type { Store } from '../../src/core/store';
import { ManualClock, seededRandom } from '../support/manual-clock';
import { makeOffer } from '../support/offers';
import { euro } from '../support/periods';
import { silentLog } from '../support/silent-log';
import { NOW, baselineAt, chat, claimOf, lanesOf, makeProduct, recordOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

// Nothing arrives where nobody asked for us or we cannot be any more: every kind of notice, on every ground,
// in every state of the conversation, from the row that owes it to a channel that takes everything.

const ANN = 'ann';
const OFFER = makeOffer(euro(70));

const BODIES: Readonly<Record<NoticeBody['kind'], NoticeBody>> = {
  alert: {
    kind: 'alert',
    rule: DEFAULT_RULE,
    baseline: baselineAt(10_000),
    offer: OFFER,
    before: euro(100),
    lowestIn30Days: null,
    checkedAt: NOW,
    period: NOW,
    test: false,
  },
  trouble: { kind: 'trouble', trouble: { kind: 'reads-again' } },
  answer: {
    kind: 'answer',
    question: 'track',
    reading: { kind: 'not-found' },
    pending: false,
    checkedAt: NOW,
  },
  import: { kind: 'import', person: ANN, ids: [], at: NOW, waitsUntil: NOW },
  reminder: { kind: 'reminder', person: ANN, askedAt: NOW },
  question: { kind: 'question', person: ANN },
  connect: { kind: 'connect', step: 'refused' },
  external: { kind: 'external', source: 'feed', text: 'Hello' },
};

/** What befalls a conversation between the owing and the sending; a turn and a send never meet. */
type Fate = (store: Store, id: number, externalId: string) => Promise<unknown>;

const goes: Fate = (store, id) => store.conversations.markGone(id, NOW, false);
const isMet: Fate = (store, _id, externalId) => store.conversations.meet(chat(externalId), NOW);

const REACHABLE: Readonly<Record<string, Fate>> = {
  'is there': () => Promise.resolve(),
  'is met without a word': isMet,
};
const UNREACHABLE: Readonly<Record<string, Fate>> = {
  'blocked us': goes,
  'left, and its address is dead': (store, id) => store.conversations.markGone(id, NOW, true),
  'left, and is met without a word': async (...place) => {
    await goes(...place);
    await isMet(...place);
  },
  'was erased': (store, id) => store.conversations.erase(id),
};
const FATES = { ...REACHABLE, ...UNREACHABLE };

interface Case {
  readonly name: string;
  readonly body: NoticeBody;
  readonly ground: GroundKind | null;
  readonly fate: string;
}

const CASES: readonly Case[] = Object.values(BODIES).flatMap((body) =>
  [null, ...GROUNDS].flatMap((ground) =>
    Object.keys(FATES).map((fate) => ({
      name: `${body.kind} to a chat that ${ground ?? 'never spoke'} and ${fate}`,
      ...{ body, ground, fate },
    })),
  ),
);

/** A chat as the case has it, which is owed the case's notice. @returns its id. */
async function prepare(store: Store, { name, body, ground }: Case, productId: number): Promise<number> {
  const { id } = await store.conversations.meet(chat(name), NOW, ground ?? undefined);
  const owner = { conversationId: id, person: ANN };
  const baseline = baselineAt(10_000);
  const { subscription } = await store.subscriptions.add(owner, productId, DEFAULT_RULE, baseline, NOW);
  if (body.kind === 'question') {
    const flow = { active: makeInterruption([1]), aside: { kind: 'type-target', id: 1 } };
    await store.flows.put(id, ANN, flow, null, NOW - DAY / 2);
  }
  const isOfNone = ['external', 'import', 'connect'].includes(body.kind);
  const about = isOfNone
    ? { subscriptionId: null, productId: null }
    : { subscriptionId: subscription.id, productId };
  await store.deliveries.owe(id, { ...about, idempotencyKey: name, body }, NOW);
  return id;
}

function makeDependencies(store: Store, channel: Channel): DeliverDependencies {
  const clock = new ManualClock(NOW);
  const random = seededRandom(1);
  const lease = new ConversationLease({ conversations: store.conversations, clock, random, log: silentLog });
  const wake = { polls: () => undefined, deliveries: () => undefined };
  const bot = createBot({
    ...{ store, clock, random, lease, wake, log: silentLog, hookAddress: null, codePage: () => '' },
    looker: { identify: () => null },
    charts: { picture: () => Promise.resolve(''), page: () => '' },
    openPersonal: () => Promise.resolve(null),
    exportLink: () => '',
    countAnswer: () => Promise.resolve(),
  });
  return {
    ...{
      clock,
      random,
      lease,
      wake,
      log: silentLog,
      channels: [channel],
      silenceMs: 600_000,
      gapFor: () => 0,
    },
    ...{ deliveries: store.deliveries, conversations: store.conversations, flows: store.flows },
    ...{
      products: store.products,
      imports: store.imports,
      pace: new ChannelPace(store.pace, clock, () => undefined),
    },
    view: (deliveries, meeting) => bot.view(deliveries, meeting),
  };
}

describeStores(({ open }) => {
  it('nothing arrives without ground, nor where we cannot be any more; the rest does', async () => {
    const store = await open();
    const { id: productId } = await makeProduct(store, 'kettle');
    const ids = new Map<number, Case>();
    for (const one of CASES) ids.set(await prepare(store, one, productId), one);
    const [claimed] = await store.products.claimDue(NOW, 1, claimOf('look'), lanesOf());
    await store.products.recordCheck(claimed!, NOW, () => recordOf({ confirmed: OFFER }));
    for (const [id, { fate, name }] of ids) await FATES[fate]?.(store, id, name);

    const arrived = new Set<string>();
    const channel: Channel = {
      serves: () => true,
      send: ({ conversation }) => {
        arrived.add(String(conversation));
        return Promise.resolve({ kind: 'sent', messageId: null });
      },
    };
    const dependencies = makeDependencies(store, channel);
    for (;;) {
      const inHand = await store.deliveries.claim(NOW, 100, claimOf('send'));
      if (inHand.length === 0) break;
      for (const delivery of inHand) await deliverOne(dependencies, delivery, new AbortController().signal);
    }
    const expected = CASES.filter(({ ground, fate }) => ground !== null && fate in REACHABLE);
    expect([...arrived].sort()).toEqual(expected.map(({ name }) => name).sort());
  }, 60_000);
});
