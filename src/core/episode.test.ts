import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DAY_ONE, dollar, euro } from '../../test/support/periods';
import { NEW_EPISODE, comeBack, next, type Episode } from './episode';
import { DAY, nextPeriod, type Observation, type Period } from './history';
import type { Money } from './money';
import { evaluate, type Baseline, type Evaluation, type Rule } from './rule';

const TARGET: Rule = { kind: 'target', amount: euro(80) };
const DROP: Rule = { kind: 'drop', percent: 20, from: { kind: 'subscribed' } };
const HIGHEST: Rule = { kind: 'drop', percent: 20, from: { kind: 'highest', days: 30 } };
const PREVIOUS: Rule = { kind: 'drop', percent: 20, from: { kind: 'previous' } };
const LOWEST: Rule = { kind: 'lowest', days: 3, orEqual: false };
const STOCK: Rule = { kind: 'back-in-stock' };
const CHANGE: Rule = { kind: 'any-change' };
const BASELINE: Baseline = { source: 'subscribed', price: euro(100), at: DAY_ONE };

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  'target, drop, lowest': [TARGET, DROP, HIGHEST, LOWEST],
  'drop from previous, any-change': [PREVIOUS, CHANGE],
  'back-in-stock': [STOCK],
  any: [TARGET, DROP, HIGHEST, PREVIOUS, LOWEST, STOCK, CHANGE],
};

const ANNOUNCED = DAY_ONE;
const STATES: Readonly<Record<string, Episode>> = {
  closed: { ...NEW_EPISODE, announcedPeriod: ANNOUNCED },
  open: { ...NEW_EPISODE, open: true, lowestAnnounced: euro(70), announcedPeriod: ANNOUNCED },
  'seen out of stock': { ...NEW_EPISODE, sawOutOfStock: true, announcedPeriod: ANNOUNCED },
  suspended: { ...NEW_EPISODE, suspended: true, announcedPeriod: ANNOUNCED },
};

function makeEvent(
  holds: boolean | null,
  price: Money | null,
  startedAt = ANNOUNCED + DAY,
  otherCurrency: string | null = null,
): { evaluation: Evaluation; period: Period } {
  return {
    evaluation: { holds, threshold: null, otherCurrency },
    period: { startedAt, endedAt: startedAt, price, availability: 'in-stock' },
  };
}

const EVENTS: Readonly<Record<string, ReturnType<typeof makeEvent>>> = {
  holds: makeEvent(true, euro(68.61)),
  'new low': makeEvent(true, euro(68.6)),
  'same period': makeEvent(true, euro(60), ANNOUNCED),
  'does not hold': makeEvent(false, euro(90)),
  'cannot judge': makeEvent(null, null),
  'other currency': makeEvent(null, dollar(1), undefined, 'EUR'),
};

function nameState(episode: Episode): string {
  if (episode.suspended) return 'suspended';
  if (episode.sawOutOfStock) return 'seen out of stock';
  return episode.open ? 'open' : 'closed';
}

