import type { Instant } from '../core/history';
import type { ImportStore } from '../core/import';
import type { ClaimedDelivery } from '../core/records';

/**
 * How many looks the answer to an import still waits for. When its time is up it waits for none: what is
 * looked at later speaks for itself.
 */
export async function countLooksLeft(
  imports: Pick<ImportStore, 'countLooks' | 'endWait'>,
  { notice: { body }, conversation }: ClaimedDelivery,
  now: Instant,
): Promise<number> {
  if (body.kind !== 'import') return 0;
  if (now < body.waitsUntil) return imports.countLooks(conversation.id);
  await imports.endWait(conversation.id);
  return 0;
}
