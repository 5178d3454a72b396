import { LookFailure, type WatcherHttp, hashSha512 } from '../../src/watcher-api';
import type { HotelLink, Stay } from './hotel-link';
import { type RapidRoom, availability, content } from './schema';

/** One look's access to Rapid. */
export interface Rapid {
  readonly http: WatcherHttp;
  readonly host: string;
  /** The header that proves who asks. */
  readonly authorization: string;
}

/** @param now milliseconds; Rapid takes a time within five minutes of its own. */
export function signRequest(key: string, secret: string, now: number): string {
  const timestamp = String(Math.floor(now / 1000));
  const signature = hashSha512(key + secret + timestamp);
  return `EAN APIKey=${key},Signature=${signature},timestamp=${timestamp}`;
}

/** @returns the hotel's name; null when Expedia has no such hotel. */
export async function askName(rapid: Rapid, property: string): Promise<string | null> {
  const query = new URLSearchParams({
    language: 'en-US',
    supply_source: 'expedia',
    include: 'name',
    property_id: property,
  });
  const answer = await ask(rapid, 'content', query);
  return content.parse(answer)[property]?.name ?? null;
}

/** @returns all that can be booked; empty when the hotel has nothing left. */
export async function askRooms(
  rapid: Rapid,
  { site, property }: HotelLink,
  { checkin, checkout, rooms }: Stay,
): Promise<readonly RapidRoom[]> {
  const query = new URLSearchParams({
    checkin,
    checkout,
    currency: site.currency,
    country_code: site.country,
    language: 'en-US',
    property_id: property,
    rate_plan_count: '250',
    sales_channel: 'website',
    sales_environment: 'hotel_only',
  });
  for (const room of rooms) query.append('occupancy', room);
  const answer = await ask(rapid, 'availability', query).catch(readNothingLeft);
  return availability.parse(answer).find(({ property_id: id }) => id === property)?.rooms ?? [];
}

/** The hotel was just found: that there is "nothing" at its rooms means that none is left. */
function readNothingLeft(error: unknown): readonly [] {
  if (error instanceof LookFailure && error.reading.kind === 'not-found') return [];
  throw error;
}

async function ask(
  { http, host, authorization }: Rapid,
  what: 'availability' | 'content',
  query: URLSearchParams,
): Promise<unknown> {
  const url = `https://${host}/v3/properties/${what}?${query.toString()}`;
  return (await http.get(url, { accept: 'json', headers: { authorization } })).json();
}
