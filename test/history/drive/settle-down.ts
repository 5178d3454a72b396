import { setTimeout as wait } from 'node:timers/promises';
import type { Due, DueRows } from './due-rows';
import type { Installation } from './installation';
import type { MoodyConnector } from './moody-connector';
import type { TurnSender } from './turn-sender';

/** Real time in which all that is due at one instant must be done. */
const PATIENCE_MS = 30_000;
/** Real time without a change after which what goes on can only wait for time to pass. */
const STUCK_MS = 25;
/** Longest wait within a piece of work: the gap of a lane, the lease of a conversation. */
const LONGEST_NAP_MS = 1_500;
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
  let [seen, since] = ['', performance.now()];
  for (;;) {
    await installation.advance(0);
    await wait(1);
    const due = await rows.read(installation.now);
    const held = due.claims.filter((claim) => installation.holds(claim));
    const canWork = installation.alive.length > 0 && due.now > 0;
    if (!canWork && held.length === 0 && turns.onTheirWay === 0) return due;
    const sight = JSON.stringify([due.now, held, turns.onTheirWay, connector.fake.posts.length]);
    if (sight !== seen) [seen, since] = [sight, performance.now()];
    else if (performance.now() - since > STUCK_MS) {
      await letTimePass(installation, connector);
      since = performance.now();
    }
    if (performance.now() > giveUpAt)
      throw new Error(`it finds no rest: ${sight}\n${installation.errors.join('\n')}`);
  }
}

async function letTimePass(installation: Installation, connector: MoodyConnector): Promise<void> {
  if (installation.nextWakeMs <= LONGEST_NAP_MS) {
    await installation.advance(Math.max(installation.nextWakeMs, 250));
  } else if (connector.hanging > 0) {
    await installation.advance(SILENCE_MS);
    connector.hanging = 0;
  }
}
