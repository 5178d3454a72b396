import type { BrowserContext } from 'playwright-core';
import { describeInBrowser, takeShot } from '../support/browser';
import { ChatPage } from '../support/chat-page';
import { type FakeShop, productPage, startFakeShop } from '../support/fake-shop';
import { showHotel } from '../support/hotel-page';
import { Playground } from '../support/playground';
import { PlaygroundPage } from '../support/playground-page';
import { ServedEbb } from '../support/served-ebb';

// A person chooses the room of a hotel in London while the price of a hotel in Las Vegas falls: the program
// as people start it, in a real browser.
jest.setTimeout(180_000);

const VEGAS = 'Hotel in Las Vegas';
const LONDON = { name: 'Hotel in London', rooms: { 'single room': '90.00', 'double room': '120.00' } };
const QUESTION = 'Which one do you mean?';
const FALL = '€150.00';
type Person = Pick<ChatPage, 'type' | 'press' | 'waitFor' | 'saying' | 'page'>;

describeInBrowser('an alert at the question for a room', (browser) => {
  let shop: FakeShop;
  let ebb: ServedEbb;
  let context: BrowserContext;

  async function start(silence: string): Promise<void> {
    ebb = await ServedEbb.start({
      EBB_ALLOW_PRIVATE: shop.host,
      EBB_TRUSTED_SHOPS: shop.host,
      EBB_CHECK_EVERY: '2s',
      EBB_CHECK_FLOOR: '1s',
      EBB_LANE_GAP: '1s',
      EBB_ALERT_GAP: '1s',
      EBB_FLOW_SILENCE: silence,
    });
  }

  beforeEach(async () => {
    shop = await startFakeShop();
    context = await browser().newContext({ viewport: { width: 1000, height: 1400 }, locale: 'en-GB' });
  });

  afterEach(async () => {
    await context.close();
    await ebb.stop();
    await shop.close();
  });

  /** The room is asked for. @returns what lets the price in Las Vegas fall. */
  async function beginScene(person: Person, manner: string): Promise<() => void> {
    shop.set('/vegas', { body: productPage({ title: VEGAS, price: '200.00' }) });
    showHotel(shop, '/london', LONDON);
    await person.type(`${shop.url}/vegas`);
    await person.waitFor('€160.00');
    await person.type(`manner ${manner}`);
    await person.waitFor('When a question of mine is open, an alert');
    await person.type(`${shop.url}/london`);
    await person.waitFor(QUESTION);
    return () => shop.set('/vegas', { body: productPage({ title: VEGAS, price: '150.00' }) });
  }

  /** The question can still be answered. */
  async function chooseRoom(person: Person): Promise<void> {
    await person.type('2');
    await person.waitFor('Looking at');
  }

  /** One after the other: each with a person who has not spoken before. */
  function playScenes(name: string, open: () => Promise<Person>): void {
    it('waits, and comes with the question when the person is silent', async () => {
      await start('8s');
      const person = await open();
      (await beginScene(person, 'wait'))();
      await person.waitFor('Your question is still open.');
      await person.waitFor(FALL);
      await takeShot(person.page, `${name}-wait-silent`);
      await chooseRoom(person);
    });

    it('waits, and comes when the room is chosen', async () => {
      await start('10m');
      const person = await open();
      const letFall = await beginScene(person, 'wait');
      const seen = shop.requestsTo('/vegas').length;
      letFall();
      // The third look comes after what the first one found was recorded.
      while (shop.requestsTo('/vegas').length < seen + 3) await person.page.waitForTimeout(100);
      expect(await person.saying(FALL).count()).toBe(0);
      await person.press(/double room/);
      await person.waitFor(FALL);
      await takeShot(person.page, `${name}-wait-answered`);
      expect(await person.saying('Your question is still open.').count()).toBe(0);
    });

    it('interjects, and the question is repeated below it', async () => {
      await start('10m');
      const person = await open();
      (await beginScene(person, 'interject'))();
      await person.waitFor(FALL);
      await takeShot(person.page, `${name}-interject`);
      await chooseRoom(person);
    });

    it('interrupts with a change of topic, and the question is asked again', async () => {
      await start('10m');
      const person = await open();
      (await beginScene(person, 'interrupt'))();
      await person.waitFor(`About #1 ${VEGAS}`);
      await takeShot(person.page, `${name}-interrupt`);
      await person.press('Done');
      await person.waitFor('Back to where we were.');
      await takeShot(person.page, `${name}-interrupt-done`);
      await chooseRoom(person);
    });

    it('cancels the question, which can be taken up again', async () => {
      await start('10m');
      const person = await open();
      (await beginScene(person, 'cancel'))();
      await person.waitFor('I have dropped my question');
      await takeShot(person.page, `${name}-cancel`);
      await person.press('Ask again');
      await person.waitFor('paste that link');
    });
  }

  describe('in the web chat', () => {
    playScenes('web-chat', () => ChatPage.open(context, ebb.url));
  });

  describe('in Teams', () => {
    let playground: Playground;
    afterEach(() => playground.close());
    playScenes('teams', async () => {
      playground = await Playground.start(`${ebb.url}/api/messages`);
      return PlaygroundPage.open(context, playground.url);
    });
  });
});
