import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import type { Instant } from '../../src/core/history';
import type { ClaimedDelivery, Settlement, SubscriptionView } from '../../src/core/records';
import type { Store } from '../../src/core/store';
import { openStore } from '../../src/storage/open-store';
import { readDocTable } from '../support/doc-table';
import { NOW, claimOf, follow, noticeFor } from '../support/store-samples';

const SECOND = 1000;
const EXPIRES_AT = NOW + 30 * SECOND;
const WAITS_UNTIL = NOW + 60 * SECOND;
const ALL_OVER = NOW + 120 * SECOND;

const AGAIN: Settlement = { kind: 'again', notBefore: WAITS_UNTIL, outcome: 'retry' };
const HELD: Settlement = { kind: 'again', notBefore: WAITS_UNTIL, outcome: 'held' };
const SENT: Settlement = { kind: 'sent', messageId: null };
const DROPPED: Settlement = { kind: 'dropped', because: 'sold out' };
const DEAD: Settlement = { kind: 'dead', because: '400' };

/** How a delivery that is claimed comes into a state; null: it is so at once. */
const WAYS: Readonly<Record<string, Settlement | null>> = {
  held: HELD,
  resting: AGAIN,
  claimed: null,
  sent: SENT,
  dropped: DROPPED,
  dead: DEAD,
};
const STATES = ['owed', ...Object.keys(WAYS)];

/** One delivery, and the claim that somebody has or had; null: nobody ever. */
interface Scene {
  readonly store: Store;
  readonly subscription: SubscriptionView;
  readonly inHand: ClaimedDelivery | null;
}

type Event = (scene: Scene) => Promise<unknown>;

function settleAs(settlement: Settlement): Event {
  return ({ store, inHand }) =>
    inHand ? store.deliveries.settle(inHand, settlement, NOW) : Promise.resolve();
}

const EVENTS: Readonly<Record<string, Event>> = {
  claim: ({ store }) => store.deliveries.claim(NOW, 1, claimOf('second', EXPIRES_AT)),
  'time passes': () => Promise.resolve(),
  'settled as sent': settleAs(SENT),
  'settled as dropped': settleAs(DROPPED),
  'settled as dead': settleAs(DEAD),
  'settled as held': settleAs(HELD),
  'settled as again': settleAs(AGAIN),
  'settled by a claim that was taken over': ({ store, inHand }) => {
    const outdated = inHand && { ...inHand, claim: claimOf('outdated') };
    return outdated ? store.deliveries.settle(outdated, SENT, NOW) : Promise.resolve();
  },
  'the flow ended': ({ store, subscription }) => store.deliveries.release(subscription.conversationId, NOW),
  'the process starts anew': ({ store }) => store.system.releaseClaims(),
  'owed once more': ({ store, subscription }) => owe(store, subscription),
  'the conversation is gone': ({ store, subscription }) =>
    store.conversations.markGone(subscription.conversationId, NOW, false),
  'the conversation is erased': ({ store, subscription }) =>
    store.conversations.erase(subscription.conversationId),
};

function owe(store: Store, subscription: SubscriptionView): Promise<void> {
  const { id, conversationId } = subscription;
  return store.deliveries.owe(conversationId, noticeFor(subscription, `of ${id}`), NOW);
}

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ebb-states-'));
  store = await openStore(`sqlite:${join(folder, 'ebb.db')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A chat of its own: those of before are gone. */
async function bringInto(state: string, name: string): Promise<Scene> {
  const { subscription } = await follow(store, name, 'kettle');
  await owe(store, subscription);
  if (state === 'owed') return { store, subscription, inHand: null };
  const [inHand = null] = await store.deliveries.claim(NOW, 1, claimOf('first', EXPIRES_AT));
  const way = WAYS[state];
  if (inHand && way) await store.deliveries.settle(inHand, way, NOW);
  return { store, subscription, inHand };
}

interface Row {
  readonly outcome: string | null;
  readonly waits_for: string | null;
  readonly not_before: number;
  readonly claim_expires_at: number | null;
}

function readState({ subscription }: Scene, now: Instant): string {
  const file = new SqliteFile(join(folder, 'ebb.db'), { readonly: true });
  const columns = 'outcome, waits_for, not_before, claim_expires_at';
  const query = file.prepare(`select ${columns} from deliveries where conversation_id = ?`);
  const row = query.get(subscription.conversationId) as Row | undefined;
  file.close();
  if (!row) return 'erased';
  if (row.outcome !== null) return row.outcome;
  if ((row.claim_expires_at ?? 0) > now) return 'claimed';
  if (row.not_before <= now) return 'owed';
  return row.waits_for === 'gate' ? 'held' : 'resting';
}

const ROWS = readDocTable('notice.md', ['event', ...STATES]);
const CELLS = ROWS.flatMap((row) => STATES.map((state) => [state, row['event'] ?? '', row[state]] as const));

describe('the table of states in docs/notice.md', () => {
  it('names every event once, and every state is explained', () => {
    expect(ROWS.map((row) => row['event'])).toEqual(Object.keys(EVENTS));
    const explained = readDocTable('notice.md', ['state', 'means']).map((row) => row['state']);
    expect(explained.sort()).toEqual([...STATES, 'erased'].sort());
  });

  it.each(CELLS)('%s, %s: %s', async (state, event, expected) => {
    const scene = await bringInto(state, `${state} ${event}`);
    expect(readState(scene, NOW)).toBe(state);
    await EVENTS[event]?.(scene);
    expect(readState(scene, event === 'time passes' ? ALL_OVER : NOW)).toBe(expected);
    await store.conversations.markGone(scene.subscription.conversationId, NOW, false);
  });
});
