import { decodePage } from './decode-page';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]))),
  );

describe('decodePage', () => {
  it('believes the byte order mark first', () => {
    expect(decodePage(Buffer.from('\uFEFF5 €'), 'text/html; charset=windows-1251')).toBe('5 €');
    expect(decodePage(Buffer.from('\uFEFF5 €', 'utf16le'), '')).toBe('5 €');
  });

  it('believes the header before the page', () => {
    const page = bytes('<meta charset="windows-1251"><p>', 0xa4);
    expect(decodePage(page, 'text/html; charset="iso-8859-15"')).toContain('€');
  });

  it.each([
    ['<meta charset=windows-1251>', [0xf6, 0xe5, 0xed, 0xe0], 'цена'],
    [
      '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
      [0xc3, 0xc5, 0xce, 0xc1],
      'цена',
    ],
    ['<meta charset="shift_jis">', [0x89, 0x7e], '円'],
    ['<meta charset="gbk">', [0xd4, 0xaa], '元'],
    ['<meta charset="euc-kr">', [0xbf, 0xf8], '원'],
    ['<meta charset="gb18030">', [0xa2, 0xe3], '€'],
    ['<meta charset="iso-8859-2">', [0x4b, 0xe8], 'Kč'],
    ['<meta charset="big5">', [0xa4, 0xb8], '元'],
  ])('reads the declaration %s', (declaration, encoded, text) => {
    expect(decodePage(bytes('<html><head>', declaration, ...encoded), 'text/html')).toContain(text);
  });

  it('takes undeclared bytes for UTF-8 when they are, else for windows-1252', () => {
    expect(decodePage(Buffer.from('5 €'), 'text/html')).toBe('5 €');
    expect(decodePage(bytes('5 ', 0x80), 'text/html')).toBe('5 €');
  });

  it('survives charsets that nobody knows', () => {
    expect(decodePage(Buffer.from('5 €'), 'text/html; charset=utf-7')).toBe('5 €');
    expect(decodePage(bytes('<meta charset=x-nonsense>', 0x80), '')).toContain('€');
  });

  it('marks broken bytes instead of leaving them out', () => {
    expect(decodePage(bytes('1', 0xff, '2'), 'text/html; charset=utf-8')).toBe('1\uFFFD2');
  });
});
