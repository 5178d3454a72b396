import type { BrowserContext } from 'playwright-core';
import { describeInBrowser, takeShot } from '../support/browser';
import { ChatPage } from '../support/chat-page';
import { DrivenShoppers } from '../support/driven-shoppers';
import { productPage } from '../support/fake-shop';

// What a shopper sees in the web chat of what was held back: by the pause between messages, and by quiet
// hours. The clock of the application is moved; it is 13:00 in Berlin when it starts.
jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const THINGS = [
  'Copper kettle 1.7 l with a thermometer in its lid',
  'Oak desk lamp',
  'Headphones, over ear, noise cancelling, black',
  'Rain jacket, size L',
  'Hotel Miramar, double room, 2 nights',
  'Pressure cooker',
  'Bicycle pump',
  'Garden chair, set of two',
  'Board game',
];

describeInBrowser('what was held back', (browser) => {
  const names = THINGS.map((_title, index) => `thing-${index}`);
  let shoppers: DrivenShoppers;
  let context: BrowserContext;
  let chat: ChatPage;

  beforeAll(async () => {
    shoppers = await DrivenShoppers.start(names, {
      EBB_CHECK_EVERY: '30m',
      EBB_CHECK_FLOOR: '1m',
      EBB_ALERT_GAP: '2h',
      EBB_DEMO: 'on',
    });
    names.forEach((name) => show(name, '100.00'));
    const viewport = { width: 1000, height: 900 };
    context = await browser().newContext({ viewport, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
    chat = await ChatPage.open(context, shoppers.url);
    await chat.type(linkOf(names[0]!));
    await chat.waitFor('#1');
    await shoppers.pass(MINUTE);
  }, 60_000);

  afterAll(() => shoppers.close());

  function linkOf(name: string): string {
    return `${shoppers.shopOf(name).url}/it`;
  }

  function show(name: string, price: string): void {
    const title = THINGS[names.indexOf(name)] ?? name;
    shoppers.shopOf(name).set('/it', { body: productPage({ title, price }), etag: true });
  }

  it('waits for the morning in quiet hours', async () => {
    await chat.type('quiet 22 to 7');
    await chat.waitFor('22:00 to 7:00');
    await shoppers.pass(hoursUntil(23));
    show(names[0]!, '79.00');
    await shoppers.pass(hoursUntil(6));
    expect(await chat.saying('€79.00').count()).toBe(0);
    await shoppers.pass(hoursUntil(7) + MINUTE);
    await chat.waitFor(/€79.00[^]*checked 16 Jan 2026/);
    await chat.saying('€79.00').last().scrollIntoViewIfNeeded();
    await takeShot(chat.page, 'after-quiet-hours');
    expect(chat.problems).toEqual([]);
  });

  it('can be bought, and is watched while it can be returned', async () => {
    // A token lasts for half a day, and the page asks for the next one by a clock of its own.
    await chat.page.close();
    chat = await ChatPage.open(context, shoppers.url);
    await chat.press('I bought it');
    await chat.waitFor('What did you pay?');
    await chat.press('€79.00');
    await chat.waitFor('until 30 Jan 2026, the last day to return it');
    await chat.saying('the last day to return it').last().scrollIntoViewIfNeeded();
    await takeShot(chat.page, 'bought');
    expect(chat.problems).toEqual([]);
  });

  it('comes as one digest, the best first, and all of it when asked', async () => {
    await chat.type(names.slice(1).map(linkOf).join(' '));
    await chat.waitFor('8 products are in your list');
    await shoppers.pass(MINUTE);
    names.slice(1).forEach((name, index) => show(name, `${78 - 2 * index}.50`));
    await shoppers.pass(2 * HOUR);
    await chat.waitFor('News about 8 of your products');
    expect(await chat.saying('News about').last().innerText()).toMatch(/Board game: €64.50[^]*… and 3 more/);
    await chat.saying('News about').last().scrollIntoViewIfNeeded();
    await takeShot(chat.page, 'digest');
    await chat.page.setViewportSize({ width: 360, height: 740 });
    await chat.page.emulateMedia({ colorScheme: 'dark' });
    await takeShot(chat.page, 'digest-phone-dark');
    await chat.press('Show all 8');
    await chat.waitFor('Oak desk lamp: €78.50');
    await takeShot(chat.page, 'digest-all-phone-dark');
    expect(chat.problems).toEqual([]);
  });

  /** Until clocks in Berlin show this hour; in January they are an hour ahead. */
  function hoursUntil(hour: number): number {
    const day = 24 * HOUR;
    return (hour * HOUR - HOUR - (shoppers.now % day) + 2 * day) % day;
  }
});
