import { decideCheck, type CheckContext } from '../../src/app/decide-check';
import { NEW_EPISODE } from '../../src/core/episode';
import { DAY, type Instant, type Period } from '../../src/core/history';
import type { AlertBody, AnswerBody, NoticeDraft, TroubleBody } from '../../src/core/notice';
import type { LookResult } from '../../src/core/ports';
import type { Reading } from '../../src/core/reading';
import type { CheckFacts, CheckRecord, Product, Subscription, Watch } from '../../src/core/records';
import { DEFAULT_RULE, type Rule } from '../../src/core/rule';
import { makeProduct } from './deliveries';
import { DAY_ONE } from './periods';

const SCHEDULE = { checkEveryMs: DAY / 4, floorMs: DAY / 48, minIntervalMs: 0 };

/** One product with its followers, on which each look is decided and written down as storage would. */
export class WatchedProduct {
  now: Instant = DAY_ONE;
  product: Product = makeProduct({ confirmed: null, checkedAt: null, lastKind: null });
  history: readonly Period[] = [];
  watches: readonly Watch[] = [];
  notices: readonly NoticeDraft[] = [];

  subscribe(
    rule: Rule = DEFAULT_RULE,
    changes: Partial<Watch> = {},
    subscription: Partial<Subscription> = {},
  ): this {
    const id = this.watches.length + 1;
    const watch: Watch = {
      subscription: {
        id,
        conversationId: 1,
        person: 'ada',
        shortId: id,
        rule,
        status: 'active',
        createdAt: this.now,
        endedAt: null,
        urgent: null,
        snooze: null,
        purchase: null,
        ...subscription,
      },
      isFirst: true,
      baseline: null,
      episode: NEW_EPISODE,
      answerOwed: null,
      objection: null,
      ...changes,
    };
    this.watches = [...this.watches, watch];
    return this;
  }

  setStatus(status: Subscription['status']): void {
    this.watches = this.watches.map((watch) => ({
      ...watch,
      subscription: { ...watch.subscription, status },
    }));
  }

  /** Gives the time for the next look: so many hours later. */
  wait(hours: number): this {
    this.now += (hours * DAY) / 24;
    return this;
  }

  decide(look: LookResult | Reading, context: Partial<CheckContext> = {}): CheckRecord {
    const facts: CheckFacts = { product: this.product, history: this.history, watches: this.watches };
    const result: LookResult = 'kind' in look ? { reading: look, validators: {} } : look;
    return decideCheck(facts, result, { now: this.now, schedule: SCHEDULE, jitter: 0.5, ...context });
  }

  look(look: LookResult | Reading): CheckRecord {
    const record = this.decide(look);
    this.write(record);
    return record;
  }

  private write(record: CheckRecord): void {
    const { kind, confirmed, period, watches, notices, identity, ...columns } = record;
    this.product = {
      ...this.product,
      ...columns,
      ...(identity ?? {}),
      confirmed: confirmed ?? this.product.confirmed,
      ...(kind === null ? {} : { checkedAt: this.now, lastKind: kind }),
    };
    if (record.withdrawsPeriod) this.history = this.history.slice(0, -1);
    const running = this.history.at(-1);
    if (typeof period === 'object') this.history = [...this.history, period];
    else if (period === 'extend' && running) {
      this.history = [...this.history.slice(0, -1), { ...running, endedAt: this.now }];
    }
    this.watches = this.watches.map((watch) => {
      const change = watches.find(({ subscriptionId }) => subscriptionId === watch.subscription.id);
      const { status = watch.subscription.status, ...rest } = change ?? {};
      return { ...watch, ...rest, subscription: { ...watch.subscription, status } };
    });
    const known = new Set(this.notices.map(({ idempotencyKey }) => idempotencyKey));
    this.notices = [...this.notices, ...notices.filter(({ idempotencyKey }) => !known.has(idempotencyKey))];
  }

  get alerts(): readonly AlertBody[] {
    return this.notices.map(({ body }) => body).filter((body) => body.kind === 'alert');
  }

  get answers(): readonly AnswerBody[] {
    return this.notices.map(({ body }) => body).filter((body) => body.kind === 'answer');
  }

  get troubles(): readonly TroubleBody['trouble'][] {
    return this.notices.flatMap(({ body }) => (body.kind === 'trouble' ? [body.trouble] : []));
  }
}
