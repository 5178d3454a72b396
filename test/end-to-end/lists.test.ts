import { describeInBrowser, takeShot } from '../support/browser';
import { ChatPage } from '../support/chat-page';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';
import { ServedEbb } from '../support/served-ebb';

jest.setTimeout(120_000);

describeInBrowser('a list in the web chat', (browser) => {
  let ebb: ServedEbb;
  let shop: FakeShop;

  beforeAll(async () => {
    shop = await startFakeShop();
    shop.set('/kettle', { body: productPage({ title: 'Kettle', price: '99.00' }) });
    shop.set('/lamp', { body: productPage({ title: 'Lamp', price: '50.00' }) });
    ebb = await ServedEbb.start({
      ...{ EBB_ALLOW_PRIVATE: shop.host, EBB_TRUSTED_SHOPS: shop.host, EBB_LANE_GAP: '1s' },
    });
  });
  afterAll(async () => {
    await ebb.stop();
    await shop.close();
  });

  it('is brought in as lines, downloaded as a file, and brought in again after it was erased', async () => {
    const context = await browser().newContext({ viewport: { width: 900, height: 1300 }, locale: 'en-GB' });
    const person = await ChatPage.open(context, ebb.url);
    await person.type('import');
    await person.waitFor('What shall I bring into your list?');
    await person.type(`${shop.url}/kettle at 79 EUR\n${shop.url}/lamp\n${shop.url}/sofa soon`);
    await person.waitFor('Looking at 2 products…');
    await person.waitFor('I have looked at what you brought in: 2 products.');
    await takeShot(person.page, 'lists-import');

    await person.type('erase my data');
    await person.waitFor('Shall I erase all your data?');
    await person.press('Export first');
    await person.waitFor('Your list: 2 products');
    await takeShot(person.page, 'lists-export');
    const [request] = await Promise.all([
      context.waitForEvent('request', (one) => one.url().includes('/exports/')),
      person.press('Download'),
    ]);
    const file = await (await fetch(request.url())).text();
    expect(file).toContain(`product,${shop.url}/kettle,at 79.00 EUR,Kettle,active`);

    await person.type('yes');
    await person.waitFor('Goodbye');
    await person.type('import');
    await person.waitFor('What shall I bring into your list?');
    await person.type(file);
    await person.waitFor('of prices I believe only what I saw myself');
    await takeShot(person.page, 'lists-again');
    expect(person.problems).toEqual([]);
  });
});
