import { type Match, type ProductIdentity, z } from '../../src/watcher-api';
import { SITES, type Site } from './sites';

/** When, and who comes. */
export interface Stay {
  /** ISO dates. */
  readonly checkin: string;
  readonly checkout: string;
  /** One for each room, as Rapid writes it: two adults with children of 5 and 7 are `2-5,7`. */
  readonly rooms: readonly string[];
}

/** What is booked: a kind of room, and whether it can be given back. */
export interface Choice {
  readonly room: string;
  readonly refundable: boolean;
}

/** What a link to a hotel says. */
export interface HotelLink {
  readonly site: Site;
  readonly property: string;
  /** Without what makes the stay. */
  readonly page: string;
  /** null: the link names no dates that could be read, or no party. */
  readonly stay: Stay | null;
  /** null: none of the hotel's rooms is chosen yet. */
  readonly choice: Choice | null;
}

const MOST_ROOMS = 8;
const day = z.iso.date();

/** @returns null when it is no page of a hotel. */
export function readHotelLink(url: URL): HotelLink | null {
  const site = SITES[url.hostname.replace(/^www\./, '')];
  // Only the number counts; the name before it and the word behind it differ by language.
  const property = /[/.]h([1-9]\d{0,9})\.[\w-]*hotel[\w-]*$/i.exec(url.pathname)?.[1];
  if (!site || property === undefined) return null;
  const { origin, pathname, searchParams } = url;
  return {
    site,
    property,
    page: origin + pathname,
    stay: readStay(searchParams),
    choice: readChoice(searchParams),
  };
}

function readStay(query: URLSearchParams): Stay | null {
  const checkin = query.get('chkin') ?? '';
  const checkout = query.get('chkout') ?? '';
  const areDays = day.safeParse(checkin).success && day.safeParse(checkout).success;
  const rooms = readRooms(query);
  return areDays && checkin < checkout && rooms ? { checkin, checkout, rooms } : null;
}

/** `rm1=a2:c5:c7&rm2=a1`. @returns null when it cannot be read. */
function readRooms(query: URLSearchParams): readonly string[] | null {
  const named = Array.from({ length: MOST_ROOMS }, (_, index) => query.get(`rm${index + 1}`));
  const given = named.filter((room) => room !== null);
  // What Expedia itself assumes.
  if (given.length === 0) return ['2'];
  const rooms = given.flatMap((room) => readRoom(room) ?? []);
  return rooms.length === given.length ? rooms : null;
}

function readRoom(text: string): string | null {
  const parts = /^a([1-9]\d?)((?::c\d{1,2})*)$/.exec(text);
  if (!parts) return null;
  const [, adults = '', children = ''] = parts;
  const ages = children.split(':c').slice(1).map(Number);
  return ages.length === 0 ? adults : `${adults}-${ages.join(',')}`;
}

function readChoice(query: URLSearchParams): Choice | null {
  const room = /^\d{1,12}$/.exec(query.get('room') ?? '')?.[0];
  const refundable = /^(?:yes|no)$/.exec(query.get('refundable') ?? '')?.[0];
  return room === undefined || refundable === undefined ? null : { room, refundable: refundable === 'yes' };
}

/** What the link means, with another choice of the room when one is given. */
export function identifyHotel(link: HotelLink, choice: Choice | null = link.choice): ProductIdentity {
  const { site, property, page, stay } = link;
  if (!stay) return { key: `${site.country}/${property}`, url: page };
  const { checkin, checkout, rooms } = stay;
  const parts = [site.country, property, checkin, checkout, rooms.join('+')];
  const query = [`chkin=${checkin}`, `chkout=${checkout}`, ...rooms.map(writeRoom)];
  if (choice) {
    const refundable = choice.refundable ? 'yes' : 'no';
    parts.push(choice.room, choice.refundable ? 'refundable' : 'non-refundable');
    query.push(`room=${choice.room}`, `refundable=${refundable}`);
  }
  return { key: parts.join('/'), url: `${page}?${query.join('&')}` };
}

function writeRoom(room: string, index: number): string {
  const [adults = '', ages] = room.split('-');
  const children = ages === undefined ? '' : `:c${ages.replaceAll(',', ':c')}`;
  return `rm${index + 1}=a${adults}${children}`;
}

/** After the first day of a stay there is nothing left to book. */
export function matchHotel(link: HotelLink): Match {
  const identity = identifyHotel(link);
  return link.stay ? { ...identity, endsOn: link.stay.checkin } : identity;
}
