import { DrivenShoppers } from '../support/driven-shoppers';
import type { ConnectorPost } from '../support/fake-connector';

jest.setTimeout(120_000);

const HOUR = 3_600_000;
const GROUP = {
  id: '19:group@thread.v2',
  conversationType: 'groupChat',
  isGroup: true,
  tenantId: 'tenant-1',
};
const CHANNEL = '19:channel@thread.tacv2';
const THREAD = {
  ...{ id: `${CHANNEL};messageid=100`, conversationType: 'channel', isGroup: true },
  tenantId: 'tenant-1',
};

describe('many in one chat', () => {
  let shoppers: DrivenShoppers;
  beforeEach(async () => {
    shoppers = await DrivenShoppers.start(['shop'], { EBB_CHECK_EVERY: '6h', EBB_ALERT_GAP: '1s' });
    // A look that somebody asks for waits for the shop's gap.
    shoppers.restsUpToMs = 2_500;
    shoppers.showPrice('99.00');
  });
  afterEach(() => shoppers.close());

  const link = (): string => `${shoppers.shopOf('shop').url}/kettle`;
  const dump = ({ activity }: ConnectorPost): string => JSON.stringify(activity);

  /** @returns what was posted to it. */
  async function say(conversation: object, name: string, text: string, activity = {}): Promise<string> {
    const before = shoppers.connector.posts.length;
    const from = { id: `29:${name.toLowerCase()}`, name };
    const channelData = { tenant: { id: 'tenant-1' } };
    await shoppers.say('unused', text, { conversation, channelData, from, ...activity });
    return shoppers.connector.posts.slice(before).map(dump).join('\n');
  }

  /** The price falls. @returns what is posted unasked. */
  async function fall(): Promise<readonly ConnectorPost[]> {
    const before = shoppers.connector.posts.length;
    shoppers.showPrice('70.00');
    await shoppers.pass(7 * HOUR);
    return shoppers.connector.posts.slice(before).filter(({ replyTo }) => replyTo === null);
  }

  it('a group: who asked is named, who wants it is called, others join, follow on their own, or leave it', async () => {
    const opened = { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] };
    await say(GROUP, 'Eve', '', opened);
    expect(await say(GROUP, 'Ann', link())).toContain('€79.20 or less');
    expect(await say(GROUP, 'Ben', link())).toContain('Somebody here asked for');
    expect(await say(GROUP, 'Ben', 'stop 1')).toContain('Only Ann or who brought me here can change #1');
    expect(await say(GROUP, 'Ben', '1 at 50')).toContain('Only Ann');
    expect(await say(GROUP, 'Ben', 'me too 1')).toContain('Ben waits for #1');
    expect(await say(GROUP, 'Ben', 'mention me 1')).toContain('I mention Ben');
    expect(await say(GROUP, 'Cleo', 'tell me privately 1')).toContain('I write to you in person.');
    expect(shoppers.connector.opened).toEqual([
      { person: '29:cleo', conversation: 'a:chat-of-29:cleo', tenant: 'tenant-1' },
    ]);
    expect(shoppers.alertsTo('a:chat-of-29:cleo', 0).map(dump).join()).toContain('€79.20 or less');

    const alerts = await fall();
    expect(alerts.map(({ conversation }) => conversation).sort()).toEqual([GROUP.id, 'a:chat-of-29:cleo']);
    const toGroup = alerts.find(({ conversation }) => conversation === GROUP.id)!;
    expect(dump(toGroup)).toContain('Asked for by Ann, Ben.');
    const card = toGroup.activity['attachments'][0].content;
    expect(card.msteams.entities).toEqual([
      { type: 'mention', text: '<at>Ben</at>', mentioned: { id: '29:ben', name: 'Ben' } },
    ]);
    expect(dump(toGroup).match(/<at>/g)).toHaveLength(2);
    const toCleo = alerts.find(({ conversation }) => conversation !== GROUP.id)!;
    expect(dump(toCleo)).not.toMatch(/Ann|Ben/);

    expect(await say(GROUP, 'Eve', 'stop 1')).toContain('I have stopped watching #1');
    expect(await say(GROUP, 'Ben', 'undo 1')).toContain('Only Ann');
    expect(await say(GROUP, 'Ann', 'undo 1')).toContain('back in your list');
  });

  it('a channel: answers stay in their thread, an alert begins its own and names nobody', async () => {
    await say(THREAD, 'Dan', link());
    const [looking, answer] = shoppers.connector.posts;
    expect(looking?.conversation).toBe(THREAD.id);
    expect(answer).toMatchObject({ conversation: THREAD.id, opensThread: false });
    expect(await say(THREAD, 'Ben', 'me too 1')).toContain('In a channel I name nobody');
    expect(await say(THREAD, 'Ben', 'pause 1')).toContain('Only whoever asked for it or who brought me here');

    const [alert, ...others] = await fall();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ conversation: CHANNEL, opensThread: true });
    expect(dump(alert!)).toContain('€70.00');
    expect(dump(alert!)).not.toMatch(/Dan|29:dan|29:ben/);
  });

  it('who cannot be written to is told what to do', async () => {
    await say(GROUP, 'Ann', link());
    shoppers.connector.letsOpen = false;
    expect(await say(GROUP, 'Ben', 'tell me privately 1')).toContain('Open a chat with me');
    expect(await fall()).toHaveLength(1);
  });
});
