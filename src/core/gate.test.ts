import fc from 'fast-check';
import { makeOffer } from '../../test/support/offers';
import { DAY_ONE, dollar, euro, makeHistory, type Stretch } from '../../test/support/periods';
import { gate, SECOND_SIGHTING_AFTER_MS, type Sighting } from './gate';
import { nextPeriod, type Period } from './history';
import type { Offer } from './offer';
import type { PendingOffer } from './records';

const MINUTE = 60_000;

/** A look right after the given past, at what was confirmed last. */
function makeSighting(
  past: readonly (number | Stretch)[],
  offer: Offer,
  changes: Partial<Sighting> = {},
): Sighting {
  const history = makeHistory(past);
  const price = history.at(-1)?.price ?? null;
  const now = (history.at(-1)?.endedAt ?? DAY_ONE) + MINUTE;
  return {
    confirmed: past.length > 0 ? makeOffer(price) : null,
    pending: null,
    offer,
    history,
    now,
    ...changes,
  };
}

describe('a first sighting', () => {
  it.each<[string, (number | Stretch)[], Offer, 'confirmed' | 'pending']>([
    ['the first price ever', [], makeOffer(euro(3)), 'confirmed'],
    ['the same price', [100], makeOffer(euro(100)), 'confirmed'],
    ['half the price', [100], makeOffer(euro(50)), 'confirmed'],
    ['less than half the price', [100], makeOffer(euro(49.99)), 'pending'],
    [
      'less than half the last price seen, after days without one',
      [100, { price: null }],
      makeOffer(euro(40)),
      'pending',
    ],
    [
      'a tenth of the usual price, after a fall',
      [{ price: 100, days: 20 }, 55, 30, 18],
      makeOffer(euro(10)),
      'confirmed',
    ],
    ['under a tenth of it', [{ price: 100, days: 20 }, 55, 30, 18], makeOffer(euro(9.99)), 'pending'],
    ['ten times the usual price', [{ price: 100, days: 20 }], makeOffer(euro(1000)), 'confirmed'],
    ['more than ten times the usual price', [{ price: 100, days: 20 }], makeOffer(euro(1000.01)), 'pending'],
    ['sold out, without a price', [100], makeOffer(null), 'confirmed'],
    ['the first price after a time without', [{ price: null }], makeOffer(euro(3)), 'confirmed'],
    ['another currency', [100], makeOffer(dollar(100)), 'pending'],
    ['another source', [100], makeOffer(euro(90), { evidence: { source: 'meta', snippet: '' } }), 'pending'],
    ['another seller', [100], makeOffer(euro(90), { seller: 'Somebody' }), 'pending'],
    ['used', [100], makeOffer(euro(90), { condition: 'used' }), 'pending'],
    ['another variant', [100], makeOffer(euro(90), { variant: 'red' }), 'pending'],
    ['a "from" price', [100], makeOffer(euro(90), { from: true }), 'pending'],
    [
      'in stock again by another source, but at the same price',
      [{ price: 100, availability: 'out-of-stock' }],
      makeOffer(euro(100), { evidence: { source: 'meta', snippet: '' } }),
      'confirmed',
    ],
  ])('%s', (_name, past, offer, expected) => {
    expect(gate(makeSighting(past, offer)).kind).toBe(expected);
  });

  it('asks for a second one half an hour later', () => {
    const sighting = makeSighting([100], makeOffer(euro(10)));
    expect(gate(sighting)).toEqual({
      kind: 'pending',
      pending: { offer: sighting.offer, since: sighting.now },
      lookAgainAt: sighting.now + 30 * MINUTE,
    });
  });
});

