import { Heartbeat } from './app/heartbeat';
import { LoopWatch, type WatchedLoop } from './app/loop-watch';
import type { Outages } from './app/outages';
import type { ProcessLock } from './app/process-lock';
import type { Base } from './compose-work';
import type { Clock } from './core/ports';
import type { Probe } from './web/ready';
import type { Status } from './web/status-routes';

/** How this process is, for those who ask from outside. */
export interface Health extends Pick<Status, 'findStuck' | 'probes'> {
  /** Resolves with the reason when it cannot go on. */
  readonly lost: Promise<Error>;
  /** To be called at every tick. */
  readonly look: () => void;
  /** Ends it: it is not ready any more. */
  readonly stop: () => Promise<void>;
}

const HANG = {
  down: 'work hangs; what it holds is taken over by others, or comes after a start: start Ebb anew unless it goes on',
  back: 'work that hung goes on',
};

/** So long an answer of the database stands: anybody may ask, and it writes. */
const ASK_EVERY_MS = 5_000;

interface HealthParts extends Pick<Base, 'store' | 'disk' | 'clock'> {
  readonly outages: Outages;
}

/** @param lock null where no lock is needed. */
export function composeHealth(
  { store: { system }, disk, clock, outages }: HealthParts,
  lock: ProcessLock | null,
  loops: readonly WatchedLoop[],
): Health {
  const heartbeat = new Heartbeat(lock, clock);
  const watch = new LoopWatch(loops, clock);
  const hang = outages.watch(HANG);
  const lookAtLoops = (): void => {
    watch.look();
    const stuck = watch.findStuck();
    if (stuck.length > 0) hang.noteFailure({ stuck }, true);
    else hang.noteSuccess();
  };
  let isStopping = false;
  const findStuck = (): string[] => [...(heartbeat.isFresh() ? [] : ['ticks']), ...watch.findStuck()];
  const canWrite = (): Promise<boolean> => system.tryWrite(clock.now()).then(() => true);
  const probes: Probe[] = [
    { name: 'database', check: askNowAndThen(clock, canWrite) },
    { name: 'tables', check: askNowAndThen(clock, () => system.isCurrent()) },
    { name: 'disk', check: () => Promise.resolve(!disk.isLow()) },
    { name: 'work', check: () => Promise.resolve(findStuck().length === 0) },
    { name: 'running', check: () => Promise.resolve(!isStopping) },
  ];
  return {
    ...{ findStuck, probes, lost: heartbeat.lost },
    look: () => {
      void heartbeat.beat();
      void disk.look();
      lookAtLoops();
      outages.look();
    },
    stop: () => {
      isStopping = true;
      return Promise.resolve();
    },
  };
}

/** One answer for all who ask within five seconds; whoever asks before it is there waits for it. */
function askNowAndThen(clock: Clock, ask: () => Promise<boolean>): Probe['check'] {
  let last: { readonly at: number; readonly answer: Promise<boolean> } | null = null;
  return () => {
    const now = clock.now();
    if (last === null || now - last.at >= ASK_EVERY_MS) last = { at: now, answer: ask() };
    return last.answer;
  };
}
