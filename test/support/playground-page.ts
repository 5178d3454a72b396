import type { BrowserContext, Locator, Page } from 'playwright-core';

/** The Agents Playground as a person in Teams would use it. */
export class PlaygroundPage {
  private constructor(readonly page: Page) {}

  /** Opens the playground and waits until one can type; its bot has heard of the installation then. */
  static async open(context: BrowserContext, url: string): Promise<PlaygroundPage> {
    const playground = new PlaygroundPage(await context.newPage());
    await playground.page.goto(url);
    await playground.box.waitFor();
    return playground;
  }

  async type(text: string): Promise<void> {
    await this.box.click();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
  }

  /** The bot's messages and cards that say this, oldest first. */
  saying(text: string | RegExp): Locator {
    return this.page.locator('.fai-OutputCard').filter({ hasText: text });
  }

  /** Waits for a message or card of the bot that says this. */
  async waitFor(text: string | RegExp): Promise<void> {
    await this.saying(text).last().waitFor();
  }

  /** Presses a button of the latest card that has it. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.locator('.fai-OutputCard').getByRole('button', { name }).last().click();
  }

  private get box(): Locator {
    return this.page.locator('[data-lexical-editor="true"]');
  }
}
