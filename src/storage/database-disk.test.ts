import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ManualClock } from '../../test/support/manual-clock';
import type { Log } from '../core/ports';
import { UnsavedError } from '../core/unsaved-error';
import { DatabaseDisk } from './database-disk';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'ebb-disk-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function watch(file = path.join(folder, 'ebb.db')) {
  const clock = new ManualClock();
  const said: string[] = [];
  const note = (_: object, message: string): void => void said.push(message);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const disk = new DatabaseDisk(file, clock, log);
  const lookAfter = (milliseconds: number) => {
    clock.advance(milliseconds);
    return disk.look();
  };
  return { disk, clock, said, lookAfter, ballast: `${file}-ballast` };
}

const refusal = new UnsavedError('The disk takes nothing more.');

it('keeps a ballast that takes the room it says, also after somebody took it away', async () => {
  const { lookAfter, ballast, disk, said } = watch();
  await lookAfter(0);
  expect(statSync(ballast)).toMatchObject({ size: 16 * 2 ** 20, mode: 0o100600 });
  expect(statSync(ballast).blocks * 512).toBeGreaterThanOrEqual(16 * 2 ** 20);
  rmSync(ballast);
  await lookAfter(5_000);
  expect(existsSync(ballast)).toBe(true);
  expect([disk.isLow(), disk.isRefusing(), said]).toEqual([false, false, []]);
});

it('gives the ballast up at once when a write is refused, says so once, and goes on when none was for a minute', async () => {
  const { lookAfter, ballast, disk, said } = watch();
  await lookAfter(0);
  disk.noteRefusal(refusal);
  expect([disk.isLow(), disk.isRefusing(), existsSync(ballast)]).toEqual([true, true, false]);
  await lookAfter(30_000);
  disk.noteRefusal(refusal);
  await lookAfter(59_999);
  expect([disk.isLow(), disk.isRefusing(), existsSync(ballast)]).toEqual([true, true, false]);
  expect(said).toEqual([expect.stringContaining('no shop is looked at')]);
  await lookAfter(5_000);
  expect([disk.isLow(), disk.isRefusing(), existsSync(ballast)]).toEqual([false, false, true]);
  expect(said).toEqual([expect.anything(), expect.stringContaining('shops are looked at')]);
});

it('stays low when a write is refused while the ballast is written', async () => {
  const { lookAfter, ballast, disk } = watch();
  const looking = lookAfter(0);
  while (!existsSync(ballast)) await new Promise((resolve) => setImmediate(resolve));
  disk.noteRefusal(refusal);
  await looking;
  expect([disk.isLow(), existsSync(ballast)]).toEqual([true, false]);
});

it('is low where no ballast can be made', async () => {
  const { lookAfter, disk } = watch(path.join(folder, 'missing', 'ebb.db'));
  await lookAfter(0);
  expect(disk.isLow()).toBe(true);
});

it('goes on by a clock that was set back', async () => {
  const { lookAfter, disk } = watch();
  await lookAfter(0);
  disk.noteRefusal(refusal);
  await lookAfter(-5 * 3_600_000);
  expect(disk.isLow()).toBe(false);
});
