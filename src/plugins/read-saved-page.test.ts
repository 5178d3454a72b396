import { productPage } from '../../test/support/fake-shop';
import { watcherWith } from '../../test/support/looker-of';
import { silentLog } from '../../test/support/silent-log';
import { readSavedPage } from './read-saved-page';

const url = 'https://shop.example/kettle';
const page = { url, body: Buffer.from(productPage({ price: '99.00' })), contentType: 'text/html' };

const shop = watcherWith({
  hosts: ['shop.example'],
  look: async (product, { http }) => {
    const answer = await http.get(product.url, { accept: 'html' });
    return answer.text().includes('kettle') ? { kind: 'not-found' } : { kind: 'blocked' };
  },
});

it('reads a page as the watcher of its link does', async () => {
  expect(await readSavedPage([shop], page, silentLog)).toEqual({ kind: 'not-found' });
});

it('reads it as any page where no watcher of pages takes the link', async () => {
  const read = { kind: 'offer', offers: [{ price: { minor: 9900, currency: 'EUR' } }] };
  const api = watcherWith({ hosts: ['shop.example'], reads: 'api' });
  expect(await readSavedPage([api], page, silentLog)).toMatchObject(read);
  expect(await readSavedPage([shop], { ...page, url: '' }, silentLog)).toMatchObject(read);
});

it.each([
  ['throws', () => Promise.reject(new Error('bug')), { kind: 'unreadable' }],
  ['gives no reading', () => Promise.resolve({ kind: 'offer' } as never), { kind: 'unreadable' }],
])('has no price when the watcher %s', async (_, look, expected) => {
  const broken = watcherWith({ hosts: ['shop.example'], look });
  expect(await readSavedPage([broken], page, silentLog)).toMatchObject(expected);
});
