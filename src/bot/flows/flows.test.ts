import { BotChat, KETTLE, LAMP, chatWithKettle, chatWithTwo, titlesOf } from '../../../test/support/bot-chat';
import { euro } from '../../../test/support/periods';
import { makeOffer } from '../../../test/support/offers';
import { offered } from '../../../test/support/readings';
import { FLOWS } from './flow-table';

describe('a price is asked for', () => {
  it.each([
    ['80', '€80.00 or less.'],
    ['at 79,99', '€79.99 or less.'],
    ['€ 80', '€80.00 or less.'],
    ['15 %', '€84.15 or less (15 %'],
    ['back in stock', 'when it is back in stock'],
  ])('and %s answers it', async (answer, promise) => {
    const chat = await chatWithKettle();
    expect(await chat.press({ do: 'type-target', id: 1 })).toContain('At which price');
    expect(await chat.say(answer)).toContain(promise);
    expect(chat.store.tables.flows.size).toBe(0);
  });

  it('again, after an answer that cannot be taken', async () => {
    const chat = await chatWithKettle();
    await chat.press({ do: 'type-target', id: 1 });
    expect(await chat.say('$80')).toContain('sells it in EUR');
    expect(await chat.say('80')).toContain('€80.00 or less');
  });

  it('again, after a text that is none', async () => {
    const chat = await chatWithKettle();
    const question = await chat.press({ do: 'type-target', id: 1 });
    expect(await chat.say('hm')).toBe(`I did not understand that.\n---\n${question}`);
  });

  it.each(['cancel', 'never mind', 'Never mind.', 'stop'])('and %s ends it', async (word) => {
    const chat = await chatWithKettle();
    await chat.press({ do: 'type-target', id: 1 });
    expect(await chat.say(word)).toBe('All right, never mind.');
    expect(await chat.say('80')).toContain('There is no #80');
    expect(await chat.say('1')).toContain('€79.20 or less');
  });

  it('and is answered by a rule button of the same product', async () => {
    const chat = await chatWithKettle();
    await chat.press({ do: 'type-target', id: 1 });
    await chat.press({ do: 'rule', id: 1, rule: 'drop', percent: 10 });
    expect(chat.store.tables.flows.size).toBe(0);
  });

  it('and asked again after another wish', async () => {
    const chat = await chatWithTwo();
    const question = await chat.press({ do: 'type-target', id: 1 });
    const text = await chat.say('2 at 40');
    expect(text).toContain('Lamp');
    expect(text).toContain('€40.00 or less');
    expect(text.endsWith(question)).toBe(true);
  });

  it('and a link pasted meanwhile is tracked, the question stays', async () => {
    const chat = await chatWithKettle();
    const question = await chat.press({ do: 'type-target', id: 1 });
    const text = await chat.say(LAMP);
    expect(text).toContain('saved as #2');
    expect(text.endsWith(question)).toBe(true);
    expect(await chat.say('80')).toContain('Kettle');
  });

  it('no more, when the product was stopped meanwhile', async () => {
    const chat = await chatWithTwo();
    await chat.press({ do: 'type-target', id: 1 });
    await chat.say('stop 1', { person: { id: 'ben' } });
    expect(await chat.say('hm')).toContain('I did not understand that.');
    expect(chat.store.tables.flows.size).toBe(0);
  });
});

describe('which product', () => {
  it.each(['2', '#2', 'number 2', 'The 2.'])('is answered by %s', async (answer) => {
    const chat = await chatWithTwo();
    expect(await chat.say('pause')).toContain('Which one do you mean?\n#1 Kettle\n#2 Lamp');
    expect(await chat.say(answer)).toContain('#2 Lamp is paused.');
  });

  it('is answered by a button, which carries the whole wish', async () => {
    const chat = await chatWithTwo();
    const [question] = await chat.turn({ text: 'tell me at 40 €' });
    expect(titlesOf(question)).toEqual(['#1', '#2', 'Never mind']);
    const button = question?.card?.buttons[1];
    expect(button).toMatchObject({
      title: '#2',
      action: { do: 'rule', rule: 'target', amount: '40', sign: '€', id: 2 },
    });
    expect(await chat.press({ do: 'rule', rule: 'target', amount: '40', sign: '€', id: 2 })).toContain(
      'Lamp: €50.00',
    );
    expect(chat.store.tables.flows.size).toBe(0);
  });

  it('is asked again after a number that is not there', async () => {
    const chat = await chatWithTwo();
    await chat.say('pause');
    expect(await chat.say('7')).toContain('There is no #7');
    expect(await chat.say('1')).toContain('#1 Kettle is paused.');
  });

  it('gives way to a question of its own', async () => {
    const chat = await chatWithTwo();
    await chat.say('target');
    expect(await chat.say('2')).toContain('At which price');
    expect(await chat.say('30')).toContain('€30.00 or less');
  });

  it.each(['pause', 'resume', 'check', 'test', 'show', 'rule', 'target', 'at 40', '15 %'])(
    'is asked for %s',
    async (word) => {
      const chat = await chatWithTwo();
      expect(await chat.say(word)).toContain('Which one do you mean?');
    },
  );
});

