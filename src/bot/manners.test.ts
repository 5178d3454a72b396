import { BotChat, KETTLE, SILENCE_MS, actionOf, titlesOf } from '../../test/support/bot-chat';
import { euro } from '../../test/support/periods';
import { makeOffer } from '../../test/support/offers';
import { offered } from '../../test/support/readings';
import type { Manner } from '../core/manner';
import type { Message } from '../core/message';

const MINUTE = 60_000;
const LONDON = 'https://london.example/hotel';
const VEGAS = 'https://vegas.example/hotel';
const SINGLE = makeOffer(euro(90), { variant: 'Single room', url: `${LONDON}?room=single` });
const DOUBLE = makeOffer(euro(120), { variant: 'Double room', url: `${LONDON}?room=double` });
const ROOMS = { kind: 'ambiguous', candidates: [SINGLE, DOUBLE] } as const;
const QUESTION = 'Which one do you mean?';

function vegasAt(price: number) {
  return offered(price, { title: 'Hotel in Las Vegas', url: VEGAS });
}

/** #1 is a hotel in Las Vegas, and just now the room of #2, a hotel in London, is asked for. */
async function chatAtQuestion(manner?: Manner): Promise<BotChat> {
  const chat = new BotChat();
  await chat.track(VEGAS, vegasAt(200));
  if (manner) await chat.say(`manner ${manner}`);
  chat.clock.advance(MINUTE);
  const question = await chat.track(LONDON, ROOMS);
  expect(question.text).toContain(QUESTION);
  return chat;
}

/** The price in Las Vegas falls, and whatever may be said is said. */
async function letFall(chat: BotChat, price = 150): Promise<Message[]> {
  chat.clock.advance(MINUTE);
  const [vegas = 0] = chat.store.tables.products.keys();
  await chat.store.products.makeDue(vegas);
  await chat.look((url) => (url === VEGAS ? vegasAt(price) : ROOMS));
  return chat.deliver();
}

function textsOf(messages: readonly Message[]): string {
  return messages.map(({ text }) => text).join('\n---\n');
}

describe('the question that comes with an answer', () => {
  it.each([
    ['its number', '2'],
    ['its name', 'double'],
    ['its link', DOUBLE.url],
  ])('is answered by %s', async (_name, answer) => {
    const chat = await chatAtQuestion();
    expect(await chat.say(answer)).toContain('Looking at london.example');
    expect(chat.store.tables.flows.size).toBe(0);
  });

  it('stays when another link is pasted, which is tracked', async () => {
    const chat = await chatAtQuestion();
    const [tracked, question] = await chat.turn({ text: KETTLE });
    expect(tracked?.text).toContain('saved as #3');
    expect(titlesOf(question)).toContain('Double room, €120.00');
    await chat.look((url) => (url === KETTLE ? offered(99) : ROOMS));
    const [answer] = await chat.deliver();
    expect(answer?.card?.title).toBe('#3 Kettle');
    expect(answer?.below?.buttons.map(({ title }) => title)).toContain('Double room, €120.00');
    expect(await chat.say('2')).toContain('Looking at london.example');
  });

  it('is not answered by somebody else', async () => {
    const chat = await chatAtQuestion();
    expect(await chat.say('2', { person: { id: 'ben' } })).not.toContain('Looking at');
    expect(chat.store.tables.flows.size).toBe(1);
  });

  it('is forgotten after a day', async () => {
    const chat = await chatAtQuestion();
    chat.clock.advance(24 * 60 * 60_000);
    expect(await chat.say('hm')).not.toContain(QUESTION);
    expect(chat.store.tables.flows.size).toBe(0);
  });
});

