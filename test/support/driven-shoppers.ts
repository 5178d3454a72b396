import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteFile from 'better-sqlite3';
import { CONNECTOR_ANSWERS, type ConnectorAnswer } from './connector-answers';
import { DrivenApplication } from './driven-application';
import { type Due, type DueRows, openDueRows } from './due-rows';
import { type ConnectorPost, FakeConnector, type Inbound } from './fake-connector';
import { type FakeShop, productPage, startFakeShop } from './fake-shop';

const START = Date.UTC(2026, 0, 15, 12);

/** Of the application; some are made of the hosts of the shops, in the order of the shoppers. */
type ShopperSettings =
  Readonly<Record<string, string>> | ((hosts: readonly string[]) => Readonly<Record<string, string>>);

/**
 * The whole application under a driven clock, and shoppers who each follow one product of a shop of their
 * own. Time passes from one due instant to the next, so what happens too early is seen as much as what never
 * happens.
 */
export class DrivenShoppers {
  /** What the connector answers to unasked posts of a conversation, in order; then 200. */
  readonly answers = new Map<string, ConnectorAnswer[]>();
  /**
   * Longest wait that `rest` lets pass: looks that ask twice wait for the gap of their shop. 0: no time
   * passes.
   */
  restsUpToMs = 0;
  /** Real time in which all that is due at one instant must be done. */
  patienceMs = 20_000;
  private application!: DrivenApplication;
  private rows!: DueRows;

  private constructor(
    readonly connector: FakeConnector,
    private readonly folder: string,
    private readonly shops: ReadonlyMap<string, FakeShop>,
    private readonly settings: ShopperSettings,
  ) {}

  static async start(names: readonly string[], settings: ShopperSettings): Promise<DrivenShoppers> {
    let now = (): number => START;
    const connector = await FakeConnector.start(() => now());
    const shops = new Map<string, FakeShop>();
    for (const name of names) shops.set(name, await startFakeShop({ now: () => now() }));
    const folder = mkdtempSync(join(tmpdir(), 'ebb-shoppers-'));
    const shoppers = new DrivenShoppers(connector, folder, shops, settings);
    connector.script = ({ conversation, replyTo }) =>
      (replyTo === null ? shoppers.answers.get(conversation)?.shift() : undefined) ?? CONNECTOR_ANSWERS.ok;
    await shoppers.startApplication(START);
    now = () => shoppers.now;
    shoppers.rows = await openDueRows(shoppers.databaseUrl);
    return shoppers;
  }

  get now(): number {
    return this.application.now;
  }

  /** Of its web chat. */
  get url(): string {
    return this.application.url;
  }

  get databaseFile(): string {
    return join(this.folder, 'ebb.db');
  }

  /** What it logged since it was last started. */
  get log(): string {
    return this.application.log;
  }

  private get databaseUrl(): string {
    return `sqlite:${this.databaseFile}`;
  }

  shopOf(name: string): FakeShop {
    return this.shops.get(name)!;
  }

  showPrice(price: string): void {
    for (const shop of this.shops.values()) shop.set('/kettle', { body: productPage({ price }), etag: true });
  }

  /** Says something and lets all that follows from it at once happen. */
  async say(name: string, text: string, activity: Inbound['activity'] = {}): Promise<void> {
    // Tenants of their own, so that none waits for the room of another.
    const tenant = {
      conversation: { id: name, conversationType: 'personal', tenantId: name },
      channelData: { tenant: { id: name } },
    };
    const what = { conversation: name, person: `29:${name}`, text, activity: { ...tenant, ...activity } };
    const status = await this.connector.say(this.application.messagesEndpoint, what);
    if (status !== 200) throw new Error(`HTTP ${status} to "${text}"\n${this.application.log}`);
    await this.rest();
  }

  /** Presses the newest button of this title in a chat. */
  async press(name: string, title: RegExp): Promise<void> {
    const buttons = this.connector.delivered
      .filter(({ conversation }) => conversation === name)
      .flatMap(({ activity }) => (activity['attachments'] ?? []) as { content: Record<string, any> }[])
      .flatMap(({ content }) => content['actions'] as { title: string; data?: object }[]);
    const button = buttons.findLast((one) => one.data && title.test(one.title));
    if (!button) throw new Error(`${name} sees no button like ${String(title)}.`);
    await this.say(name, '', { text: undefined, value: button.data });
  }

  /** Everybody pastes the link of the own shop and has the answer. */
  async followAll(): Promise<void> {
    for (const [name, { url }] of this.shops) await this.say(name, `${url}/kettle`);
  }

  /** The unasked posts to a conversation at `since` or later. */
  alertsTo(name: string, since: number): readonly ConnectorPost[] {
    return this.connector.posts.filter(
      ({ conversation, replyTo, at }) => conversation === name && replyTo === null && at >= since,
    );
  }

  /** Lets time pass, stopping wherever something falls due. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    while (this.now < end) {
      const { next } = await this.rest();
      await this.application.advance(Math.min(next ?? end, end) - this.now);
    }
    await this.rest();
  }

  /** The clock suddenly shows another time, as when somebody sets it or the machine slept. */
  async jump(milliseconds: number): Promise<void> {
    await this.application.advance(milliseconds);
    await this.rest();
  }

  /** @returns the first column of the first row. */
  ask(sql: string): any {
    const file = new SqliteFile(this.databaseFile, { readonly: true });
    try {
      return file.prepare(sql).pluck().get();
    } finally {
      file.close();
    }
  }

  /** Ends the process, kindly or not, and starts another one after `downMs`. */
  async restart(how: 'stop' | 'kill', downMs: number): Promise<void> {
    const at = this.now;
    await this.application[how]();
    await this.startApplication(at + downMs);
  }

  /** Does what is due at this instant, without letting time pass beyond the waits of `restsUpToMs`. */
  async rest(): Promise<Due> {
    const giveUpAt = performance.now() + this.patienceMs;
    for (;;) {
      const gap = this.application.nextWakeMs ?? Infinity;
      await this.application.advance(gap <= this.restsUpToMs ? gap : 0);
      await wait(2);
      const due = await this.rows.read(this.now);
      if (due.now === 0 && due.claims.length === 0) return due;
      if (performance.now() > giveUpAt) throw new Error(`it finds no rest:\n${this.application.log}`);
    }
  }

  async close(): Promise<void> {
    await this.application.kill();
    await this.rows.close();
    await this.connector.close();
    for (const shop of this.shops.values()) await shop.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startApplication(at: number): Promise<void> {
    const hosts = [...this.shops.values()].map(({ host }) => host);
    const settings = {
      EBB_DATABASE_URL: this.databaseUrl,
      EBB_ALLOW_PRIVATE: hosts.join(','),
      EBB_TRUSTED_SHOPS: hosts.join(','),
      ...(typeof this.settings === 'function' ? this.settings(hosts) : this.settings),
    };
    this.application = await DrivenApplication.start(settings, at);
  }
}
