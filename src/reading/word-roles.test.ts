import { page, read, say } from '../../test/support/sample-page';
import { chosenOffer, type Reading } from '../core/reading';
import { WORD_LISTS } from './word-lists';
import { LANGUAGES } from './words/languages';

type Role = keyof typeof WORD_LISTS;

const TITLE = '<h1>Blue cup</h1>';
const BUTTON = '<button>Add to cart</button>';
const PRICE = '<p class="price">€12.50</p>';

/** A word of a list as a page writes it; patterns without one plain spelling are left out. */
function spellings(role: Role, language: string): string[] {
  const words = (WORD_LISTS[role][language] ?? '').split(/\|(?![^(]*\))/);
  return words.map((word) => word.replaceAll('\\p{L}*', '')).filter((word) => !/[\\()[\]?+*{}.]/.test(word));
}

function expectPrice(body: string): void {
  const reading = read(page('', `${TITLE}${PRICE}${body}${BUTTON}`));
  expect([body, say(reading)]).toEqual([body, 'offer 12.50 EUR']);
}

const readings = (role: Role, language: string, html: (word: string) => string): [string, Reading][] =>
  spellings(role, language).map((word) => [word, read(html(word))]);

describe.each(LANGUAGES)('what the words of a page say: %s', (language) => {
  it.each(['OLD_PRICE'] as const)('%s: that was the price', (role) => {
    for (const word of spellings(role, language)) expectPrice(`<p>${word} €20.00</p>`);
  });

  it.each([
    ...(['RATE', 'UNIT_PRICE', 'DEPOSIT', 'SHIPPING', 'SAVING'] as const),
    ...(['VOUCHER', 'MEMBER', 'USED', 'BID', 'EXTRA'] as const),
  ])('%s: that is not the price', (role) => {
    for (const word of spellings(role, language)) {
      expectPrice(`<p>${word}: €4.20</p>`);
      expectPrice(`<p>${word}</p><p>€4.20</p>`);
    }
  });

  it.each(['RELATED', 'SPONSORED'] as const)('%s: what follows is about other products', (role) => {
    for (const word of spellings(role, language))
      expectPrice(
        `${BUTTON}<h2>${word}</h2><ul><li><a href="/x">Red cup</a> <b class="price">€3.00</b></li></ul>`,
      );
  });

  it('takes the price with tax', () => {
    for (const word of spellings('BEFORE_TAX', language)) expectPrice(`<p>€10.00 ${word}</p>`);
  });

  it('knows a price on a condition', () => {
    for (const word of spellings('CONDITIONAL', language)) expectPrice(`<p>€11.00 ${word}</p>`);
  });

  it('knows the usual price beside the one that is paid', () => {
    for (const word of spellings('USUAL_PRICE', language)) expectPrice(`<p>${word}: €20.00</p>`);
  });

  it('knows a "from" price', () => {
    const said = readings('FROM', language, (word) =>
      page('', `${TITLE}<p>${word} €12.50 ${word}</p>${BUTTON}`),
    );
    expect(said.filter(([, reading]) => chosenOffer(reading)?.from !== true)).toEqual([]);
  });

  it('knows a sold-out product', () => {
    const said = readings('OUT_OF_STOCK', language, (word) => page('', `${TITLE}<p>${word}</p>`));
    expect(said.filter(([, { kind }]) => kind !== 'unavailable')).toEqual([]);
  });

  it('knows what a buy button says', () => {
    const far = '<p>A sentence about the making of cups.</p>'.repeat(20);
    const body = (word: string): string =>
      `${TITLE}${far}<p>€12.50</p><button>${word}</button>${far}<p>€14.00</p>`;
    const said = readings('BUY', language, (word) => page('', body(word)));
    expect(said.filter(([, reading]) => say(reading) !== 'offer 12.50 EUR')).toEqual([]);
  });

  it('knows a page that keeps us out, and one that is not there', () => {
    const titled = (word: string): string => `<html><title>${word}</title><h1>${word}</h1></html>`;
    const blocked = readings('BLOCKED', language, titled);
    expect(blocked.filter(([, { kind }]) => kind !== 'blocked')).toEqual([]);
    const gone = readings('NOT_FOUND', language, titled);
    expect(gone.filter(([, { kind }]) => kind !== 'not-found')).toEqual([]);
  });
});
