import { isAsideHeading, WORD_LISTS, WORDS } from './word-lists';
import { LANGUAGES } from './words/languages';

describe('the words of pages', () => {
  it.each(Object.entries(WORD_LISTS))('%s are known in every language', (_, list) => {
    const missing = LANGUAGES.filter((language) => (list[language] ?? '').trim() === '');
    expect(missing).toEqual([]);
    expect(Object.keys(list).filter((language) => !LANGUAGES.includes(language))).toEqual([]);
  });

  it.each([
    ['oldPrice', 'Statt', 'Stattlich'],
    ['notThePrice', 'in 12 Monatsrate', 'Rasenmäher'],
    ['outOfStock', 'Нет в наличии', 'В наличии'],
    ['notThePrice', '每期', '特價'],
    ['buy', 'Купить', 'Можно купить'],
  ] as const)('%s: whole words, in any case: %s, not %s', (name, told, other) => {
    expect(WORDS[name].test(told)).toBe(true);
    expect(WORDS[name].test(told.toUpperCase())).toBe(true);
    expect(WORDS[name].test(other)).toBe(false);
  });

  it('know the headings of what is not the product of a page', () => {
    expect(isAsideHeading('Mások ezt vásárolták')).toBe(true);
    expect(isAsideHeading('Описание товара')).toBe(false);
  });
});
