import { WordStarts } from './word-starts';

describe('WordStarts', () => {
  const starts = new WordStarts([
    'old',
    'price',
    'strike\\w*',
    'ads?',
    'ex-vat',
    'pric(?:e|ing)\\w*',
    'compare-at\\w*',
  ]);
  const occurs = (name: string): boolean => {
    const bytes = Buffer.from(`"${name}"`);
    return starts.occurIn(bytes, 1, bytes.length - 1);
  };

  it.each([
    'old',
    'is-old',
    'oldPrice',
    'OLD',
    'a_Pricing',
    'strikethrough',
    'ad',
    'ads',
    'ex-vat',
    'x compare-at',
    'x1price',
  ])('sees that %s may hold one', (name) => expect(occurs(name)).toBe(true));

  it.each(['', 'olden', 'bold', 'bolD', 'product', 'expand', 'command', 'str', 'ol'])(
    'sees that %j holds none',
    (name) => expect(occurs(name)).toBe(false),
  );

  it('does not look beyond the end', () => {
    const bytes = Buffer.from('ol"d');
    expect(starts.occurIn(bytes, 0, 2)).toBe(false);
  });

  it('says nothing of what entities hide', () => expect(occurs('&#111;ld')).toBe(true));
});
