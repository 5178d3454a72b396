import { readDocTable } from '../../test/support/doc-table';
import { DAY_ONE as NOW } from '../../test/support/periods';
import { DAY } from './history';
import type { SendOutcome } from './ports';
import type { Settlement } from './records';
import { settleSend } from './retry-waits';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const FRESH = { attempts: 0, unknownSends: 0, createdAt: NOW, plainText: false };
const CONTEXT = { now: NOW, jitter: 0.5 };
const RETRY: SendOutcome = { kind: 'retry', why: '502' };
const UNKNOWN: SendOutcome = { kind: 'unknown', why: '500' };
const REJECTED: SendOutcome = { kind: 'rejected', why: '400' };
const STOPPED: SendOutcome = { kind: 'stopped', why: '401' };

const waits = [SECOND, 5 * SECOND, 30 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 6 * HOUR];

describe('settleSend', () => {
  it('keeps the id of what was sent', () => {
    expect(settleSend({ kind: 'sent', messageId: 'm1' }, FRESH, CONTEXT)).toEqual({
      kind: 'sent',
      messageId: 'm1',
    });
  });

  it('drops what nobody can receive', () => {
    const gone: SendOutcome = { kind: 'gone', why: 'blocked', forgetAddress: false };
    expect(settleSend(gone, FRESH, CONTEXT)).toEqual({ kind: 'dropped', because: 'blocked' });
  });

  it.each([...waits.entries()])('after %i attempts waits %i ms', (attempts, wait) => {
    const expected = { kind: 'again', notBefore: NOW + wait, outcome: 'retry' };
    expect(settleSend(RETRY, { ...FRESH, attempts }, CONTEXT)).toEqual(expected);
  });

  it('waits a tenth less or more, by chance', () => {
    const early = settleSend(RETRY, { ...FRESH, attempts: 3 }, { now: NOW, jitter: 0 });
    expect(early).toMatchObject({ notBefore: NOW + 4.5 * MINUTE });
  });

  it('makes the last attempt when it is a day old, and is dead after that', () => {
    const old = { ...FRESH, attempts: 9, createdAt: NOW - DAY + HOUR };
    expect(settleSend(RETRY, old, CONTEXT)).toMatchObject({ kind: 'again', notBefore: NOW + HOUR });
    expect(settleSend(RETRY, old, { now: NOW + HOUR, jitter: 0.5 })).toEqual({
      kind: 'dead',
      because: 'given up after a day: 502',
    });
  });

  it('does not give up at its first failures, however old it is: this machine slept', () => {
    const old = { ...FRESH, createdAt: NOW - 3 * DAY };
    expect(settleSend(RETRY, old, CONTEXT)).toMatchObject({ kind: 'again', notBefore: NOW + SECOND });
    expect(settleSend(RETRY, { ...old, attempts: 3 }, CONTEXT)).toMatchObject({
      notBefore: NOW + 5 * MINUTE,
    });
    expect(settleSend(RETRY, { ...old, attempts: 4 }, CONTEXT)).toMatchObject({ kind: 'dead' });
  });

  it.each<[string, number | null, number]>([
    ['as long as the channel asks', 7 * SECOND, 7 * SECOND],
    ['at least a second', 0, SECOND],
    ['at most a day', 40 * DAY, DAY],
    ['as after any failure when the channel does not say how long', null, SECOND],
  ])('waits %s', (_name, afterMs, wait) => {
    const expected = { kind: 'again', notBefore: NOW + wait, outcome: 'later' };
    expect(settleSend({ kind: 'later', afterMs }, FRESH, CONTEXT)).toEqual(expected);
  });

  it('sends what may have arrived once more, and never again', () => {
    expect(settleSend(UNKNOWN, FRESH, CONTEXT)).toMatchObject({ kind: 'again', outcome: 'unknown' });
    expect(settleSend(UNKNOWN, { ...FRESH, unknownSends: 1 }, CONTEXT)).toMatchObject({ kind: 'dead' });
  });

  it('tries a refused card once as plain text', () => {
    const expected = { kind: 'again', notBefore: NOW, outcome: 'rejected', plainText: true };
    expect(settleSend(REJECTED, FRESH, CONTEXT)).toEqual(expected);
    expect(settleSend(REJECTED, { ...FRESH, plainText: true }, CONTEXT)).toEqual({
      kind: 'dead',
      because: '400',
    });
  });

  it('holds everything while the channel is stopped, however old it is', () => {
    const expected = { kind: 'again', notBefore: NOW + 5 * MINUTE, outcome: 'stopped' };
    expect(settleSend(STOPPED, { ...FRESH, createdAt: NOW - 9 * DAY }, CONTEXT)).toEqual(expected);
  });
});

