import type { BrowserContext, Locator, Page } from 'playwright-core';

const INPUT = 'Type your message';

/** The web chat as a person sees it. */
export class ChatPage {
  /** Script errors, console errors, and requests that left the host: a good page has none. */
  readonly problems: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.problems.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') this.problems.push(line.text());
    });
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1') this.problems.push(request.url());
    });
  }

  /** Opens the page and waits until one can type. */
  static async open(context: BrowserContext, url: string): Promise<ChatPage> {
    const chat = new ChatPage(await context.newPage());
    await chat.page.goto(url);
    await chat.page.getByPlaceholder(INPUT).waitFor();
    return chat;
  }

  async type(text: string): Promise<void> {
    await this.page.getByPlaceholder(INPUT).fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** The messages and cards that say this, oldest first. */
  saying(text: string | RegExp): Locator {
    return this.page.locator('.webchat__bubble__content').filter({ hasText: text });
  }

  /** Waits for a message or card that says this. */
  async waitFor(text: string | RegExp): Promise<void> {
    await this.saying(text).last().waitFor();
  }

  /** Presses a button of the latest card that has it. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.locator('.webchat__bubble__content').getByRole('button', { name }).last().click();
  }

  /** Opens the menu of the latest card, in which its further buttons stand. */
  async openMenu(): Promise<void> {
    await this.press('More options');
    await this.page.getByRole('menu').waitFor();
  }

  /** Presses a button of the open menu. */
  async choose(name: string): Promise<void> {
    await this.page.getByRole('menuitem', { name }).click();
  }
}
