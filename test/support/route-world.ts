import SqliteFile from 'better-sqlite3';
import { sealPicture } from '../../src/app/chart-link';
import { createSeal } from '../../src/web/seal';
import { DrivenShoppers } from './driven-shoppers';
import { productPage } from './fake-shop';

/** Two tenants with two chats of the same ids. */
export const PLACES = ['t1 one', 't1 two', 't2 one', 't2 two'] as const;
export type PlaceName = (typeof PLACES)[number];

const SECRET = 'a secret of at least thirty-two characters';

/** The tokens of the links that a chat was given, by their route; `hook` is the address for services. */
export interface Tokens {
  readonly p: string;
  readonly charts: string;
  readonly exports: string;
  readonly connect: string;
  readonly hook: string;
}

/** What stands before and behind a token in its path. */
export const LINKS = {
  p: (token: string) => `/p/${token}`,
  charts: (token: string) => `/charts/${token}.png`,
  exports: (token: string) => `/exports/${token}`,
  connect: (token: string) => `/connect/${token}`,
} as const;
export type LinkName = keyof typeof LINKS;

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The whole application under a driven clock, with chats that each follow a product of their own. */
export class RouteWorld {
  private clients = 0;

  private constructor(readonly shoppers: DrivenShoppers) {}

  static async start(settings: Readonly<Record<string, string>>): Promise<RouteWorld> {
    const world = new RouteWorld(await DrivenShoppers.start(PLACES, { EBB_SECRET: SECRET, ...settings }));
    for (const place of PLACES) {
      const page = productPage({ title: titleOf(place), price: '99.00' });
      world.shoppers.shopOf(place).set('/kettle', { body: page });
      await world.say(place, `${world.shoppers.shopOf(place).url}/kettle`);
    }
    return world;
  }

  /** What a person says in a chat. @returns the answers, as JSON. */
  async say(place: PlaceName, text: string): Promise<string> {
    const [tenantId = '', id = ''] = place.split(' ');
    const { connector } = this.shoppers;
    const before = connector.delivered.length;
    await this.shoppers.say(id, text, {
      conversation: { id, tenantId, conversationType: 'personal' },
      channelData: { tenant: { id: tenantId } },
    });
    return JSON.stringify(connector.delivered.slice(before).map(({ activity }) => activity));
  }

  /** Has a chat given all the links there are. */
  async askForLinks(place: PlaceName): Promise<Tokens> {
    const chart = await this.say(place, 'chart 1');
    const list = await this.say(place, 'export');
    const code = await this.say(place, 'connect');
    const hook = await this.say(place, 'hook address');
    return {
      p: find(chart, /\/p\/([\w-]+\.[\w-]+)/),
      // A card carries its picture where we have no https address; elsewhere it has this link.
      charts: sealPicture(createSeal(SECRET), {
        ...{ productId: PLACES.indexOf(place) + 1, threshold: null, locale: 'en-GB', timeZone: null },
        ...{ at: this.shoppers.now, span: 30 },
      }),
      exports: find(list, /\/exports\/([\w-]+\.[\w-]+)/),
      connect: find(code, /\/connect\/([\w-]+\.[\w-]+)/),
      // On a line of its own.
      hook: find(hook, /\\n([\w-]+\.[\w-]{43})/),
    };
  }

  /** Each request comes from another address, so that none is one too many. */
  async ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> {
    this.clients += 1;
    const from = `203.0.${this.clients >> 8}.${this.clients & 255}`;
    const response = await fetch(this.shoppers.url + path, {
      ...{ method, redirect: 'manual', headers: { 'x-forwarded-for': from, ...headers } },
      ...(body !== undefined && { body }),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  }

  /** Every row of the database. */
  dump(): Readonly<Record<string, readonly unknown[]>> {
    const file = new SqliteFile(this.shoppers.databaseFile, { readonly: true });
    const names = file
      .prepare(`select name from sqlite_master where type = 'table'`)
      .pluck()
      .all() as string[];
    const rows = names.map((name) => [name, file.prepare(`select * from "${name}"`).all()] as const);
    file.close();
    return Object.fromEntries(rows);
  }
}

export function titleOf(place: PlaceName): string {
  return `Kettle of ${place}`;
}

/** A sealed token, spoilt in every way in which it can be spoilt a little. */
export function listAltered(token: string, other: string): readonly string[] {
  const [value = '', mac = ''] = token.split('.');
  const [otherValue = '', otherMac = ''] = other.split('.');
  const places = Array.from({ length: token.length }, (_, at) => at).filter((at) => at % 5 === 0);
  const flipped = [...places, token.length - 1].map((at) => {
    const letter = token[at] === 'A' ? 'B' : 'A';
    return token.slice(0, at) + letter + token.slice(at + 1);
  });
  return [
    ...flipped,
    ...[value, `${value}.`, `.${mac}`, token.slice(0, -1), `${token}A`, `${token}.A`, `${token}=`],
    ...[
      `${otherValue}.${mac}`,
      `${value}.${otherMac}`,
      `${mac}.${value}`,
      'x',
      encodeURIComponent(`${token}/..`),
    ],
  ];
}

function find(text: string, pattern: RegExp): string {
  const token = pattern.exec(text)?.[1];
  if (token === undefined) throw new Error(`There is no ${String(pattern)} in ${text}`);
  return token;
}