const OUTCOMES: Readonly<Record<SendOutcome['kind'], SendOutcome>> = {
  sent: { kind: 'sent', messageId: null },
  gone: { kind: 'gone', why: 'blocked', forgetAddress: false },
  later: { kind: 'later', afterMs: 7 * SECOND },
  retry: RETRY,
  unknown: UNKNOWN,
  rejected: REJECTED,
  stopped: STOPPED,
};
const CONDITIONS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  age: { young: { attempts: 4 }, old: { attempts: 4, createdAt: NOW - DAY } },
  'may have arrived': { no: { unknownSends: 0 }, yes: { unknownSends: 1 } },
  form: { card: { plainText: false }, text: { plainText: true } },
};
/** With four attempts before. */
const WAITS: Readonly<Record<string, number>> = {
  'as asked': 7 * SECOND,
  growing: 30 * MINUTE,
  'none, as text': 0,
  '5 min': 5 * MINUTE,
};

interface Send {
  readonly name: string;
  readonly delivery: typeof FRESH;
}

/** All combinations of the values that a row allows: `any` means each of them. */
function combine(row: Readonly<Record<string, string>>): Send[] {
  let sends: Send[] = [{ name: row['outcome'] ?? '', delivery: FRESH }];
  for (const [condition, values] of Object.entries(CONDITIONS)) {
    const allowed = Object.entries(values).filter(([value]) => ['any', value].includes(row[condition] ?? ''));
    sends = sends.flatMap(({ name, delivery }) =>
      allowed.map(([value, facts]) => ({ name: `${name} ${value}`, delivery: { ...delivery, ...facts } })),
    );
  }
  return sends;
}

function nameWait(settlement: Settlement): string {
  if (settlement.kind !== 'again') return '–';
  const wait = settlement.notBefore - NOW;
  const asText = settlement.plainText === true ? ', as text' : '';
  return Object.keys(WAITS).find((name) => WAITS[name] === wait && name.endsWith(asText)) ?? String(wait);
}

describe('the tables of sends in docs/notice.md', () => {
  const head = ['outcome', ...Object.keys(CONDITIONS), 'becomes', 'wait'];
  const rows = readDocTable('notice.md', head).flatMap((row) =>
    combine(row).map((send) => ({ ...send, becomes: row['becomes'], wait: row['wait'] })),
  );

  it('name every outcome, age, chance and form once', () => {
    const all = Object.keys(OUTCOMES).flatMap((outcome) =>
      combine({ outcome, age: 'any', 'may have arrived': 'any', form: 'any' }).map(({ name }) => name),
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(all.sort());
  });

  it.each(rows)('$name: $becomes, $wait', ({ name, delivery, becomes, wait }) => {
    const outcome = OUTCOMES[name.split(' ')[0] as SendOutcome['kind']];
    const settlement = settleSend(outcome, delivery, CONTEXT);
    expect([settlement.kind, nameWait(settlement)]).toEqual([becomes, wait]);
  });

  it('name the growing waits', () => {
    const units: Readonly<Record<string, number>> = { s: SECOND, min: MINUTE, h: HOUR };
    const told = readDocTable('notice.md', ['attempts before', 'growing wait']).map((row) => {
      const [count, unit = ''] = (row['growing wait'] ?? '').split(' ');
      return Number(count) * (units[unit] ?? NaN);
    });
    expect(told).toEqual(waits.slice(0, -1));
  });
});
