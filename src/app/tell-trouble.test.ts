import { euro } from '../../test/support/periods';
import { lookAt, offered, UNREACHABLE } from '../../test/support/readings';
import { WatchedProduct } from '../../test/support/watched-product';
import { DEFAULT_RULE } from '../core/rule';

describe('a product that cannot be read', () => {
  function failFor(product: WatchedProduct, looks: number): WatchedProduct {
    for (let index = 0; index < looks; index += 1) product.wait(6).look(UNREACHABLE);
    return product;
  }

  it('keeps what was known, and the validators of the last good page', () => {
    const product = new WatchedProduct().subscribe();
    product.look({ reading: offered(100), validators: { u: { etag: 'good' } } });
    const record = product.wait(6).look({ reading: UNREACHABLE, validators: { u: { etag: 'bad' } } });
    expect(record).toMatchObject({
      period: 'none',
      failures: 1,
      validators: { u: { etag: 'good' } },
      notices: [],
    });
    expect(product.product.confirmed?.price).toEqual(euro(100));
  });

  it('is told once, and once more when it is over', () => {
    const product = failFor(lookAt(new WatchedProduct().subscribe(), 100), 4);
    expect(product.troubles).toEqual([]);
    failFor(product, 8);
    expect(product.troubles).toEqual([{ kind: 'cannot-read', reading: UNREACHABLE }]);
    const toldAt = product.product.troubleToldAt;
    expect(product.wait(6).look(UNREACHABLE)).toMatchObject({ troubleToldAt: toldAt, notices: [] });
    lookAt(product, 100, 100);
    expect(product.troubles).toEqual([
      { kind: 'cannot-read', reading: UNREACHABLE },
      { kind: 'reads-again' },
    ]);
    failFor(product, 8);
    expect(product.troubles).toHaveLength(3);
  });

  it('is not told of before a day has passed', () => {
    const product = lookAt(new WatchedProduct().subscribe(), 100);
    for (let index = 0; index < 20; index += 1) product.wait(1).look(UNREACHABLE);
    expect(product.troubles).toEqual([]);
  });

  it('says that it is over only to those who heard of it', () => {
    const product = failFor(lookAt(new WatchedProduct().subscribe(), 100), 8);
    product.wait(1).subscribe();
    lookAt(product, 100);
    expect(product.notices.map(({ subscriptionId }) => subscriptionId)).toEqual([1, 1]);
  });

  it('is told later to those who paused', () => {
    const product = lookAt(new WatchedProduct().subscribe(), 100);
    product.setStatus('paused');
    failFor(product, 8);
    expect(product.troubles).toEqual([]);
    product.setStatus('active');
    expect(failFor(product, 1).troubles).toHaveLength(1);
  });

  it('answers who asked', () => {
    const product = new WatchedProduct().subscribe(DEFAULT_RULE, { answerOwed: 'track' });
    product.look(UNREACHABLE);
    expect(product.answers).toMatchObject([{ question: 'track', reading: UNREACHABLE }]);
    expect(product.watches[0]?.answerOwed).toBeNull();
  });
});
