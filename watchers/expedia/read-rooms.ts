import {
  LookFailure,
  type Money,
  type Offer,
  type Reading,
  buildOffer,
  fromDecimal,
  toDecimal,
  toReading,
} from '../../src/watcher-api';
import { type Choice, type HotelLink, type Stay, identifyHotel } from './hotel-link';
import type { RapidPricing, RapidRate, RapidRoom } from './schema';

const NOT_FOR_EVERYBODY: Reading = {
  kind: 'unreadable',
  why: 'Expedia gives no price for this room at which everybody can book it',
};

/** Rates that not everybody gets. */
const CLOSED = ['package', 'member', 'corporate', 'mobile_promotion'];

interface Prices {
  readonly price: Money;
  readonly listPrice: Money | null;
}

/** A kind of room under one condition. */
interface Variant extends Choice {
  readonly name: string;
  /** The lowest at which everybody can book it; null: none is given. */
  readonly prices: Prices | null;
}

/** What the rooms mean for a link: the chosen one's price, or the question which one is meant. */
export function readRooms(link: HotelLink, stay: Stay, hotel: string, rooms: readonly RapidRoom[]): Reading {
  const title = `${hotel}, ${stay.checkin} to ${stay.checkout}`;
  const variants = rooms
    .flatMap((room) => listVariants(room, stay, link.site.currency))
    .sort((a, b) => amountOf(a) - amountOf(b));
  const offers = variants.map((variant) => toOffer(link, title, variant));
  const priced = offers.filter(({ price }) => price !== null);
  const wanted = link.choice ?? (variants.length === 1 ? variants[0] : undefined);
  if (!wanted && priced.length > 0) return { kind: 'ambiguous', candidates: priced };
  const chosen = variants.findIndex((variant) => !wanted || isSame(variant, wanted));
  const offer = offers[chosen];
  if (!offer) return soldOut(link, title);
  if (!offer.price || !wanted) return NOT_FOR_EVERYBODY;
  const reading = toReading(offer, identifyHotel(link, wanted));
  return reading.kind === 'offer' ? { ...reading, offers, chosen, endsOn: stay.checkin } : reading;
}

function amountOf({ prices }: Variant): number {
  return prices?.price.minor ?? Infinity;
}

function isSame(a: Choice, b: Choice): boolean {
  return a.room === b.room && a.refundable === b.refundable;
}

function listVariants(room: RapidRoom, stay: Stay, currency: string): Variant[] {
  return [true, false].flatMap((refundable) => {
    const rates = room.rates.filter((rate) => rate.refundable === refundable && rate.status === 'available');
    if (rates.length === 0) return [];
    const [cheapest = null] = rates
      .filter(isOpen)
      .flatMap((rate) => priceRate(rate, stay, currency) ?? [])
      .sort((a, b) => a.price.minor - b.price.minor);
    const name = `${room.room_name}, ${refundable ? 'refundable' : 'non-refundable'}`;
    return [{ room: room.id, refundable, name, prices: cheapest }];
  });
}

function isOpen({ sale_scenario: soldTo }: RapidRate): boolean {
  return !CLOSED.some((name) => soldTo[name] === true);
}

/** For the whole stay and all rooms. @returns null when a total is not given for each of them. */
function priceRate(
  { occupancy_pricing: byParty }: RapidRate,
  { rooms }: Stay,
  currency: string,
): Prices | null {
  const pricings = rooms.map((room) => byParty[room]);
  const price = add(pricings.map((pricing) => pricing && readTotal(pricing, currency)));
  const listPrice = add(
    pricings.map((pricing) => readCharge(pricing?.totals.property_inclusive_strikethrough, currency)),
  );
  return price && { price, listPrice };
}

/** All that a guest pays, at the hotel too. */
function readTotal({ totals, fees }: RapidPricing, currency: string): Money | null {
  return readCharge(totals.property_inclusive ?? (fees ? undefined : totals.inclusive), currency);
}

function readCharge(charge: RapidPricing['totals']['inclusive'], currency: string): Money | null {
  if (!charge) return null;
  const { value, currency: given } = charge.request_currency;
  if (given !== currency)
    throw new LookFailure({
      kind: 'unreadable',
      why: `Expedia answered in ${given} where ${currency} was asked for.`,
    });
  return fromDecimal(value, currency);
}

/** @returns null when one of them is missing. */
function add(amounts: readonly (Money | null | undefined)[]): Money | null {
  const [first, ...others] = amounts;
  if (!first) return null;
  return others.reduce<Money | null>(
    (sum, amount) => (sum && amount ? { ...sum, minor: sum.minor + amount.minor } : null),
    first,
  );
}

function toOffer(link: HotelLink, title: string, variant: Variant): Offer {
  const { prices, name } = variant;
  const total = prices ? `${toDecimal(prices.price)} ${prices.price.currency}` : 'not given';
  return buildOffer({
    title,
    url: identifyHotel(link, variant).url,
    price: prices?.price ?? null,
    listPrice: prices?.listPrice,
    availability: 'in-stock',
    variant: name,
    source: 'expedia-rapid',
    snippet: `${name}: total ${total}`,
  });
}

/**
 * Where no room is chosen, there is no product yet whose name and stock could be kept: which one is asked
 * later.
 */
function soldOut(link: HotelLink, title: string): Reading {
  if (!link.choice) return { kind: 'unavailable' };
  return toReading(
    buildOffer({
      title,
      url: identifyHotel(link).url,
      price: null,
      availability: 'out-of-stock',
      source: 'expedia-rapid',
      snippet: 'no such room left',
    }),
  );
}
