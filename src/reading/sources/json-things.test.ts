import { textOf, thingsOf } from '../thing';
import { readJsonThings } from './json-things';

describe('readJsonThings', () => {
  it('opens graphs and arrays, and joins what refers to each other across blocks', () => {
    const things = readJsonThings([
      '{"@graph": [{"@type": "WebPage"}, {"@type": "schema:Product", "name": "Cup", "offers": {"@id": "#offer"}}]}',
      '[{"@id": "#offer", "@type": "https://schema.org/Offer", "price": "5"}]',
    ]);
    const product = things.find((thing) => thing.types.includes('Product'));
    expect(product && textOf(product, 'name')).toBe('Cup');
    const [offer] = product ? thingsOf(product, 'offers') : [];
    expect(offer?.types).toEqual(['Offer']);
    expect(offer && textOf(offer, 'price')).toBe('5');
  });

  it('reads on when a block is broken', () => {
    expect(readJsonThings(['nonsense', '{"@type": "Product"}'])).toHaveLength(1);
  });

  it('survives depth, and names that mean something to JavaScript', () => {
    const deep = `${'['.repeat(20_000)}{"@type":"Product"}${']'.repeat(20_000)}`;
    expect(readJsonThings([deep])).toEqual([]);
    const [thing] = readJsonThings([
      '{"__proto__": {"price": 1}, "constructor": {"prototype": {"price": 1}}}',
    ]);
    expect(thing && textOf(thing, 'price')).toBeNull();
    expect(({} as Record<string, unknown>)['price']).toBeUndefined();
  });
});
