import { identify } from '../../src/plugins/identify';
import { loadWatchers } from '../../src/plugins/load-watchers';
import { lookWith } from '../../test/support/look-with';
import { silentLog } from '../../test/support/silent-log';

const LINK = 'https://play.google.com/store/books/details?id=copperKETTLE&gl=DE';
const REQUEST = 'https://www.googleapis.com/books/v1/volumes/copperKETTLE?country=DE';

function lookAt(saleInfo: object) {
  const json = { volumeInfo: { title: 'The Copper Kettle' }, saleInfo: { country: 'DE', ...saleInfo } };
  return lookWith(LINK, { [REQUEST]: { json } });
}

function euros(amount: number): object {
  return { amount, currencyCode: 'EUR' };
}

describe('google-books', () => {
  it('reads what the book is sold for, and the price before', async () => {
    const sale = { saleability: 'FOR_SALE', listPrice: euros(31.45), retailPrice: euros(29.88) };
    const { reading, asked } = await lookAt(sale);
    expect(asked).toEqual([REQUEST]);
    expect(reading.kind === 'offer' && reading.offers).toEqual([
      {
        title: 'The Copper Kettle',
        url: LINK,
        price: { minor: 2988, currency: 'EUR' },
        listPrice: { minor: 3145, currency: 'EUR' },
        availability: 'in-stock',
        seller: 'Google Play',
        variant: 'e-book',
        from: false,
        evidence: { source: 'google-books-api', snippet: 'retailPrice: 29.88 EUR' },
        confidence: 1,
      },
    ]);
  });

  it.each([
    ['FREE', {}, 'unreadable'],
    ['NOT_FOR_SALE', {}, 'unavailable'],
    ['FOR_RENTAL_ONLY', { retailPrice: euros(3.99) }, 'unavailable'],
    ['FOR_SALE', {}, 'unreadable'],
    ['FOR_SALE', { listPrice: euros(9.99) }, 'unreadable'],
    ['FOR_SALE', { country: 'US', retailPrice: euros(9.99) }, 'unreadable'],
    ['FOR_LOAN', { retailPrice: euros(9.99) }, 'unreadable'],
    ['FOR_PREORDER', { retailPrice: euros(9.99) }, 'offer'],
  ])('%s with %j is %s', async (saleability, prices, kind) => {
    const { reading } = await lookAt({ saleability, ...prices });
    expect(reading).toMatchObject({ kind });
  });

  it.each([
    ['https://play.google.com/store/books/details?id=copperKETTLE', {}, 'copperKETTLE/US'],
    ['https://play.google.com/store/books/details/A_b?gl=at&id=copperKETTLE', {}, 'copperKETTLE/AT'],
    [
      'https://books.google.com/books?id=copperKETTLE&pg=PA5',
      { GOOGLE_BOOKS_COUNTRY: 'fr' },
      'copperKETTLE/FR',
    ],
    ['https://books.google.com/books/about/A_b.html?id=copperKETTLE', {}, 'copperKETTLE/US'],
  ])('%s with %j is %s', (link, environment, key) => {
    const watchers = loadWatchers({ packages: [], environment });
    expect(identify(watchers, link, silentLog)).toMatchObject({ watcher: 'google-books', key });
  });

  it.each([
    'https://play.google.com/store/apps/details?id=com.example.kettle',
    'https://play.google.com/store/audiobooks/details?id=copperKETTLE',
    'https://play.google.com/store/books/details',
    'https://www.googleapis.com/books/v1/volumes/copperKETTLE',
  ])('leaves %s to others', (link) => {
    expect(identify(loadWatchers({ packages: [], environment: {} }), link, silentLog)?.watcher).toBe('page');
  });
});
