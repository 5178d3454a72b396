import { BotChat, KETTLE, chatWithKettle, titlesOf } from '../../../test/support/bot-chat';
import { makeDelivery } from '../../../test/support/deliveries';
import { makeOffer } from '../../../test/support/offers';
import { dollar, euro } from '../../../test/support/periods';
import { offered } from '../../../test/support/readings';
import { DAY } from '../../core/history';
import type { Reading } from '../../core/reading';
import { viewDelivery } from './view-delivery';

const FAILURES: readonly (readonly [Reading, string, string])[] = [
  [{ kind: 'not-a-product' }, 'does not look like the page of one product', 'paste that link'],
  [{ kind: 'not-found' }, 'no such page', 'check the link'],
  [{ kind: 'blocked', retryAfterSeconds: 60 }, 'does not let programs read that page', 'ask again later'],
  [
    { kind: 'unreadable', why: 'Two prices contradict each other.' },
    'no price that I can trust (Two prices contradict each other).',
    'keep trying',
  ],
  [
    { kind: 'refused', why: 'The shop asks programs not to.' },
    'I may not read that page. The shop asks programs not to.',
    'another page',
  ],
  [
    { kind: 'unreachable', why: 'time-out' },
    'shop.example gave no usable answer (time-out).',
    'try again by myself',
  ],
];

describe('the answer to a link', () => {
  it.each(FAILURES)('%j says what happened and what next', async (reading, what, next) => {
    const chat = new BotChat();
    const answer = await chat.track(KETTLE, reading);
    expect(answer.card?.title).toBe('#1 shop.example/kettle');
    expect(answer.text).toContain(what);
    expect(answer.text).toContain(next);
    expect(answer.text).toContain('It stays in your list');
    expect(titlesOf(answer)).toEqual(['Go to shop', 'Check now', 'Stop']);
  });

  it('says that a product is not for sale, and keeps watching it', async () => {
    const chat = new BotChat();
    const answer = await chat.track(KETTLE, { kind: 'unavailable', offer: makeOffer(null) });
    expect(answer.card?.headline).toBe('Out of stock');
    expect(answer.text).toContain('It is not for sale now. I keep watching it.');
    expect(answer.text).toContain("I'll tell you when it is 20 % under the first price I see.");
  });

  it('marks a price that is only the lowest of several, and names no variant for it', async () => {
    const chat = new BotChat();
    const answer = await chat.track(KETTLE, offered(99, { from: true, variant: 'Red' }));
    expect(answer.text).not.toContain('Red');
    expect(answer.card?.headline).toBe('from €99.00');
  });

  it('cleans and cuts what the shop says', async () => {
    const chat = new BotChat();
    const answer = await chat.track(
      KETTLE,
      offered(99, { title: `Nice\u202e\u0000 ${'kettle '.repeat(60)}` }),
    );
    expect(answer.card?.title).toMatch(/^#1 Nice kettle kettle .*…$/);
    expect(answer.card?.title.length).toBeLessThanOrEqual(120);
  });
});

describe('the answer to a check', () => {
  it.each(FAILURES)('%j names the last price it knows', async (reading, what) => {
    const chat = await chatWithKettle();
    chat.clock.advance(60_000);
    await chat.say('check');
    await chat.look(reading);
    const [answer] = await chat.deliver();
    expect(answer?.card?.title).toBe('#1 Kettle');
    expect(answer?.text).toContain(what);
    expect(answer?.text).toContain('The last price I know is €99.00.');
  });

  it('offers no choice where none can be made', async () => {
    const chat = await chatWithKettle();
    chat.clock.advance(60_000);
    await chat.say('check');
    await chat.look({ kind: 'ambiguous', candidates: [makeOffer(euro(1)), makeOffer(euro(2))] });
    const [answer] = await chat.deliver();
    expect(answer?.text).toContain('The page shows several variants now');
    expect(titlesOf(answer)).toEqual(['Go to shop', 'Stop']);
  });

  it('does not believe an unusual price at once', async () => {
    const chat = await chatWithKettle();
    chat.clock.advance(60_000);
    await chat.say('check');
    await chat.look(offered(9));
    const [answer, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(answer?.card?.headline).toBe('€9.00?');
    expect(answer?.text).toContain(
      'That looks unusual. I will look again in about 30 minutes before I believe it.',
    );
    expect(answer?.text).toContain('Until then this counts: €99.00.');
  });
});

describe('trouble', () => {
  /** Looks until the currency is believed. */
  async function changeCurrency(chat: BotChat): Promise<void> {
    for (let looks = 0; looks < 2; looks += 1) {
      chat.clock.advance(DAY);
      await chat.look(offered(dollar(105)));
    }
  }

  it('with another currency asks whether to keep the rule', async () => {
    const chat = await chatWithKettle();
    await changeCurrency(chat);
    const [notice, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(notice?.text).toContain('in USD instead of EUR: US$105.00.');
    expect(titlesOf(notice)).toEqual(['Keep the rule', 'Change rule', 'Wrong price?', 'Stop']);
    expect(await chat.say('keep 1')).toContain('US$84.00 or less (20 % under the US$105.00 of 17 Jan 2026)');
    chat.clock.advance(DAY);
    await chat.look(offered(dollar(80)));
    expect((await chat.deliver())[0]?.card?.headline).toBe('US$80.00');
  });

  it('with another currency asks for a new price where the rule is one', async () => {
    const chat = await chatWithKettle();
    await chat.say('at 80');
    await changeCurrency(chat);
    const [notice] = await chat.deliver();
    expect(notice?.text).toContain('Your price of €80.00 says nothing in USD');
    expect(titlesOf(notice)).toEqual(['A price…', 'Change rule', 'Wrong price?', 'Stop']);
    expect(await chat.say('keep')).toContain('At which price');
    expect(await chat.say('90')).toContain('US$90.00 or less');
  });

  it('that lasts is told once, and its end once', async () => {
    const chat = await chatWithKettle();
    for (let looks = 0; looks < 8; looks += 1) {
      chat.clock.advance(DAY);
      await chat.look({ kind: 'blocked' });
    }
    const [trouble, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(trouble?.text).toContain('I have not been able to read it for a while.');
    expect(trouble?.text).toContain('The last price I saw is €99.00.');
    expect(await chat.say('list')).toContain('cannot be read now');
    chat.clock.advance(DAY);
    await chat.look(offered(99));
    const [end] = await chat.deliver();
    expect(end?.card).toMatchObject({ title: '#1 Kettle', headline: '€99.00' });
    expect(end?.text).toContain('I can read it again');
  });
});

it('bears that what was asked about is gone', () => {
  const reading: Reading = { kind: 'not-found' };
  const body = { kind: 'answer', question: 'track', reading, pending: false, checkedAt: 0 } as const;
  const message = viewDelivery(makeDelivery(body, { subscription: null }), [], 0);
  expect(message.text).toContain('no longer in your list');
});

it('shows an alert with the amount of a target rule', async () => {
  const chat = await chatWithKettle();
  await chat.say('at 80');
  chat.clock.advance(DAY);
  await chat.look(offered(euro(79)));
  const [alert] = await chat.deliver();
  expect(alert?.text).toContain('You asked for €80.00 or less.');
});
