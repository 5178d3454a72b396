import type { Turn } from '../core/turn';
import { type Hearing, TurnPace } from './turn-pace';

const START = Date.UTC(2026, 0, 15, 12);

interface Said {
  readonly at?: number;
  readonly person?: string;
  readonly chat?: string;
  readonly tenant?: string;
  readonly text?: string;
  readonly action?: Exclude<Turn['action'], undefined>;
  readonly event?: 'opened';
}

function say(pace: TurnPace, said: Said = {}): Hearing['kind'] {
  return hear(pace, said).kind;
}

function hear(
  pace: TurnPace,
  { at = 0, person = 'ada', chat = 'hall', tenant = 'acme', text = 'list', ...rest }: Said,
): Hearing {
  const where = { channel: 'test', tenant, externalId: chat, kind: 'group' as const, address: {} };
  const reply = (): Promise<void> => Promise.resolve();
  return pace.hear({ where, activityId: null, person: { id: person }, text, reply, ...rest }, START + at);
}

/** Says so much at one instant. @returns how often each happened. */
function flood(
  pace: TurnPace,
  times: number,
  said: (turn: number) => Said = () => ({}),
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let turn = 0; turn < times; turn += 1) {
    const kind = say(pace, said(turn));
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

describe('one person', () => {
  it('may write as fast as people do, for as long as they like', () => {
    const pace = new TurnPace();
    for (let at = 0; at < 30 * 60_000; at += 1_100) expect(say(pace, { at })).toBe('heard');
  });

  it('may send a handful of links in one go', () => {
    expect(flood(new TurnPace(), 20)).toEqual({ heard: 20 });
  });

  it('is told once to wait, and heard again at the time that was told', () => {
    const pace = new TurnPace();
    flood(pace, 20);
    expect(hear(pace, {})).toEqual({ kind: 'full', whose: 'person', until: START + 10_000 });
    expect(flood(pace, 500, () => ({ at: 9_999 }))).toEqual({ silent: 500 });
    expect(say(pace, { at: 10_000 })).toBe('heard');
  });

  it('waits ten seconds at least, so that it is not told each second', () => {
    const pace = new TurnPace();
    flood(pace, 20);
    expect(hear(pace, { at: 9_500 })).toEqual({ kind: 'full', whose: 'person', until: START + 19_500 });
  });

  it('is not told again and again when just below the limit', () => {
    const pace = new TurnPace();
    let told = 0;
    for (let at = 0; at < 10 * 60_000; at += 400) told += Number(say(pace, { at }) === 'full');
    expect(told).toBeLessThanOrEqual(60);
  });

  it('is heard about once a second at most in the long run', () => {
    const pace = new TurnPace();
    let heard = 0;
    for (let at = 0; at < 10 * 60_000; at += 100) heard += Number(say(pace, { at }) === 'heard');
    expect(heard).toBeLessThanOrEqual(600);
  });

  it('is the same person in every chat of the tenant', () => {
    const pace = new TurnPace();
    flood(pace, 20, (turn) => ({ chat: `chat ${turn}` }));
    expect(say(pace, { chat: 'one more' })).toBe('full');
    expect(say(pace, { chat: 'one more', tenant: 'other' })).toBe('heard');
  });
});

describe('what is always heard', () => {
  it.each([
    ['a button', { action: { do: 'list' } }],
    ['an event', { event: 'opened' }],
    ['“stop”', { text: '@Ebb stop' }],
    ['“pause everything”', { text: 'please pause everything' }],
    ['“erase my data”', { text: 'Erase my data!' }],
  ] as const)('%s', (_name, said) => {
    const pace = new TurnPace();
    flood(pace, 100);
    expect(say(pace, said)).toBe('heard');
  });

  it('is no button that we did not make', () => {
    const pace = new TurnPace();
    flood(pace, 100, () => ({ action: null }));
    expect(say(pace, { action: null, text: 'stop' })).toBe('silent');
  });
});

describe('many together', () => {
  it('are heard in a lively group', () => {
    expect(flood(new TurnPace(), 60, (turn) => ({ person: `person ${turn}` }))).toEqual({ heard: 60 });
  });

  it('are told once in a group that is flooded', () => {
    const pace = new TurnPace();
    expect(flood(pace, 200, (turn) => ({ person: `person ${turn}` }))).toEqual({
      heard: 60,
      full: 1,
      silent: 139,
    });
    expect(say(pace, { person: 'ben', chat: 'elsewhere' })).toBe('heard');
  });

  it('lose no room to one of them who floods', () => {
    const pace = new TurnPace();
    flood(pace, 10_000);
    expect(flood(pace, 40, (turn) => ({ person: `person ${turn % 20}` }))).toEqual({ heard: 40 });
  });

  it('are told in each chat of a tenant that is flooded', () => {
    const pace = new TurnPace();
    const chatOf = (turn: number): Said => ({ person: `person ${turn}`, chat: `chat ${turn}` });
    expect(flood(pace, 605, chatOf)).toEqual({ heard: 600, full: 5 });
    expect(hear(pace, chatOf(0))).toMatchObject({ kind: 'full', whose: 'many' });
    expect(say(pace, { ...chatOf(0), tenant: 'other' })).toBe('heard');
  });

  it('are no tenant where the channel has none', () => {
    const anyone = (turn: number): Said => ({ person: `p${turn}`, chat: `c${turn}`, tenant: '' });
    expect(flood(new TurnPace(), 2_000, anyone)).toEqual({ heard: 2_000 });
  });
});

describe('memory', () => {
  it('forgets who has been quiet for a minute', () => {
    const pace = new TurnPace();
    flood(pace, 5_000, (turn) => ({ person: `p${turn}`, chat: `c${turn}`, tenant: '' }));
    expect(pace.size).toBe(10_000);
    say(pace, { at: 61_000 });
    expect(pace.size).toBeLessThan(10);
  });

  it('remembers one who floods as one', () => {
    const pace = new TurnPace();
    flood(pace, 100_000);
    expect(pace.size).toBe(4);
  });

  it('makes nobody wait because the clock was put back', () => {
    const pace = new TurnPace();
    flood(pace, 100);
    expect(say(pace, { at: -3_600_000 })).toBe('heard');
  });
});
