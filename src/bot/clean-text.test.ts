import { cleanText } from './clean-text';

it.each([
  ['  A   plain\n title ', 'A plain title'],
  ['pay\u202Efdp.exe', 'payfdp.exe'],
  ['zero\u200Bwidth\uFEFF', 'zerowidth'],
  ['bell\u0007', 'bell'],
  ['Ünïcödé 商品', 'Ünïcödé 商品'],
  ['half \uD83D', 'half'],
])('%j', (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

it('cuts by characters, not by halves of them', () => {
  const cut = cleanText('😀'.repeat(200));
  expect(Array.from(cut)).toHaveLength(120);
  expect(cut.endsWith('😀…')).toBe(true);
});
