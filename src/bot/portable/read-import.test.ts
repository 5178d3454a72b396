import { NOW } from '../../../test/support/store-samples';
import { readImport } from './read-import';
import { measureProcessor } from '../../../test/support/processor-time';

const KETTLE = 'https://shop.example/kettle';
const BARE = { status: 'active', baseline: null, snooze: null, urgent: null };

function readOne(text: string) {
  const { lines, faults } = readImport(text, NOW);
  expect(faults).toEqual([]);
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

function whyNot(text: string): string {
  const { lines, faults } = readImport(text, NOW);
  expect(lines).toEqual([]);
  return faults.map(({ line, why }) => `${line}: ${why}`).join('\n');
}

describe('lines', () => {
  it.each([
    [KETTLE, null],
    [`${KETTLE}  target 79 EUR`, { rule: 'target', amount: '79', sign: 'eur' }],
    [`- ${KETTLE}, 15 %`, { rule: 'drop', percent: 15 }],
    [`12. [Kettle](${KETTLE}) lowest in 30 days`, { rule: 'lowest', days: 30 }],
    [`back in stock ${KETTLE}`, { rule: 'back-in-stock' }],
    [`${KETTLE}\tany change`, { rule: 'any-change' }],
    [`shop.example/kettle | at 79.99`, { rule: 'target', amount: '79.99' }],
  ])('%s', (text, rule) => {
    expect(readOne(text)).toEqual({ line: 1, link: KETTLE, rule, ...BARE });
  });

  it('that are bad are named with their numbers, and spoil no other', () => {
    const text = [
      '# mine',
      `${KETTLE} 15 %`,
      '',
      'a kettle',
      `${KETTLE} when I like it`,
      `${KETTLE} https://shop.example/lamp`,
      `${KETTLE}?red 20 %`,
    ].join('\r\n');
    const { lines, faults } = readImport(text, NOW);
    expect(lines.map(({ line }) => line)).toEqual([2, 7]);
    expect(faults).toEqual([
      { line: 4, why: 'there is no link in it' },
      { line: 5, why: 'I do not understand “when I like it”' },
      { line: 6, why: 'there is more than one link in it' },
    ]);
  });

  it('of any length are read at once', () => {
    const text = `${KETTLE} ${'a '.repeat(30_000)}\n${KETTLE}${' at'.repeat(900)}`;
    const milliseconds = measureProcessor(() => expect(readImport(text, NOW).faults).toHaveLength(2));
    expect(milliseconds).toBeLessThan(1000);
  });
});

describe('a file', () => {
  it.each([
    ['as we write it', `record,link,wish\nebb,,1\nproduct,${KETTLE},at 79.00 EUR\n`],
    ['as a spreadsheet saves it', `\ufeffRecord;Link;Wish\r\nebb;;1\r\nproduct;"${KETTLE}";at 79.00 EUR\r\n`],
    ['as cells are copied', `link\twish\n${KETTLE}\tat 79.00 EUR`],
    ['with other columns, in another order', `wish,note,link\nat 79.00 EUR,"for, me",${KETTLE}`],
  ])('%s', (_, text) => {
    expect(readOne(text)).toMatchObject({
      link: KETTLE,
      rule: { rule: 'target', amount: '79.00', sign: 'eur' },
    });
  });

  it('says how things stood', () => {
    const header = 'link,wish,status,price,from,snoozed,urgent';
    const row = `${KETTLE},20 %,paused,99.00 EUR,2026-01-01T09:30:00.000Z,below 70.00 EUR,interject`;
    expect(readOne(`${header}\n${row}`)).toMatchObject({
      status: 'paused',
      baseline: {
        source: 'subscribed',
        price: { minor: 9900, currency: 'EUR' },
        at: Date.UTC(2026, 0, 1, 9, 30),
      },
      snooze: { below: { minor: 7000, currency: 'EUR' } },
      urgent: 'interject',
    });
  });

  it('has prices that are counted, and settings', () => {
    const text = [
      'record,link,wish,price,from',
      'setting,,time zone Europe/Berlin',
      `price,${KETTLE},,1.00 EUR,2026-01-01`,
      `price,${KETTLE},,2.00 EUR,2026-01-02`,
    ].join('\n');
    expect(readImport(text, NOW)).toEqual({
      lines: [],
      settings: [{ line: 2, words: 'time zone Europe/Berlin' }],
      prices: 2,
      faults: [],
    });
  });

  it.each([
    ['', '2: there is no link in it'],
    [`${KETTLE},cheap`, '2: I do not understand “cheap”'],
    [`${KETTLE},,gone`, '2: “gone” is neither active nor paused'],
    [`${KETTLE},,,99 kettles,2026-01-01`, '2: “99 kettles” is no price like “99.00 EUR”'],
    [`${KETTLE},,,99.00 XXZ,2026-01-01`, '2: “99.00 XXZ” is no price like “99.00 EUR”'],
    [`${KETTLE},,,99.00 EUR,01/02/26`, '2: “01/02/26” is no date like “2026-01-15”'],
    [`${KETTLE},,,99.00 EUR,2027-01-01`, '2: its price is of a day that is yet to come'],
    [`${KETTLE},,,99.00 EUR`, '2: “” is no date like “2026-01-15”'],
    [`${KETTLE},,,,,tomorrow`, '2: “tomorrow” is no date like “2026-01-15”'],
    [`${KETTLE},,,,,,loud`, '2: “loud” is none of wait, interject, interrupt, cancel'],
    [`,,,,,,,hotel`, '2: its record is none of product, setting, price'],
    [`,2,,,,,,ebb`, '2: this file was written by a newer Ebb than I am'],
    [`"${KETTLE}`, '2: a quotation mark is not closed'],
  ])('is refused line by line: %s', (row, why) => {
    expect(whyNot(`link,wish,status,price,from,snoozed,urgent,record\n${row === '' ? ',15 %' : row}`)).toBe(
      why,
    );
  });

  it('keeps the good lines before a quotation mark that is not closed', () => {
    const { lines, faults } = readImport(`link,wish\n${KETTLE},15 %\n"${KETTLE}?red,15 %\n`, NOW);
    expect(lines.map(({ line }) => line)).toEqual([2]);
    expect(faults).toHaveLength(1);
  });
});
