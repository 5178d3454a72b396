import { eraseForgotten, listForgotten } from './app/erase-gone';
import type { Base } from './compose-work';
import { WorkLoop } from './jobs/work-loop';

const ERASE_AGAIN_MS = 60_000;

/**
 * Erases who left long ago, one at a time. Two processes may take up the same one: the second finds nothing.
 */
export function createErasing({
  store: { conversations },
  disk,
  clock,
  log,
}: Pick<Base, 'store' | 'disk' | 'clock' | 'log'>): WorkLoop<number> {
  return new WorkLoop<number>({
    name: 'erasing',
    capacity: 1,
    rests: () => disk.isRefusing(),
    claim: async (free, busy) => (busy.length > 0 ? [] : listForgotten(conversations, clock.now(), free)),
    keyOf: String,
    perform: async (id, signal) => {
      try {
        const isErased = await eraseForgotten(conversations, id, clock.now());
        if (isErased) log.info({ conversation: id }, 'a conversation that left long ago is erased');
      } catch (error) {
        log.error({ conversation: id, err: error }, 'a conversation that left long ago could not be erased');
        // Given up at once it would be taken up again at once: it has no claim that expires.
        await clock.sleep(ERASE_AGAIN_MS, signal).catch(() => undefined);
      }
    },
    log,
  });
}
