import { describeInBrowser, takeShot } from '../support/browser';
import { ChatPage } from '../support/chat-page';
import { productPage } from '../support/fake-shop';
import { ServedChat } from '../support/served-chat';

jest.setTimeout(120_000);

const LAPTOP = { viewport: { width: 900, height: 1000 }, locale: 'en-GB' };
const TEAMS = 'a:ann-teams';

describeInBrowser('a list that moves from the web chat to Teams', (browser) => {
  let served: ServedChat;

  beforeAll(async () => {
    served = await ServedChat.start({
      EBB_CHECK_EVERY: '2s',
      EBB_CHECK_FLOOR: '1s',
      EBB_LANE_GAP: '1s',
      EBB_ALERT_GAP: '1s',
    });
  });
  afterAll(() => served.close());

  it('goes there when both chats have said yes, and its alerts follow it', async () => {
    const { ebb, shop, connector } = served;
    const context = await browser().newContext(LAPTOP);
    const person = await ChatPage.open(context, ebb.url);
    await person.type(`${shop.url}/kettle`);
    await person.waitFor('€79.20');
    await person.type('connect');
    await person.waitFor('within 15 minutes');
    const [page] = await Promise.all([context.waitForEvent('page'), person.press('Show the code on a page')]);
    const code = await page.locator('h1').innerText();
    // As those do who fetch links ahead.
    for (const method of ['HEAD', 'GET', 'GET']) {
      expect((await fetch(page.url(), { method })).status).toBe(200);
    }
    await takeShot(page, 'connect-code');

    const say = (text: string, answer: RegExp) => served.ask({ conversation: TEAMS, text }, answer);
    await say(`connect ${code}`, /Shall your list from the web chat come here\?/);
    await say('yes', /I ask in the other chat now/);
    await person.waitFor('May your list go to Microsoft Teams?');
    await takeShot(person.page, 'connect-asked');
    await person.press('Yes, move it');
    await person.waitFor('Your list is in Microsoft Teams now');
    await connector.waitFor((posts) => posts.some((post) => saysIn(post, /One product came here/)));

    shop.set('/kettle', { body: productPage({ price: '70.00' }), etag: true });
    await connector.waitFor((posts) => posts.some((post) => saysIn(post, /€70\.00/)));
    await person.type('list');
    await person.waitFor('Your list is empty');
    expect(await person.saying('€70.00').count()).toBe(0);
    await say(`connect ${code}`, /I know no such code/);
    expect(person.problems).toEqual([]);
    await context.close();
  });
});

function saysIn({ activity }: { readonly activity: object }, words: RegExp): boolean {
  return words.test(JSON.stringify(activity));
}
