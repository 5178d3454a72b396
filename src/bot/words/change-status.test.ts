import { KETTLE, chatWithKettle, chatWithTwo } from '../../../test/support/bot-chat';
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
    expect(chat.wakes).toEqual(['polls', 'polls']);
  });

  it('stops, and takes it back within ten minutes', async () => {
    const chat = await chatWithKettle();
    expect(await chat.say('stop')).toContain('I have stopped watching #1 Kettle.');
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
    await chat.say('stop');
    chat.clock.advance(10 * 60_000 + 1);
    expect(await chat.say('undo')).toContain('nothing to undo');
    expect(await chat.say('undo 1')).toContain('nothing to undo');
    expect(await chat.say('show 1')).toContain('There is no #1');
  });

  it('does not follow one product twice after an undo', async () => {
    const chat = await chatWithKettle();
    await chat.say('stop');
    await chat.say(KETTLE);
    expect(await chat.say('undo')).toContain('You follow the same product again already.');
    expect(await chat.say('list')).toContain('I watch 1 product');
  });
});
