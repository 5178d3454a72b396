import { setTimeout as wait } from 'node:timers/promises';
import type { Due, DueRows } from '../../support/due-rows';
import type { Installation } from './installation';
import type { MoodyConnector } from './moody-connector';
import type { TurnSender } from './turn-sender';

/** Real time in which all that is due at one instant must be done. */
const PATIENCE_MS = 30_000;
/** Ticks that follow one another sooner only keep the processes busy. */
const TICK_EVERY_MS = 12;
/** Real time without a change after which what goes on seems to wait for a short while to pass … */
const STUCK_MS = 25;
const NAP_MS = 1_500;
/** … and after which it can only wait for a longer one: a lane, or a connection without an answer. */
const SURELY_STUCK_MS = 800;
const LONGEST_WAIT_MS = 130_000;
/** After so long Ebb gives up a connection without an answer. */
const SILENCE_MS = 15_000;

/**
 * Lets all that is due at this instant be done. Time passes only when what goes on waits for it.
 * @throws Error when there is no end of it.
 */
export async function settleDown({
  installation,
  rows,
  turns,
  connector,
}: {
  readonly installation: Installation;
  readonly rows: DueRows;
  readonly turns: TurnSender;
  readonly connector: MoodyConnector;
}): Promise<Due> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  let [seen, since, tickedAt] = ['', performance.now(), -Infinity];
  for (;;) {
    if (performance.now() - tickedAt > TICK_EVERY_MS) {
      await installation.advance(0);
      tickedAt = performance.now();
    }
    await wait(2);
    const due = await rows.read(installation.now);
    const held = due.claims.filter((claim) => installation.holds(claim));
    const canWork = installation.alive.length > 0 && due.now > 0;
    if (!canWork && held.length === 0 && turns.onTheirWay === 0) return due;
    const { posts, updates } = connector.fake;
    const sight = JSON.stringify([due.now, held, turns.onTheirWay, posts.length, updates.length]);
    if (sight !== seen) [seen, since] = [sight, performance.now()];
    else if (await letTimePass(installation, connector, performance.now() - since)) since = performance.now();
    if (performance.now() > giveUpAt)
      throw new Error(`it finds no rest: ${sight}\n${installation.errors.join('\n')}`);
  }
}

/** @param stuckMs real time without a change. @returns whether time has passed. */
async function letTimePass(
  installation: Installation,
  connector: MoodyConnector,
  stuckMs: number,
): Promise<boolean> {
  const { nextWakeMs } = installation;
  if (stuckMs > STUCK_MS && nextWakeMs <= NAP_MS) {
    await installation.advance(Math.max(nextWakeMs, 250));
    return true;
  }
  if (stuckMs < SURELY_STUCK_MS) return false;
  const wait = connector.hanging > 0 ? Math.min(SILENCE_MS, nextWakeMs) : nextWakeMs;
  if (wait > LONGEST_WAIT_MS) return false;
  await installation.advance(wait);
  if (wait === SILENCE_MS) connector.hanging = 0;
  return true;
}
