import fc from 'fast-check';
import { codes } from 'currency-codes';
import type { PortableWish } from '../../core/portable-wish';
import { MANNERS } from '../../core/manner';
import type { Money } from '../../core/money';
import type { Product } from '../../core/records';
import type { Rule } from '../../core/rule';
import { decideRule } from '../../app/rule-wish';
import { NOW } from '../../../test/support/store-samples';
import { makeOffer } from '../../../test/support/offers';
import { readImport } from './read-import';
import { writeExport, writeLine } from './write-export';

const money: fc.Arbitrary<Money> = fc.record({
  minor: fc.integer({ min: 1, max: 10 ** 9 }),
  currency: fc.constantFrom(...codes().filter((code) => !code.startsWith('X'))),
});
const days = fc.integer({ min: 1, max: 365 });
const percent = fc.integer({ min: 4, max: 396 }).map((quarters) => quarters / 4);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ kind: fc.constant('target' as const), amount: money }),
  fc.record({
    kind: fc.constant('drop' as const),
    percent,
    from: fc.oneof(
      fc.constantFrom({ kind: 'subscribed' as const }, { kind: 'previous' as const }),
      fc.record({ kind: fc.constant('highest' as const), days }),
    ),
  }),
  fc.record({ kind: fc.constant('lowest' as const), days, orEqual: fc.boolean() }),
  fc.constantFrom({ kind: 'back-in-stock' as const }, { kind: 'any-change' as const }),
);
const past = fc.integer({ min: 0, max: NOW });
const wish: fc.Arbitrary<PortableWish> = fc.record({
  rule,
  status: fc.constantFrom('active' as const, 'paused' as const),
  baseline: fc.option(fc.record({ source: fc.constant('subscribed' as const), price: money, at: past })),
  snooze: fc.option(
    fc.oneof(fc.record({ until: fc.integer({ min: NOW + 1, max: 2 * NOW }) }), fc.record({ below: money })),
  ),
  urgent: fc.option(fc.constantFrom(...MANNERS)),
});
const title = fc.oneof(fc.string(), fc.constantFrom('=1+1', '+49', '"a", b; c', '@x\ty', 'a\nb'));

const CONVERSATION = { settings: { defaultRule: { kind: 'any-change' } }, timeZone: null } as const;

function productOf(link: string, name: string): Product {
  return { url: link, pending: null, confirmed: makeOffer(null, { title: name }) } as Product;
}

function exportOf(wishes: readonly PortableWish[], name: string) {
  return {
    conversation: CONVERSATION,
    wishes: wishes.map((one, index) => ({
      ...one,
      product: productOf(`https://shop.example/a,b;c/${index}?q="#x`.replaceAll('"', '%22'), name),
      history: [{ startedAt: 0, endedAt: NOW, price: null, availability: 'in-stock' as const }],
    })),
  };
}

it('is read as it was written, whatever it is called', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 5 }), title, (wishes, name) => {
      const { lines, prices, settings, faults } = readImport(writeExport(exportOf(wishes, name)), NOW);
      expect(faults).toEqual([]);
      expect([prices, settings.length]).toEqual([wishes.length, 1]);
      const read = lines.map(({ rule: spoken, status, baseline, snooze, urgent }) => ({
        ...{ status, baseline, snooze, urgent },
        rule: decideRule(spoken!, null),
      }));
      expect(read).toEqual(wishes.map((one) => ({ ...one, rule: { kind: 'rule', rule: one.rule } })));
    }),
    { numRuns: 300 },
  );
});

it('is read from pasted lines, too', () => {
  fc.assert(
    fc.property(wish, (one) => {
      const [exported] = exportOf([one], 'Kettle').wishes;
      const { lines, faults } = readImport(writeLine(exported!), NOW);
      expect(faults).toEqual([]);
      expect(lines[0]?.link).toBe(exported!.product.url);
      expect(decideRule(lines[0]!.rule!, null)).toEqual({ kind: 'rule', rule: one.rule });
    }),
    { numRuns: 300 },
  );
});

it('lets no title be a formula', () => {
  const file = writeExport(
    exportOf(
      [{ rule: { kind: 'any-change' }, status: 'active', baseline: null, snooze: null, urgent: null }],
      '=HYPERLINK("x")',
    ),
  );
  expect(file).not.toMatch(/(?:^|[,"])=/m);
});

it('looks like this', () => {
  const baseline = { source: 'subscribed', price: { minor: 9900, currency: 'EUR' }, at: 0 } as const;
  const rule = { kind: 'drop', percent: 20, from: { kind: 'subscribed' } } as const;
  const list = exportOf([{ rule, status: 'active', baseline, snooze: null, urgent: null }], 'Kettle');
  expect(writeExport(list).split('\r\n')).toEqual([
    '\ufeffrecord,link,wish,title,status,price,from,until,availability,snoozed,urgent',
    'ebb,,1,,,,,,,,',
    'setting,,default any change,,,,,,,,',
    'product,"https://shop.example/a,b;c/0?q=%22#x",20 %,Kettle,active,99.00 EUR,1970-01-01T00:00:00.000Z,,,,',
    'price,"https://shop.example/a,b;c/0?q=%22#x",,Kettle,,,1970-01-01T00:00:00.000Z,2026-01-15T12:00:00.000Z,in-stock,,',
    '',
  ]);
});
