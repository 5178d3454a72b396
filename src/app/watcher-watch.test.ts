import { spokenLog } from '../../test/support/spoken-log';
import type { ReadingKind } from '../core/reading';
import { WatcherWatch } from './watcher-watch';

it.each<[ReadingKind, RegExp]>([
  ['unreadable', /reads far less than it did.*`ebb watchers doctor`/],
  ['blocked', /refuse Ebb, or do not answer.*the watcher may be fine/],
])('says in log and figures which watcher fell by %s, and when it reads again', (kind, words) => {
  const { log, said } = spokenLog();
  const failing = new Map<string, boolean>();
  const watch = new WatcherWatch({ setFailing: (watcher, is) => void failing.set(watcher, is) }, log);
  let at = 0;
  const look = (count: number, readings: Readonly<Record<string, ReadingKind>>): void => {
    for (let n = 0; n < count; n += 1) {
      at += 60_000;
      for (const [watcher, reading] of Object.entries(readings))
        watch.note(watcher, { at, shop: 'a', kind: reading });
    }
  };

  look(200, { pans: 'offer', cups: 'offer' });
  expect([said, [...failing]]).toEqual([
    [],
    [
      ['pans', false],
      ['cups', false],
    ],
  ]);
  look(100, { pans: kind, cups: 'offer' });
  expect(failing).toEqual(
    new Map([
      ['pans', true],
      ['cups', false],
    ]),
  );
  look(100, { pans: 'offer', cups: 'offer' });
  expect(failing.get('pans')).toBe(false);
  expect(said).toEqual([
    ['warn', expect.stringMatching(words), { watcher: 'pans', before: 1, now: 0, failures: { [kind]: 50 } }],
    ['info', 'a watcher reads about as much as before it fell', { watcher: 'pans', now: 0.8 }],
  ]);
});
