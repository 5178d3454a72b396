import { type ConnectorPost, FakeConnector, type Inbound } from './fake-connector';
import { type FakeShop, productPage, startFakeShop } from './fake-shop';
import { ServedEbb } from './served-ebb';

/** `ebb serve`, a shop with a kettle for 99 EUR, and a connector through which people write. */
export class ServedChat {
  private constructor(
    readonly ebb: ServedEbb,
    readonly connector: FakeConnector,
    readonly shop: FakeShop,
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<ServedChat> {
    const connector = await FakeConnector.start();
    const shop = await startFakeShop();
    shop.set('/kettle', { body: productPage({ price: '99.00' }) });
    const readable = { EBB_ALLOW_PRIVATE: shop.host, EBB_TRUSTED_SHOPS: shop.host };
    return new ServedChat(await ServedEbb.start({ ...readable, ...settings }), connector, shop);
  }

  /** Says something. @returns the first message after it that says `answer`. */
  async ask(said: Inbound, answer: RegExp): Promise<ConnectorPost> {
    const { posts } = this.connector;
    const before = posts.length;
    const find = () => posts.slice(before).find(({ activity }) => answer.test(JSON.stringify(activity)));
    await this.connector.say(`${this.ebb.url}/api/messages`, said);
    await this.connector.waitFor(() => find() !== undefined);
    return find()!;
  }

  async close(): Promise<void> {
    // First, since what hangs on the connector keeps Ebb from stopping.
    await this.connector.close();
    await this.ebb.stop();
    await this.shop.close();
  }
}