describe('the time zone', () => {
  it.each([
    ['Berlin', 'Europe/Berlin'],
    ['america/new york', 'America/New_York'],
    ['UTC', 'UTC'],
  ])('is asked for, and %s answers it', async (answer, zone) => {
    const chat = new BotChat();
    expect(await chat.say('time zone')).toContain('Which time zone');
    expect(await chat.say(answer)).toBe(`Your time zone is ${zone} now.`);
    expect(await chat.say('settings')).toContain(zone);
  });

  it('is asked for again when there is none of that name', async () => {
    const chat = new BotChat();
    const question = await chat.say('time zone');
    expect(await chat.say('Atlantis')).toBe(`I did not understand that.\n---\n${question}`);
  });
});

describe('a variant', () => {
  const red = makeOffer(euro(90), { variant: 'Red', url: `${KETTLE}?v=red` });
  const blue = makeOffer(euro(95), { variant: 'Blue', url: `${KETTLE}?v=blue` });

  async function chatWithChoice(): Promise<{ chat: BotChat; titles: string[]; text: string }> {
    const chat = new BotChat();
    const answer = await chat.track(KETTLE, { kind: 'ambiguous', candidates: [red, blue] });
    return { chat, titles: titlesOf(answer), text: answer.text };
  }

  it('is offered as buttons, saved first', async () => {
    const { chat, titles, text } = await chatWithChoice();
    expect(titles).toEqual(['Red, €90.00', 'Blue, €95.00', 'Another one…', 'Stop']);
    expect(text).toContain('1. Red, €90.00\n2. Blue, €95.00');
    expect(await chat.say('list')).toContain('waits for your choice');
  });

  it('is chosen by its button, and its price follows', async () => {
    const { chat } = await chatWithChoice();
    expect(await chat.press({ do: 'choose', id: 1, url: blue.url })).toContain('Looking at shop.example');
    await chat.look(offered(95, blue));
    const [answer] = await chat.deliver();
    expect(answer?.text).toContain('€76.00 or less (20 % under the €95.00');
    expect(await chat.press({ do: 'choose', id: 1, url: red.url })).toContain('waits for no choice');
  });

  it('is chosen by pasting its link when asked', async () => {
    const { chat } = await chatWithChoice();
    expect(await chat.say('choose')).toContain('Pick the variant in the shop');
    expect(await chat.say(KETTLE)).toContain('the same page with all variants');
    expect(await chat.say(red.url)).toContain('Looking at shop.example');
    expect(chat.store.tables.flows.size).toBe(0);
    expect(await chat.say('list')).toContain('I watch 1 product');
  });

  it('is refused when its link is no shop', async () => {
    const { chat } = await chatWithChoice();
    expect(await chat.press({ do: 'choose', id: 1, url: 'http://169.254.169.254/latest' })).toContain(
      'no address of a public shop',
    );
  });

  it('must be chosen before it can be paused', async () => {
    const { chat } = await chatWithChoice();
    expect(await chat.say('pause')).toContain('Pick the variant');
  });
});

it('answers a question once when two processes hear the answer', async () => {
  const chat = await chatWithKettle();
  await chat.press({ do: 'type-target', id: 1 });
  const { flows } = chat.store;
  const put = flows.put.bind(flows);
  let isFirst = true;
  flows.put = async (conversationId, person, next, version, now) => {
    if (isFirst) {
      isFirst = false;
      await put(conversationId, person, null, version, now);
    }
    return put(conversationId, person, next, version, now);
  };
  expect(await chat.say('80')).toContain('There is no #80');
});

it('forgets a question of a kind that is gone', async () => {
  const chat = await chatWithKettle();
  const [conversation] = [...chat.store.tables.conversations.keys()];
  await chat.store.flows.put(
    conversation!,
    'ada',
    { active: { kind: 'of-an-older-version' }, aside: null },
    null,
    chat.clock.now(),
  );
  expect(FLOWS['of-an-older-version']).toBeUndefined();
  expect(await chat.say('1')).toContain('Kettle: €99.00');
  expect(chat.store.tables.flows.size).toBe(0);
});
