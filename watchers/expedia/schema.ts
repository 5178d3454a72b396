import { z } from '../../src/watcher-api';

const charge = z.object({
  /** In the currency that was asked for; what the hotel itself takes is converted. */
  request_currency: z.object({ value: z.string().regex(/^\d+(\.\d+)?$/), currency: z.string() }),
});

const totals = z.object({
  /** With taxes and fees, without what the hotel itself takes. */
  inclusive: charge.optional(),
  /** With everything that has to be paid, also at the hotel. */
  property_inclusive: charge.optional(),
  /** The same before discounts of the hotel. */
  property_inclusive_strikethrough: charge.optional(),
});

const pricing = z.object({
  totals,
  /** What the hotel itself takes, if it does. */
  fees: z.object({}).optional(),
});

const rate = z.object({
  status: z.string().default('available'),
  refundable: z.boolean(),
  /** To whom alone the rate is sold. */
  sale_scenario: z.record(z.string(), z.boolean()).default({}),
  /** For one room, by the party in it. */
  occupancy_pricing: z.record(z.string(), pricing),
});

const room = z.object({
  id: z.string().regex(/^\d{1,12}$/),
  room_name: z.string().min(1),
  rates: z.array(rate),
});

/** What can be booked in the hotels that were asked for; empty when there is nothing. */
export const availability = z.array(z.object({ property_id: z.string(), rooms: z.array(room).default([]) }));

/** Hotels by their number. */
export const content = z.record(z.string(), z.object({ name: z.string().min(1) }));

export type RapidRoom = z.output<typeof room>;
export type RapidRate = z.output<typeof rate>;
export type RapidPricing = z.output<typeof pricing>;
