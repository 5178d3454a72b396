import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteFile from 'better-sqlite3';
import { LOOK_AHEAD_MS } from '../../src/app/raise-reminder';
import { CONNECTOR_ANSWERS, type ConnectorAnswer } from './connector-answers';
import { DrivenApplication } from './driven-application';
import { type ConnectorPost, FakeConnector, type Inbound } from './fake-connector';
import { type FakeShop, productPage, startFakeShop } from './fake-shop';

const START = Date.UTC(2026, 0, 15, 12);
const REACHABLE =
  'settled_at is null and conversation_id in (select id from conversations where gone_at is null)';
/** The first delivery in line of each conversation that can be reached. */
const FIRST_IN_LINE = `${REACHABLE}
  and id in (select min(id) from deliveries
    where settled_at is null and (waits_for is null or not_before <= @now) group by conversation_id)`;
/** Queues that have no room. */
const CLOSED = 'select "key" from pace where closed_until > @now';
/** A reminder is first prepared, then raised. */
const REMINDER_AT = `case is_prepared when 1 then remind_at else remind_at - ${LOOK_AHEAD_MS} end`;
const STALE =
  'stale_since is not null and conversation_id in (select id from conversations where gone_at is null)';
const IN_HAND_OR_DUE = `select
  (select count(*) from products where claim_token is not null or (dormant = 0 and next_check_at <= @now)) +
  (select count(*) from deliveries where claim_token is not null
    or (not_before <= @now and bucket not in (${CLOSED}) and ${FIRST_IN_LINE})) +
  (select count(*) from cards where claim_token is not null or (not_before <= @now and ${STALE})) +
  (select count(*) from reminders where ${REMINDER_AT} <= @now)`;
const NEXT_DUE = `select min(due) from (
  select min(next_check_at) as due from products where dormant = 0
  union all select min(not_before) from deliveries where not_before > @now and ${REACHABLE}
  union all select min(not_before) from cards where ${STALE}
  union all select min(closed_until) from pace where "key" in (${CLOSED}) and "key" in (select bucket from deliveries where ${REACHABLE})
  union all select min(${REMINDER_AT}) from reminders)`;

/**
 * The whole application under a driven clock, and shoppers who each follow one product of a shop of their own. Time
 * passes from one due instant to the next, so what happens too early is seen as much as what never happens.
 */
export class DrivenShoppers {
  /** What the connector answers to unasked posts of a conversation, in order; then 200. */
  readonly answers = new Map<string, ConnectorAnswer[]>();
  /** Longest wait that `rest` lets pass: looks that ask twice wait for the gap of their shop. 0: no time passes. */
  restsUpToMs = 0;
  /** Real time in which all that is due at one instant must be done. */
  patienceMs = 20_000;
  private application!: DrivenApplication;

  private constructor(
    readonly connector: FakeConnector,
    private readonly folder: string,
    private readonly shops: ReadonlyMap<string, FakeShop>,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start(
    names: readonly string[],
    settings: Readonly<Record<string, string>>,
  ): Promise<DrivenShoppers> {
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
      await this.rest();
      const due = (this.ask(NEXT_DUE) as number | null) ?? end;
      await this.application.advance(Math.max(Math.min(due, end) - this.now, 0));
    }
    await this.rest();
  }

  /** @returns the first column of the first row. */
  ask(sql: string): any {
    const file = new SqliteFile(this.databaseFile, { readonly: true });
    try {
      return file.prepare(sql).pluck().get({ now: this.now });
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
  async rest(): Promise<void> {
    const giveUpAt = performance.now() + this.patienceMs;
    do {
      const gap = this.application.nextWakeMs ?? Infinity;
      await this.application.advance(gap <= this.restsUpToMs ? gap : 0);
      await wait(2);
      if (performance.now() > giveUpAt) throw new Error(`it finds no rest:\n${this.application.log}`);
    } while ((this.ask(IN_HAND_OR_DUE) as number) > 0);
  }

  async close(): Promise<void> {
    await this.application.kill();
    await this.connector.close();
    for (const shop of this.shops.values()) await shop.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startApplication(at: number): Promise<void> {
    const hosts = [...this.shops.values()].map(({ host }) => host).join(',');
    const settings = {
      EBB_DATABASE_URL: `sqlite:${this.databaseFile}`,
      EBB_ALLOW_PRIVATE: hosts,
      EBB_TRUSTED_SHOPS: hosts,
      ...this.settings,
    };
    this.application = await DrivenApplication.start(settings, at);
  }
}
