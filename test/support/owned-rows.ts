import SqliteFile from 'better-sqlite3';

type Row = Readonly<Record<string, unknown>>;

/** Of a product: anybody of the chat may ask for a look at it, or say that its price is wrong. */
const FOR_EVERYBODY = { answer_owed: 'any', objection: 'any', objected_at: 'any' };

/** All rows of an SQLite database, and of which conversation each is. */
export class OwnedRows {
  private readonly tables = new Map<string, readonly Row[]>();
  /** The conversation of a subscription. */
  private readonly subscribers: ReadonlyMap<unknown, unknown>;

  constructor(file: string) {
    const database = new SqliteFile(file, { readonly: true });
    const names = database.prepare(`select name from sqlite_master where type = 'table'`).pluck().all();
    for (const name of names as string[]) {
      this.tables.set(name, database.prepare(`select * from "${name}"`).all() as Row[]);
    }
    database.close();
    this.subscribers = new Map(this.of('subscriptions').map((row) => [row['id'], row['conversation_id']]));
  }

  of(table: string): readonly Row[] {
    return this.tables.get(table) ?? [];
  }

  /**
   * Every row of some conversations, in all tables that know of conversations or subscriptions, each as a
   * text.
   */
  belongingTo(conversations: ReadonlySet<unknown>): readonly string[] {
    return [...this.tables]
      .flatMap(([table, rows]) =>
        rows
          .filter((row) => this.ownersOf(table, row).some((owner) => conversations.has(owner)))
          .map((row) => `${table} ${JSON.stringify(row)}`),
      )
      .sort();
  }

  /**
   * What one person of a group or channel has decided in it: about products, flows, reminders, being named,
   * and, having brought us there, its settings.
   */
  decidedBy(person: string, conversation: number): Readonly<Record<string, readonly Row[]>> {
    const own = this.of('subscriptions').filter(
      (row) => row['conversation_id'] === conversation && row['person'] === person,
    );
    const ids = new Set(own.map(({ id }) => id));
    const ofPerson = (table: string): Row[] =>
      this.of(table).filter(
        (row) =>
          row['person'] === person &&
          (row['conversation_id'] === conversation || ids.has(row['subscription_id'])),
      );
    return {
      subscriptions: own,
      shops: this.of('subscription_products')
        .filter(({ subscription_id: id }) => ids.has(id))
        .map((row) => ({ ...row, ...FOR_EVERYBODY })),
      reminders: ofPerson('reminders'),
      members: ofPerson('subscription_members'),
      flows: ofPerson('flows'),
      settings: this.of('conversations')
        .filter(({ id }) => id === conversation)
        .map(({ settings }) => ({ settings })),
    };
  }

  /** A connection belongs to both chats. */
  private ownersOf(table: string, row: Row): unknown[] {
    if (table === 'conversations') return [row['id']];
    const { conversation_id: owner, to_conversation_id: other, subscription_id: subscription } = row;
    return [owner, other, this.subscribers.get(subscription)].filter(
      (one) => one !== undefined && one !== null,
    );
  }
}
