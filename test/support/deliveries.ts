import type { NoticeBody } from '../../src/core/notice';
import type { ClaimedDelivery, Conversation, Product, SubscriptionView } from '../../src/core/records';
import { DEFAULT_RULE } from '../../src/core/rule';
import { makeOffer } from './offers';
import { DAY_ONE, euro } from './periods';

export function makeProduct(changes: Partial<Product> = {}): Product {
  return {
    id: 7,
    watcher: 'page',
    key: 'kettle',
    url: 'https://shop.example/kettle',
    confirmed: makeOffer(euro(100)),
    pending: null,
    validators: {},
    readsSinceFull: 0,
    nextCheckAt: DAY_ONE,
    checkedAt: DAY_ONE,
    lastKind: 'offer',
    failures: 0,
    troubleToldAt: null,
    endsOn: null,
    ...changes,
  };
}

export function makeSubscription(changes: Partial<SubscriptionView> = {}): SubscriptionView {
  return {
    id: 1,
    conversationId: 1,
    person: 'ada',
    shortId: 1,
    rule: DEFAULT_RULE,
    status: 'active',
    createdAt: DAY_ONE,
    endedAt: null,
    urgent: null,
    snooze: null,
    purchase: null,
    product: makeProduct(),
    baseline: { source: 'subscribed', price: euro(100), at: DAY_ONE },
    objection: null,
    others: [],
    ...changes,
  };
}

export function makeConversation(changes: Partial<Conversation> = {}): Conversation {
  return {
    id: 1,
    where: { channel: 'webchat', tenant: '', externalId: 'c1', kind: 'personal', address: {} },
    settings: { defaultRule: DEFAULT_RULE },
    locale: 'en',
    timeZone: null,
    generation: 1,
    ground: { kind: 'spoke', since: DAY_ONE },
    goneAt: null,
    welcomedAt: null,
    unaskedAt: null,
    ...changes,
  };
}

/** A delivery in hand that carries this notice. */
export function makeDelivery(body: NoticeBody, changes: Partial<ClaimedDelivery> = {}): ClaimedDelivery {
  return {
    id: 1,
    claim: { token: 't', expiresAt: DAY_ONE },
    idempotencyKey: 'k',
    createdAt: DAY_ONE,
    attempts: 0,
    unknownSends: 0,
    plainText: false,
    generation: 1,
    notice: { id: 1, body, createdAt: DAY_ONE },
    conversation: makeConversation(),
    subscription: makeSubscription(),
    ...changes,
  };
}
