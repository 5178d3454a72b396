import { z } from 'zod';
import type { HookEvent } from '../../core/hook';
import { fromDecimal } from '../../core/money';
import { AVAILABILITIES } from '../../core/offer';
import { LONGEST_LINK } from '../../core/parse-url';

const MAX_TEXT = 2000;

const price = z.object({
  type: z.literal('price.observed'),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.object({
    url: z.url({ protocol: /^https?$/ }).max(LONGEST_LINK),
    price: z.string(),
    currency: z.string(),
    availability: z.enum(AVAILABILITIES).default('in-stock'),
  }),
});

const text = z.object({
  type: z.literal('conversation.message'),
  data: z.object({ conversation: z.string().max(200), text: z.string().trim().min(1).max(MAX_TEXT) }),
});

const schema = z.discriminatedUnion('type', [price, text]);

/** @returns what the body tells, or in one line why it tells nothing. Pure. */
export function readEvent(body: unknown): HookEvent | string {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `${issue?.path.join('.') || 'type'}: ${issue?.message ?? 'wrong'}`;
  }
  const { data: event } = parsed;
  if (event.type === 'conversation.message') return { kind: 'text', ...event.data };
  const { url, price: decimal, currency, availability } = event.data;
  const money = fromDecimal(decimal, currency);
  if (!money || money.minor === 0) {
    return 'data.price: write a plain decimal above zero like "79.90", with an ISO 4217 currency';
  }
  return { kind: 'price', link: url, price: money, availability, seenAt: Date.parse(event.timestamp) };
}