describe('wait', () => {
  it('holds an alert until the question is answered, and says it then', async () => {
    const chat = await chatAtQuestion();
    expect(await letFall(chat)).toEqual([]);
    await chat.say('2');
    const [alert] = await chat.deliver();
    expect(alert?.card).toMatchObject({ title: '#1 Hotel in Las Vegas', headline: '€150.00' });
    expect(alert?.below).toBeUndefined();
  });

  it('says it when the person has fallen silent, with the question', async () => {
    const chat = await chatAtQuestion();
    await letFall(chat);
    chat.clock.advance(SILENCE_MS - MINUTE - 1);
    expect(await chat.deliver()).toEqual([]);
    chat.clock.advance(1);
    const [alert, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(alert?.card?.title).toBe('#1 Hotel in Las Vegas');
    expect(alert?.below?.lines[0]).toBe('Your question is still open.');
    expect(alert?.text).toMatch(/€150\.00[^]*Your question is still open\.[^]*Which one do you mean/);
    expect(await chat.say('2')).toContain('Looking at london.example');
  });

  it('does not count a turn as silence', async () => {
    const chat = await chatAtQuestion();
    await letFall(chat);
    chat.clock.advance(SILENCE_MS - 1);
    await chat.say('list');
    chat.clock.advance(SILENCE_MS - 1);
    expect(await chat.deliver()).toEqual([]);
    chat.clock.advance(1);
    expect(await chat.deliver()).toHaveLength(1);
  });
});

describe('interject', () => {
  it('says an alert at once, repeats the question below, and touches no flow', async () => {
    const chat = await chatAtQuestion('interject');
    const [alert] = await letFall(chat);
    expect(alert?.card?.title).toBe('#1 Hotel in Las Vegas');
    expect(alert?.below?.lines.join(' ')).toContain(QUESTION);
    expect(await chat.say('2')).toContain('Looking at london.example');
  });
});

describe('interrupt', () => {
  it('changes the topic, and comes back to the question when the person is done', async () => {
    const chat = await chatAtQuestion('interrupt');
    const [alert] = await letFall(chat);
    expect(alert?.card?.title).toBe('About #1 Hotel in Las Vegas');
    expect(alert?.text).toMatch(/^About #1 Hotel in Las Vegas: €150\.00/);
    expect(titlesOf(alert)).toContain('Done');
    const text = await chat.press(actionOf(alert, 'Done'));
    expect(text).toMatch(/Back to where we were\.[^]*Which one do you mean/);
    expect(await chat.say('2')).toContain('Looking at london.example');
  });

  it.each([
    ['pause', '#1 Hotel in Las Vegas is paused.'],
    ['at 100', '€100.00 or less'],
    ['stop', 'I have stopped watching #1 Hotel in Las Vegas.'],
    ['check 1', 'Looking at #1 Hotel in Las Vegas'],
  ])('lets “%s” belong to the alert, and asks again after it', async (said, answer) => {
    const chat = await chatAtQuestion('interrupt');
    await letFall(chat);
    const text = await chat.say(said);
    expect(text).toContain(answer);
    expect(text).toMatch(/Back to where we were\.[^]*Which one do you mean/);
  });

  it('asks on about the alert, and then comes back', async () => {
    const chat = await chatAtQuestion('interrupt');
    await letFall(chat);
    expect(await chat.press({ do: 'type-target', id: 1 })).toContain('At which price');
    const text = await chat.say('100');
    expect(text).toMatch(/€100\.00 or less[^]*Back to where we were\.[^]*Which one do you mean/);
  });

  it('comes back when the person falls silent, once', async () => {
    const chat = await chatAtQuestion('interrupt');
    await letFall(chat);
    chat.clock.advance(SILENCE_MS - 1);
    await chat.say('list');
    chat.clock.advance(1);
    expect(await chat.deliver()).toEqual([]);
    chat.clock.advance(SILENCE_MS - 1);
    const [question, ...others] = await chat.deliver();
    expect(others).toEqual([]);
    expect(question?.text).toMatch(/^Back to where we were\.[^]*Which one do you mean/);
    expect(await chat.say('2')).toContain('Looking at london.example');
    chat.clock.advance(SILENCE_MS);
    expect(textsOf(await chat.deliver())).not.toContain('Back to');
  });

  it('comes back also when nobody knows whether that arrived', async () => {
    const chat = await chatAtQuestion('interrupt');
    await letFall(chat);
    for (const wait of [SILENCE_MS, MINUTE]) {
      chat.clock.advance(wait);
      expect(textsOf(await chat.deliver({ kind: 'unknown', why: 'no answer' }))).toContain('Back to');
    }
    expect(textsOf(await letFall(chat, 120))).toContain('€120.00');
  });

  it('tracks a link pasted in between, and leaves both as they are', async () => {
    const chat = await chatAtQuestion('interrupt');
    await letFall(chat);
    const before = [...chat.store.tables.flows.values()][0];
    expect(await chat.say(KETTLE)).toMatch(/saved as #3[^]*Say “done”/);
    const after = [...chat.store.tables.flows.values()][0];
    expect(after).toMatchObject({ active: before?.active, aside: before?.aside });
  });

  it('takes a button of the question that was put aside', async () => {
    const chat = await chatAtQuestion('interrupt');
    await letFall(chat);
    expect(await chat.press({ do: 'choose', id: 2, url: DOUBLE.url })).toContain('Looking at london.example');
    expect(chat.store.tables.flows.size).toBe(0);
  });

  it('lets other alerts wait while it is open', async () => {
    const chat = await chatAtQuestion('interrupt');
    await letFall(chat);
    expect(await letFall(chat, 120)).toEqual([]);
    await chat.say('done');
    const [alert] = await chat.deliver();
    expect(alert?.card).toMatchObject({ title: 'About #1 Hotel in Las Vegas', headline: '€120.00' });
  });
});

describe('cancel', () => {
  it('drops the question with one sentence, and takes it up again', async () => {
    const chat = await chatAtQuestion('cancel');
    const [alert] = await letFall(chat);
    expect(alert?.text).toContain(
      'I have dropped my question (which variant of #2 you want). Say “choose 2”',
    );
    expect(chat.store.tables.flows.size).toBe(0);
    expect(await chat.press(actionOf(alert, 'Ask again'))).toContain('paste that link');
  });
});

describe('urgent', () => {
  it('has a manner of its own until it is urgent no more', async () => {
    const chat = await chatAtQuestion();
    expect(await chat.say('urgent 1 interject')).toContain('are urgent now');
    expect(await letFall(chat)).toHaveLength(1);
    expect(await chat.say('not urgent 1')).toContain('like all others');
    expect(await letFall(chat, 120)).toEqual([]);
  });
});

it('shows and sets the manner in the settings', async () => {
  const chat = new BotChat();
  const [settings] = await chat.turn({ text: 'settings' });
  expect(settings?.text).toContain('an alert waits until you have answered');
  const [menu] = await chat.turn({ action: actionOf(settings, 'Change manner') });
  expect(await chat.press(actionOf(menu, 'Interrupt'))).toContain('I ask again when you are done');
  expect(await chat.say('settings')).toContain('comes at once, and I ask again');
});
