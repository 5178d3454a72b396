import type { ConnectorPost } from '../fake-connector';
import { tenantOf } from './owe-sale';
import type { SaleOutcome } from './sale-hour';
import { PER_TENANT_AND_SECOND } from './teams-limits';

export interface SaleReport {
  readonly notices: number;
  readonly messages: number;
  readonly tooMany: number;
  /** By the driven clock. */
  readonly seconds: number;
  /** What the limits allow to the largest tenant. */
  readonly idealSeconds: number;
  /** How much later than in the ideal turn a chat got its first message, in seconds. */
  readonly longestFirstDelay: number;
  readonly wallMsPerMessage: number;
  readonly cpuMsPerMessage: number;
  /** What lives in all processes: a quarter of a minute after the beginning, the most, and at the end. */
  readonly heapMb: readonly [first: number, most: number, last: number];
  readonly rssMb: number;
  /** Chat and title of what was told never, or more than once. */
  readonly notToldOnce: readonly string[];
  /** Chats that heard of what was owed later before what was owed earlier. */
  readonly outOfOrder: readonly string[];
}

/** What people saw of a sale. */
export function reportSale({ owed, posts, ...outcome }: SaleOutcome): SaleReport {
  const told = posts.filter(({ answer }) => answer.delivered);
  const byChat = group(told, ({ conversation }) => conversation);
  const byTenant = group(told, ({ conversation }) => tenantOf(conversation));
  const titlesTold = [...owed].map(([chat, titles]) => ({
    chat,
    titles,
    posts: (byChat.get(chat) ?? []).map((post) => titles.filter((title) => textOf(post).includes(title))),
  }));
  const delays = [...byTenant].flatMap(([tenant]) => findDelays(tenant, owed, byChat));
  const largest = Math.max(...[...byTenant.values()].map((of) => of.length));
  return {
    notices: [...owed.values()].flat().length,
    messages: told.length,
    tooMany: outcome.tooMany,
    seconds: outcome.virtualMs / 1_000,
    idealSeconds: Math.ceil(largest / PER_TENANT_AND_SECOND) - 1,
    longestFirstDelay: Math.max(...delays),
    wallMsPerMessage: outcome.wallMs / told.length,
    cpuMsPerMessage: outcome.cpuMs / told.length,
    heapMb: findEnds(outcome.heapMb.slice(1).map(Math.round)),
    rssMb: Math.round(outcome.rssMb),
    notToldOnce: titlesTold.flatMap(({ chat, titles, posts: of }) =>
      titles.flatMap((title) =>
        of.flat().filter((one) => one === title).length === 1 ? [] : `${chat} ${title}`,
      ),
    ),
    outOfOrder: titlesTold.flatMap(({ chat, titles, posts: of }) => {
      const firsts = of.map((named) => titles.indexOf(named[0] ?? ''));
      return firsts.every((first, index) => index === 0 || first > firsts[index - 1]!) ? [] : chat;
    }),
  };
}

function findEnds(series: readonly number[]): readonly [first: number, most: number, last: number] {
  return [series[0] ?? NaN, Math.max(...series), series.at(-1) ?? NaN];
}

/** The ideal: whoever is owed something first is told first, so many a second. */
function findDelays(
  tenant: string,
  owed: SaleOutcome['owed'],
  byChat: ReadonlyMap<string, readonly ConnectorPost[]>,
): number[] {
  const line = [...owed].filter(([chat]) => tenantOf(chat) === tenant);
  const numberOf = (titles: readonly string[]): number => Number(/\d+/.exec(titles[0] ?? '')?.[0]);
  line.sort(([, a], [, b]) => numberOf(a) - numberOf(b));
  let messagesBefore = 0;
  return line.map(([chat]) => {
    const posts = byChat.get(chat) ?? [];
    const ideal = Math.floor(messagesBefore / PER_TENANT_AND_SECOND);
    messagesBefore += posts.length;
    return (posts[0]?.at ?? Infinity) / 1_000 - ideal;
  });
}

function textOf({ activity }: ConnectorPost): string {
  return JSON.stringify(activity);
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
