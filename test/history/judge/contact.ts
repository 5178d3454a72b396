import type { History, Placed } from './history';
import type { Terms } from './terms';

/**
 * `unspoken`: nobody there ever spoke to Ebb; `gone`: Ebb was told that it is unwelcome there, or that the
 * chat is no more.
 */
export type Contact = 'unspoken' | 'open' | 'gone' | 'erased';

/** How Ebb stands with a chat, as far as it must know. */
export class ContactHistory {
  private readonly since: { index: number; contact: Contact }[] = [{ index: -1, contact: 'unspoken' }];
  /** Ids of turns that erase or remove, and that nothing else was said since. */
  private readonly endings = new Map<string, Contact>();

  constructor(history: History, chat: string, terms: Terms) {
    for (const event of history.ofChat(chat)) {
      const { index } = event;
      if (event.kind === 'taken' && history.isDenied(chat, event.id)) continue;
      const contact = this.next(event, () => history.isKilledWithin(index, terms.settleMs));
      if (contact !== null && contact !== this.since.at(-1)!.contact) this.since.push({ index, contact });
    }
  }

  /** @returns how it stood before the event. */
  before(index: number): Contact {
    return this.since.findLast((change) => change.index < index)!.contact;
  }

  /** @returns the events at which it changed. */
  changes(): readonly number[] {
    return this.since.map(({ index }) => index);
  }

  private next(
    event: Placed<'turn' | 'taken' | 'post' | 'chat'>,
    isForgotten: () => boolean,
  ): Contact | null {
    if (event.kind === 'turn') return this.hear(event);
    if (event.kind === 'taken') return this.endings.get(event.id) ?? null;
    if (event.kind === 'chat' || event.replyTo !== null) return null;
    const isGone = event.told === 403 || event.told === 404;
    return isGone && !isForgotten() ? 'gone' : null;
  }

  private hear({ id, means }: Placed<'turn'>): Contact | null {
    if (means.kind === 'erase') this.endings.set(id, 'erased');
    else if (means.kind === 'removed') this.endings.set(id, 'gone');
    else this.endings.clear();
    return means.kind === 'removed' ? null : 'open';
  }
}
