import { ManualClock } from '../../test/support/manual-clock';
import { silentLog } from '../../test/support/silent-log';
import { Outages } from '../app/outages';
import { UnsavedError } from '../core/unsaved-error';
import { ServerDisk } from './server-disk';

const MINUTE = 60_000;

test('rests for a minute after each refusal, and is said to be full once and to have room once', async () => {
  const clock = new ManualClock();
  const said: string[] = [];
  const say = (_fields: object, message: string): void => void said.push(message);
  const outages = new Outages(clock, { ...silentLog, error: say, info: say });
  let isFull = true;
  let tries = 0;
  const disk = new ServerDisk(clock, outages.watch({ down: 'full', back: 'room' }), () => {
    tries += 1;
    return isFull ? Promise.reject(new UnsavedError('full')) : Promise.resolve();
  });
  const state = (): object => ({ low: disk.isLow(), refusing: disk.isRefusing(), said, tries });
  const resting = { low: true, refusing: true, said: ['full'] };

  await disk.look();
  expect(state()).toEqual({ low: false, refusing: false, said: [], tries: 0 });
  disk.noteRefusal(new UnsavedError('full'));
  clock.advance(MINUTE - 1);
  await disk.look();
  expect(state()).toEqual({ ...resting, tries: 0 });
  clock.advance(1);
  await disk.look();
  expect(state()).toEqual({ ...resting, tries: 1 });
  isFull = false;
  clock.advance(MINUTE);
  await disk.look();
  expect(state()).toEqual({ low: false, refusing: false, said: ['full'], tries: 2 });
  outages.look();
  clock.advance(MINUTE);
  outages.look();
  expect(said).toEqual(['full', 'room']);
});
