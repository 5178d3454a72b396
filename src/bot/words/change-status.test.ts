import { BotChat, KETTLE, chatWithKettle, chatWithTwo } from '../../../test/support/bot-chat';
import { offered } from '../../../test/support/readings';
import { DAY } from '../../core/history';

describe('pause, resume, stop, undo', () => {
  it('pauses and resumes', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('pause')).toContain('#1 Kettle is paused.');
    expect(await chat.say('pause')).toContain('#1 Kettle is paused already.');
    expect(await chat.say('resume')).toContain('I am watching it again.');
    expect(await chat.say('resume')).toContain('It was not paused.');
  });

  it('looks again when a long pause ends', async () => {
    const chat = await chatWithKettle();
    await chat.say('pause');
    chat.clock.advance(9 * DAY);
    expect(await chat.say('resume')).toContain('and look at it now');
    expect(chat.wakesOf('polls')).toBe(2);
  });

  it('stops, and takes it back within ten minutes', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('stop 1')).toContain('I have stopped watching #1 Kettle.');
    expect(await chat.say('list')).toContain('empty');
    expect(await chat.say('stop 1')).toContain('You stopped #1 Kettle.');
    expect(await chat.say('undo')).toContain('It is back in your list.');
    expect(await chat.say('list')).toContain('#1 Kettle');
  });

  it('takes the last stop back, or the one that is named', async () => {
    const chat = await chatWithTwo();
    await chat.say('stop 1');
    chat.clock.advance(1000);
    await chat.say('stop 2');
    expect(await chat.say('undo')).toContain('Lamp');
    expect(await chat.say('undo 1')).toContain('Kettle');
    expect(await chat.say('undo')).toContain('nothing to undo');
  });

  it('cannot take it back after ten minutes', async () => {
    const chat = await chatWithKettle();
    await chat.say('stop 1');
    chat.clock.advance(10 * 60_000 + 1);
    expect(await chat.say('undo')).toContain('nothing to undo');
    expect(await chat.say('undo 1')).toContain('nothing to undo');
    expect(await chat.say('show 1')).toContain('There is no #1');
  });

  it('does not follow one product twice after an undo', async () => {
    const chat = await chatWithKettle();
    await chat.say('stop 1');
    await chat.say(KETTLE);
    expect(await chat.say('undo')).toContain('You follow the same product again already.');
    expect(await chat.say('list')).toContain('I watch 1 product');
  });
});

describe('what is sold for one day', () => {
  const STAY = 'https://hotel.example/stay/2026-01-18';

  async function chatWithStay(): Promise<BotChat> {
    const chat = new BotChat();
    await chat.track(STAY, offered(99, { title: 'Two nights' }));
    return chat;
  }

  it('is shown with that day', async () => {
    const chat = await chatWithStay();
    expect(await chat.say('show 1')).toContain('I watch it until 18 Jan 2026.');
    expect(await chat.say('list')).toContain('until 18 Jan 2026');
    await chat.say('time zone Pacific/Auckland');
    expect(await chat.say('list')).toContain('until 18 Jan 2026');
  });

  it('ends with one notice when the day is over, and is not looked at any more', async () => {
    const chat = await chatWithStay();
    chat.clock.advance(DAY);
    await chat.look(offered(90, { title: 'Two nights' }));
    chat.clock.advance(3 * DAY);
    const looked: string[] = [];
    await chat.look((url) => {
      looked.push(url);
      return offered(10);
    });
    const said = await chat.deliver();
    expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('#1 Two nights')]);
    expect(said[0]?.text).toContain(
      'It was for 18 Jan 2026, and that day is past: I have stopped watching it.',
    );
    expect(said[0]?.text).toContain('The lowest price I saw was €90.00.');
    chat.clock.advance(30 * DAY);
    await chat.look(offered(10));
    expect(await chat.deliver()).toEqual([]);
    expect(looked).toEqual([]);
    expect(await chat.say('list')).toContain('empty');
  });

  it('does not come back by undo', async () => {
    const chat = await chatWithStay();
    chat.clock.advance(4 * DAY);
    await chat.look(offered(90));
    expect(await chat.say('undo')).toContain('I no longer watch #1 Two nights: its day is past.');
    expect(await chat.say('list')).toContain('empty');
  });

  it('ends in silence while it is paused, and does not come back by resume', async () => {
    const chat = await chatWithStay();
    await chat.say('pause');
    chat.clock.advance(4 * DAY);
    await chat.look(offered(90));
    expect(await chat.deliver()).toEqual([]);
    expect(await chat.say('resume 1')).toContain('I no longer watch #1 Two nights: its day is past.');
    expect(await chat.say('list')).toContain('empty');
  });

  it('is not followed when its day is past', async () => {
    const chat = new BotChat();
    chat.clock.advance(5 * DAY);
    expect(await chat.say(STAY)).toContain('its day is past. Choose a new date in the shop');
    expect(chat.store.tables.products.size).toBe(0);
  });
});
