import { NOW, chat, claimOf, follow, makeProduct } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';

describeStores(({ open }) => {
  it('remembers what a service told', async () => {
    const { hooks } = await open();
    expect(await hooks.isTaken('feed', 'msg-1')).toBe(false);
    await hooks.markTaken('feed', 'msg-1', NOW);
    await hooks.markTaken('feed', 'msg-1', NOW);
    expect(await hooks.isTaken('feed', 'msg-1')).toBe(true);
    expect(await hooks.isTaken('other', 'msg-1')).toBe(false);
    expect(await hooks.isTaken('feed', 'msg-2')).toBe(false);
  });

  it('owes a conversation what is about none of its products', async () => {
    const { conversations, deliveries } = await open();
    const { id } = await conversations.meet(chat('ann'), NOW);
    const body = { kind: 'external', source: 'feed', text: 'Hello' } as const;
    const draft = { subscriptionId: null, productId: null, idempotencyKey: 'external:feed:1', body };
    await deliveries.owe(id, draft, NOW);
    await deliveries.owe(id, draft, NOW);
    await deliveries.owe(id + 1, { ...draft, idempotencyKey: 'external:feed:2' }, NOW);
    const claimed = await deliveries.claim(NOW, 10, claimOf('send'));
    expect(claimed).toMatchObject([{ conversation: { id }, notice: { body }, subscription: null }]);
  });

  it('claims one product for whoever comes first', async () => {
    const store = await open();
    const { product } = await follow(store, 'ann', 'kettle');
    const other = await makeProduct(store, 'lamp');
    const claim = claimOf('hook', NOW + 1000);
    expect(await store.products.claimOne(product.id, NOW, claim)).toMatchObject({
      claim,
      product: { id: product.id },
    });
    expect(await store.products.claimOne(product.id, NOW + 999, claimOf('late'))).toBeNull();
    expect(await store.products.claimOne(product.id, NOW + 1000, claimOf('next'))).not.toBeNull();
    expect(await store.products.claimOne(other.id + 1, NOW, claimOf('none'))).toBeNull();
  });
});