describe('a second sighting', () => {
  const first = makeSighting([100], makeOffer(euro(30)));
  const pending: PendingOffer = { offer: first.offer, since: first.now };

  it.each<[string, number, number, 'confirmed' | 'pending', number | null]>([
    ['half an hour later', 30, 30, 'confirmed', null],
    ['however much later', 30, 5000, 'confirmed', null],
    ['too early: still waits for the same moment', 30, 29, 'pending', 30],
    ['a third value starts again', 31, 40, 'pending', 70],
    ['back to the old price', 100, 5, 'confirmed', null],
    ['a plausible price', 80, 5, 'confirmed', null],
  ])('%s', (_name, price, minutes, expected, lookAgainMinutes) => {
    const verdict = gate({
      ...first,
      pending,
      offer: makeOffer(euro(price)),
      now: first.now + minutes * MINUTE,
    });
    expect(verdict.kind).toBe(expected);
    const lookAgainAt = verdict.kind === 'pending' ? verdict.lookAgainAt : null;
    expect(lookAgainAt).toBe(lookAgainMinutes === null ? null : first.now + lookAgainMinutes * MINUTE);
  });
});

describe('a product that swings', () => {
  const swinging = [100, 90, 100, 90, 100].map((price) => ({ price, days: 0.1 }));

  it('needs a second sighting after three swings within a day', () => {
    expect(gate(makeSighting(swinging, makeOffer(euro(90)))).kind).toBe('pending');
    expect(gate(makeSighting(swinging.slice(1), makeOffer(euro(90)))).kind).toBe('confirmed');
  });

  it('may still go to a price of its own', () => {
    expect(gate(makeSighting(swinging, makeOffer(euro(85)))).kind).toBe('confirmed');
  });

  it('swings with its stock too', () => {
    const stock = [100, null, 100, null, 100].map((price) => ({ price, days: 0.1 }));
    expect(gate(makeSighting(stock, makeOffer(null))).kind).toBe('pending');
  });

  it('is forgiven after a day', () => {
    const calm = [...swinging, { price: 90, days: 0.1 }, { price: 100, days: 1.1 }];
    expect(gate(makeSighting(calm, makeOffer(euro(90)))).kind).toBe('confirmed');
  });

  it('does not mistake a steady fall for swinging', () => {
    const falling = [100, 95, 90, 85, 80, 75].map((price) => ({ price, days: 0.05 }));
    expect(gate(makeSighting(falling, makeOffer(euro(70)))).kind).toBe('confirmed');
  });
});

describe('over random prices', () => {
  it('confirms no price less than half the last one on a single sighting', () => {
    const looks = fc.array(
      fc.record({
        cents: fc.constantFrom(1, 900, 1000, 4900, 5000, 10_000, 20_000),
        minutes: fc.integer({ min: 1, max: 2000 }),
      }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(looks, (given) => {
        const history: Period[] = [];
        const seen: { price: number; at: number }[] = [];
        let state: Pick<Sighting, 'confirmed' | 'pending'> = { confirmed: null, pending: null };
        let now = DAY_ONE;
        for (const { cents, minutes } of given) {
          now += minutes * MINUTE;
          const offer = makeOffer(euro(cents / 100));
          const verdict = gate({ ...state, offer, history, now });
          if (verdict.kind === 'pending') state = { ...state, pending: verdict.pending };
          else {
            const last = state.confirmed?.price?.minor ?? cents;
            const earlier = seen.some(
              ({ price, at }) => price === cents && now - at >= SECOND_SIGHTING_AFTER_MS,
            );
            expect(cents * 2 >= last || earlier).toBe(true);
            state = { confirmed: offer, pending: null };
            const period = nextPeriod(history.at(-1) ?? null, offer, now);
            if (period === 'extend') history.push({ ...history.pop()!, endedAt: now });
            else history.push(period);
          }
          seen.push({ price: cents, at: now });
        }
      }),
    );
  });

  it('confirms any price that is seen again and again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (cents) => {
        const sighting = makeSighting([{ price: 100, days: 20 }], makeOffer(euro(cents / 100)));
        const first = gate(sighting);
        if (first.kind === 'confirmed') return;
        const second = gate({ ...sighting, pending: first.pending, now: first.lookAgainAt });
        expect(second.kind).toBe('confirmed');
      }),
    );
  });
});
