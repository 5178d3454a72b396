import fc from 'fast-check';
import { WordList } from './word-list';

describe('WordList', () => {
  const words = ['was|old price|rate?|(?:on|upon) approval|/ ?month|ahorr\\p{L}*|č|σ', 'цена|原價|정가'];
  const list = new WordList(words);

  it.each([
    ['It was here', 3],
    ['OLD PRICE', 0],
    ['upon approval', 0],
    ['5 / month', 2],
    ['5/month', -1],
    ['rates', -1],
    ['rat', 0],
    ['ahorraré 5', 0],
    ['ЦЕНА: 5', 0],
    ['цены', -1],
    ['wasser', -1],
    ['swas', -1],
    ['was2', -1],
    ['“was”', 1],
    ['İ was', 2],
    ['Č', 0],
    ['是原價5', 1],
    ['old\u00a0price', -1],
    ['', -1],
  ])('finds in %j its word at %i', (text, at) => {
    expect(list.search(text)).toBe(at);
    expect(list.test(text)).toBe(at >= 0);
  });

  it('finds what one regular expression of all words finds', () => {
    const spaced = `(?<![\\p{L}\\p{N}])(?:${words.join('|').replace('|原價|정가', '')})(?![\\p{L}\\p{N}])`;
    const whole = new RegExp(`${spaced}|原價|정가`, 'iu');
    const pieces = [
      'was',
      'Old',
      'rat',
      'upon',
      'approval',
      'on',
      '/',
      'month',
      'ahorr',
      'Č',
      'цена',
      '原價',
      '정가',
    ];
    const between = [' ', ' price', 'e', 's', '1', '-', 'é', '原', '\u00a0', '€'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces, ...between), { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(list.search(text)).toBe(text.search(whole));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['\\d+ off', '[ab]c', 'a?b'])(
    'refuses a word that begins with no character of its own: %s',
    (word) => {
      expect(() => new WordList([word])).toThrow(word);
    },
  );
});
