import type { BrowserContext } from 'playwright-core';
import { describeInBrowser, takeShot } from '../support/browser';
import { ChatPage } from '../support/chat-page';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';
import { until } from '../support/open-http';
import { Playground } from '../support/playground';
import { PlaygroundPage } from '../support/playground-page';
import { ServedEbb } from '../support/served-ebb';

// Paste a link, get the alert: the program as people start it, a shop over HTTP, a real browser.
jest.setTimeout(120_000);

const TITLE = 'Copper kettle 1.7 l';

describeInBrowser('a shopper', (browser) => {
  let shop: FakeShop;
  let ebb: ServedEbb;
  let context: BrowserContext;

  beforeAll(async () => {
    shop = await startFakeShop();
    ebb = await ServedEbb.start({
      EBB_ALLOW_PRIVATE: shop.host,
      EBB_TRUSTED_SHOPS: shop.host,
      EBB_CHECK_EVERY: '2s',
      EBB_CHECK_FLOOR: '1s',
      EBB_LANE_GAP: '1s',
    });
  });

  afterAll(async () => {
    await ebb.stop();
    await shop.close();
  });

  beforeEach(async () => {
    context = await browser().newContext({ viewport: { width: 1000, height: 1000 }, locale: 'en-GB' });
  });

  afterEach(() => context.close());

  function showPrice(path: string, price: string): void {
    shop.set(path, { body: productPage({ title: TITLE, price }), etag: true });
  }

  async function expectCard(chat: ChatPage, ...texts: readonly [string, ...string[]]): Promise<void> {
    await chat.waitFor(texts[0]);
    const shown = await chat.saying(texts[0]).last().innerText();
    for (const text of [TITLE, ...texts]) expect(shown).toContain(text);
  }

  it('pastes a link in the web chat and gets the alert without doing anything', async () => {
    showPrice('/kettle', '99.00');
    const chat = await ChatPage.open(context, ebb.url);
    await chat.type(`look at this ${shop.url}/kettle?utm_source=friend please`);
    await expectCard(chat, '€79.20', '€99.00');
    showPrice('/kettle', '70.00');
    await expectCard(chat, '€70.00', '€99.00');
    await takeShot(chat.page, 'alert');
    expect(chat.problems).toEqual([]);
  });

  it('is told at once of links that can never be read, and finds none of them in the list', async () => {
    const chat = await ChatPage.open(context, ebb.url);
    for (const link of ['http://169.254.169.254/latest', 'http://localhost:1/kettle']) {
      await chat.type(link);
      await chat.waitFor(`I cannot follow ${link}`);
    }
    await chat.type('list');
    await chat.waitFor('Your list is empty');
  });

  it('sees the alert that came while the page was closed', async () => {
    showPrice('/pot', '99.00');
    const first = await ChatPage.open(context, ebb.url);
    await first.type(`${shop.url}/pot`);
    await expectCard(first, '€79.20');
    await first.page.close();
    const seen = shop.requestsTo('/pot').length;
    showPrice('/pot', '70.00');
    // The third look comes after the first one's alert was recorded.
    await until(() => shop.requestsTo('/pot').length >= seen + 3);
    const second = await ChatPage.open(context, ebb.url);
    await expectCard(second, '€70.00', '€99.00');
    await takeShot(second.page, 'missed-alert');
    expect(second.problems).toEqual([]);
  });

  it.each([
    ['on a screen', { width: 900, height: 1000 }, 'light'],
    ['on a phone at night', { width: 390, height: 844 }, 'dark'],
  ] as const)(
    'says %s that a price is wrong and hears what is read now',
    async (_where, viewport, colorScheme) => {
      const path = `/pot-${colorScheme}`;
      showPrice(path, '99.00');
      const own = await browser().newContext({ viewport, colorScheme, locale: 'en-GB' });
      const chat = await ChatPage.open(own, ebb.url);
      await chat.type(`${shop.url}${path}`);
      await expectCard(chat, '€79.20');
      await chat.openMenu();
      await chat.choose('Wrong price?');
      await chat.waitFor('What does the shop show now');
      await takeShot(chat.page, `wrong-price-asked-${colorScheme}`);
      await chat.type('89.90');
      await expectCard(chat, 'You see €89.90, and I read €99.00');
      await takeShot(chat.page, `wrong-price-answered-${colorScheme}`);
      expect(chat.problems).toEqual([]);
      await own.close();
    },
  );

  it.each([
    ['on a screen', { width: 900, height: 1000 }, 'light'],
    ['on a phone at night', { width: 390, height: 844 }, 'dark'],
  ] as const)('sets a reminder %s, and is reminded', async (_where, viewport, colorScheme) => {
    const path = `/bowl-${colorScheme}`;
    showPrice(path, '99.00');
    const own = await browser().newContext({ viewport, colorScheme, locale: 'en-GB' });
    const chat = await ChatPage.open(own, ebb.url);
    await chat.type(`${shop.url}${path}`);
    await expectCard(chat, '€79.20');
    await chat.type('remind me in 3 seconds about 1');
    await chat.waitFor('I will remind you of #1');
    await takeShot(chat.page, `reminder-set-${colorScheme}`);
    await expectCard(chat, 'you asked me to remind you of it');
    await takeShot(chat.page, `reminder-${colorScheme}`);
    expect(chat.problems).toEqual([]);
    await own.close();
  });

  it('pastes a link in Teams and gets the alert there', async () => {
    showPrice('/pan', '99.00');
    const playground = await Playground.start(`${ebb.url}/api/messages`);
    try {
      const person = await PlaygroundPage.open(context, playground.url);
      await person.type(`${shop.url}/pan`);
      await person.waitFor('€79.20');
      showPrice('/pan', '70.00');
      await person.waitFor('€70.00');
      await takeShot(person.page, 'teams-alert');
    } finally {
      await playground.close();
    }
  });
});
