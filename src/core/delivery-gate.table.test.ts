import { makeDelivery, makeSubscription } from '../../test/support/deliveries';
import { readDocTable } from '../../test/support/doc-table';
import { makeOffer } from '../../test/support/offers';
import { DAY_ONE as NOW, euro } from '../../test/support/periods';
import { type DeliveryFacts, type GateVerdict, gateDelivery } from './delivery-gate';
import { type StoredFlow, makeInterruption } from './flow';
import { DAY } from './history';
import type { NoticeBody } from './notice';
import type { ClaimedDelivery, ConversationSettings } from './records';
import { DEFAULT_RULE } from './rule';

const HOUR = DAY / 24;
const SILENCE_MS = HOUR / 6;
const COLUMNS = ['unasked', 'urgent', 'asked', 'import', 'question'];

const ALERT: NoticeBody = {
  kind: 'alert',
  rule: DEFAULT_RULE,
  baseline: null,
  offer: makeOffer(euro(70)),
  before: null,
  lowestIn30Days: null,
  checkedAt: NOW,
  period: NOW,
  test: false,
};
const ANSWER: NoticeBody = {
  ...{ kind: 'answer', question: 'check', reading: { kind: 'not-found' }, pending: false, checkedAt: NOW },
};
const ASIDE: StoredFlow = {
  ...{ person: 'ada', version: 1, updatedAt: NOW - SILENCE_MS },
  ...{ active: makeInterruption([1]), aside: { kind: 'type-target', id: 1 } },
};

const DELIVERIES: Readonly<Record<string, ClaimedDelivery>> = {
  unasked: makeDelivery(ALERT),
  urgent: makeDelivery(ALERT, { subscription: makeSubscription({ urgent: 'wait' }) }),
  asked: makeDelivery(ANSWER),
  import: makeDelivery({ kind: 'import', person: 'ada', ids: [1], at: NOW, waitsUntil: NOW + 1 }),
  question: makeDelivery({ kind: 'question', person: 'ada' }),
};

/** All gates are open. */
function makeFacts(column: string): DeliveryFacts {
  const delivery = DELIVERIES[column] ?? makeDelivery(ANSWER);
  const flow = column === 'question' ? ASIDE : null;
  return { ...{ now: NOW, delivery, flow, silenceMs: SILENCE_MS, gapMs: SILENCE_MS }, stillTrue: true };
}

type Shut = (facts: DeliveryFacts) => DeliveryFacts;

function change(facts: DeliveryFacts, changes: Partial<ClaimedDelivery>): DeliveryFacts {
  return { ...facts, delivery: { ...facts.delivery, ...changes } };
}

function changeSettings(facts: DeliveryFacts, changes: Partial<ConversationSettings>): DeliveryFacts {
  const { conversation } = facts.delivery;
  const settings = { ...conversation.settings, ...changes };
  return change(facts, { conversation: { ...conversation, settings } });
}

function changeSubscription(facts: DeliveryFacts, changes: object): DeliveryFacts {
  const subscription = { ...(facts.delivery.subscription ?? makeSubscription()), ...changes };
  return change(facts, { subscription });
}

const GATES: Readonly<Record<string, Shut>> = {
  erased: (facts) => change(facts, { generation: 0 }),
  unreachable: (facts) => change(facts, { conversation: { ...facts.delivery.conversation, ground: null } }),
  'snoozed until lower': (facts) => changeSubscription(facts, { snooze: { below: euro(60) } }),
  snoozed: (facts) => changeSettings(facts, { snoozedUntil: NOW + DAY }),
  untrue: (facts) => ({ ...facts, stillTrue: 'it is sold out' }),
  'looks left': (facts) => ({ ...facts, looksLeft: 1 }),
  'quiet hours': (facts) => changeSettings(facts, { quiet: { from: 0, to: 24 * 60 - 1 } }),
  'open question': (facts) => {
    const active = { kind: 'type-target', id: 1 };
    const flow = facts.flow ?? { ...ASIDE, active, aside: null };
    return { ...facts, flow: { ...flow, updatedAt: NOW } };
  },
  pause: (facts) => change(facts, { conversation: { ...facts.delivery.conversation, unaskedAt: NOW - 1 } }),
  'old price': (facts) => {
    const { notice, subscription } = facts.delivery;
    const createdAt = NOW - 2 * HOUR;
    const older = change(facts, { notice: { ...notice, createdAt } });
    return changeSubscription(older, { product: { ...subscription?.product, checkedAt: createdAt } });
  },
};

function nameVerdict(verdict: GateVerdict): string {
  if (verdict.do === 'send') return 'pass';
  return verdict.do === 'hold' && verdict.looksAgain ? 'look again' : verdict.do;
}

const ROWS = readDocTable('notice.md', ['gate', ...COLUMNS]);
const CELLS = ROWS.flatMap((row) =>
  COLUMNS.map((column) => [row['gate'] ?? '', column, row[column]] as const),
);

describe('the table of gates in docs/notice.md', () => {
  it('names every gate once, and so does the one that explains them', () => {
    const names = ROWS.map((row) => row['gate']);
    expect(names).toEqual(Object.keys(GATES));
    expect(readDocTable('notice.md', ['gate', 'is shut']).map((row) => row['gate'])).toEqual(names);
  });

  it.each(COLUMNS)('lets %s pass where no gate is shut', (column) => {
    expect(nameVerdict(gateDelivery(makeFacts(column)))).toBe('pass');
  });

  it.each(CELLS)('%s, %s: %s', (gate, column, expected) => {
    const facts = GATES[gate]?.(makeFacts(column)) ?? makeFacts(column);
    expect(nameVerdict(gateDelivery(facts))).toBe(expected);
  });

  it.each(COLUMNS)('says in which order %s meets them: the first that is shut decides', (column) => {
    const shut = ROWS.filter((row) => row[column] !== 'pass').map((row) => GATES[row['gate'] ?? '']!);
    for (const [index, first] of shut.entries()) {
      for (const later of shut.slice(index + 1)) {
        const facts = makeFacts(column);
        expect(gateDelivery(later(first(facts)))).toEqual(gateDelivery(first(facts)));
      }
    }
  });
});
