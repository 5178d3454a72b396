import type { Locator } from 'playwright-core';
import { describeInBrowser, takeShot } from '../support/browser';
import { ChatPage } from '../support/chat-page';
import { Playground } from '../support/playground';
import { PlaygroundPage } from '../support/playground-page';
import { ServedEbb } from '../support/served-ebb';

jest.setTimeout(120_000);

/** @returns how many pixels wide the picture is, once it is there. */
function measure(picture: Locator): Promise<number> {
  return picture.evaluate(async (image: { decode(): Promise<void>; naturalWidth: number }) => {
    await image.decode();
    return image.naturalWidth;
  });
}

describeInBrowser('a chart of the demo product', (browser) => {
  let ebb: ServedEbb;
  beforeAll(async () => {
    ebb = await ServedEbb.start();
  });
  afterAll(() => ebb.stop());

  test.each(['light', 'dark'] as const)('is seen in the chat and as a page, %s', async (colorScheme) => {
    const context = await browser().newContext({
      viewport: { width: 900, height: 900 },
      locale: 'en-GB',
      colorScheme,
    });
    const person = await ChatPage.open(context, ebb.url);
    await person.page.getByRole('button', { name: 'Try an example' }).click();
    await person.waitFor('€129.00');
    await person.page.getByRole('button', { name: /Lower the price by 25/ }).click();
    await person.waitFor('€96.75');
    await person.press('Chart');
    await person.waitFor('The last 30 days');
    const picture = person.page.getByAltText(/The last 30 days/).last();
    expect(await measure(picture)).toBe(960);
    await picture.scrollIntoViewIfNeeded();
    await takeShot(person.page, `chart-chat-${colorScheme}`);
    await person.press('All');
    await person.waitFor('Since ');

    const [page] = await Promise.all([context.waitForEvent('page'), person.press('Open as a page')]);
    await page.getByRole('heading', { name: 'Tideglow desk lamp' }).waitFor();
    await page.getByRole('link', { name: '30 days' }).click();
    await page.getByText('The last 30 days').waitFor();
    await takeShot(page, `chart-page-${colorScheme}`);
    expect(person.problems).toEqual([]);
  });

  test('is carried in the card where no client could fetch it', async () => {
    const playground = await Playground.start(`${ebb.url}/api/messages`);
    try {
      const context = await browser().newContext({ viewport: { width: 1200, height: 900 } });
      const person = await PlaygroundPage.open(context, playground.url);
      const demo = (await (await fetch(`${ebb.url}/demo`)).json()) as { url: string };
      await person.type(demo.url);
      await person.waitFor('€129.00');
      await person.type('chart');
      await person.waitFor('The last 30 days');
      const picture = person.page.getByAltText(/The last 30 days/).last();
      expect(await measure(picture)).toBe(480);
      await picture.scrollIntoViewIfNeeded();
      await takeShot(person.page, 'chart-playground');
    } finally {
      await playground.close();
    }
  });
});
