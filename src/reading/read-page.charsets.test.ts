import { say } from '../../test/support/sample-page';
import { chosenOffer } from '../core/reading';
import { readPage } from './read-page';

describe('readPage: charsets', () => {
  const html = '<html lang="ja"><h1>カップ</h1><p class="price">12,800円</p><button>購入</button></html>';
  const bytes = Buffer.from(html, 'utf16le');

  it.each([
    ['UTF-16 by its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]), 'text/html'],
    ['UTF-16, the other byte first', Buffer.from(`\uFEFF${html}`, 'utf16le').swap16(), 'text/html'],
    ['UTF-16 by the header', bytes, 'text/html; charset=utf-16le'],
  ])('reads a page in %s', (_, body, contentType) => {
    const reading = readPage({ url: 'https://shop.example/p/cup-1', body, contentType });
    expect(say(reading)).toBe('offer 12800 JPY');
    expect(chosenOffer(reading)?.title).toBe('カップ');
  });
});