const rows = readFileSync(join(__dirname, '../../docs/episode.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 7 && cells[1]! in RULES)
  .map((cells) => cells.slice(1, 6) as [string, string, string, string, string]);

describe('the table of docs/episode.md', () => {
  it.each(rows)('%s: %s, %s → %s, fires: %s', (rules, state, event, nextState, fires) => {
    const { evaluation, period } = EVENTS[event]!;
    for (const rule of RULES[rules]!) {
      const step = next(STATES[state]!, rule, evaluation, period);
      expect({ rule, state: nameState(step.episode), fires: step.fires ? 'yes' : 'no' }).toEqual({
        rule,
        state: nextState,
        fires,
      });
    }
  });

  it('leaves no combination out', () => {
    const common = ['holds', 'same period', 'does not hold', 'cannot judge'];
    const priced = (rules: string) => [
      ...['closed', 'open'].flatMap((state) =>
        [...common, 'other currency'].map((event) => [rules, state, event]),
      ),
      [rules, 'open', 'new low'],
    ];
    const expected = [
      ...priced('target, drop, lowest'),
      ...priced('drop from previous, any-change'),
      ...['closed', 'open', 'seen out of stock'].flatMap((state) =>
        common.map((event) => ['back-in-stock', state, event]),
      ),
      ...[...common, 'other currency'].map((event) => ['any', 'suspended', event]),
    ];
    const found = rows.map((row) => row.slice(0, 3).join(': '));
    expect([...found].sort()).toEqual(expected.map((row) => row.join(': ')).sort());
  });
});

describe('next', () => {
  it('remembers what it announced, and forgets the price when the episode ends', () => {
    const { evaluation, period } = EVENTS['new low']!;
    const { episode } = next(STATES['open']!, TARGET, evaluation, period);
    expect(episode).toEqual({
      ...STATES['open'],
      lowestAnnounced: euro(68.6),
      announcedPeriod: period.startedAt,
    });
    const ended = next(episode, TARGET, EVENTS['does not hold']!.evaluation, EVENTS['does not hold']!.period);
    expect(ended.episode).toEqual({ ...NEW_EPISODE, announcedPeriod: period.startedAt });
  });

  it('measures a new low from the last announced price, so that small steps add up', () => {
    const announced = announceAll(TARGET, [80, 79.5, 79, 78.4, 78, 77.5, 77, 76.83].map(inStock));
    expect(announced.map(({ price }) => price)).toEqual([euro(80), euro(78.4), euro(76.83)]);
  });

  it('comes back with what nobody was told, however often the chat goes', () => {
    const open = STATES['open']!;
    const back = comeBack(open, 50, null);
    expect(back).toEqual({ ...open, untoldSince: 51 });
    expect(comeBack(back, 60, null).untoldSince).toBe(51);
    expect(comeBack(open, 50, 40)).toEqual({ ...NEW_EPISODE, untoldSince: 40 });
  });

  it('is silent when a deal comes back from being sold out', () => {
    const soldOut: Observation = { price: null, availability: 'out-of-stock' };
    expect(announceAll(TARGET, [inStock(70), soldOut, inStock(70)])).toHaveLength(1);
  });
});

function inStock(amount: number): Observation {
  return { price: euro(amount), availability: 'in-stock' };
}

/** Looks once a day; a restart between two looks leaves only what JSON keeps of the episode. */
function announceAll(rule: Rule, looks: readonly Observation[], restarts: readonly boolean[] = []): Period[] {
  const history: Period[] = [];
  const announced: Period[] = [];
  let episode = NEW_EPISODE;
  looks.forEach((look, day) => {
    const at = DAY_ONE + day * DAY;
    const result = nextPeriod(history.at(-1) ?? null, look, at);
    const period = result === 'extend' ? { ...history.pop()!, endedAt: at } : result;
    history.push(period);
    if (restarts[day]) episode = JSON.parse(JSON.stringify(episode)) as Episode;
    const step = next(episode, rule, evaluate(rule, { baseline: BASELINE, history, period }), period);
    if (step.fires) announced.push(period);
    episode = step.episode;
  });
  return announced;
}

describe('over random histories', () => {
  const price = fc.oneof(
    fc.integer({ min: 50, max: 120 }).map(euro),
    fc.constant(null),
    fc.constantFrom(euro(80), euro(79.99), euro(80.01)),
  );
  const availability = fc.constantFrom('in-stock' as const, 'out-of-stock' as const, 'unknown' as const);
  const looks = fc.array(fc.record({ price, availability }), { maxLength: 60 });
  const restarts = fc.array(fc.boolean(), { maxLength: 60 });
  const anyRule = fc.constantFrom(...RULES['any']!);

  it('never announces a period twice', () => {
    fc.assert(
      fc.property(anyRule, looks, restarts, (rule, given, restarted) => {
        const starts = announceAll(rule, given, restarted).map(({ startedAt }) => startedAt);
        expect(new Set(starts).size).toBe(starts.length);
      }),
    );
  });

  it('does not depend on restarts', () => {
    fc.assert(
      fc.property(anyRule, looks, restarts, (rule, given, restarted) => {
        expect(announceAll(rule, given, restarted)).toEqual(announceAll(rule, given));
      }),
    );
  });

  it('announces every fall to the threshold from above it exactly once', () => {
    const onSale = fc.array(fc.integer({ min: 60, max: 100 }).map(inStock), { maxLength: 60 });
    fc.assert(
      fc.property(fc.constantFrom(TARGET, DROP), onSale, (rule, given) => {
        const announced = announceAll(rule, given).map(({ startedAt }) => startedAt);
        given.forEach(({ price: now }, day) => {
          const before = given[day - 1]?.price ?? euro(100);
          if (before.minor <= 8000 || now!.minor > 8000) return;
          expect(announced.filter((at) => at === DAY_ONE + day * DAY)).toHaveLength(1);
        });
      }),
    );
  });

  it('announces a slow slide, however small its steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 200, maxLength: 300 }), (steps) => {
        let cents = 10_000;
        const slide = steps.map((step) => inStock((cents = Math.max(1, cents - step)) / 100));
        const first = slide.find(({ price: slid }) => slid!.minor <= 8000);
        expect(announceAll(DROP, slide)[0]?.price).toEqual(first?.price);
      }),
    );
  });

  it('announces only what can be bought, for rules about a price', () => {
    fc.assert(
      fc.property(fc.constantFrom(TARGET, DROP, HIGHEST, PREVIOUS, LOWEST), looks, (rule, given) => {
        for (const { price: announced, availability: stock } of announceAll(rule, given)) {
          expect(announced).not.toBeNull();
          expect(stock).not.toBe('out-of-stock');
        }
      }),
    );
  });

  it('announces nothing once the currency has changed, for rules about a price', () => {
    const rules = fc.constantFrom(TARGET, DROP, HIGHEST, PREVIOUS, LOWEST, CHANGE);
    const foreign = fc.array(fc.integer({ min: 1, max: 120 }).map((amount) => ({ price: dollar(amount) })));
    fc.assert(
      fc.property(rules, looks, foreign, looks, (rule, before, abroad, after) => {
        const changed = abroad.map((look) => ({ ...look, availability: 'in-stock' as const }));
        const days = before.length;
        const all = announceAll(rule, [...before, { ...inStock(1), price: dollar(1) }, ...changed, ...after]);
        expect(all.filter(({ startedAt }) => startedAt >= DAY_ONE + days * DAY)).toEqual([]);
      }),
    );
  });

  it('says back in stock once per time out of stock', () => {
    fc.assert(
      fc.property(looks, (given) => {
        let wasOut = false;
        let expected = 0;
        for (const { price: shown, availability: stock } of given) {
          if (stock === 'out-of-stock') wasOut = true;
          else if (wasOut && (stock === 'in-stock' || shown !== null)) {
            expected += 1;
            wasOut = false;
          }
        }
        expect(announceAll(STOCK, given)).toHaveLength(expected);
      }),
    );
  });
});
