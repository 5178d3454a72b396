import type { TraceEvent } from '../trace';
import { deniesTurn } from './read-post';

export type EventOf<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>;

/** An event and its place in the history, which says what came before what. */
export type Placed<K extends TraceEvent['kind']> = EventOf<K> & { readonly index: number };

type ChatKind = Extract<TraceEvent, { chat: string }>['kind'];

/** A recorded history and the ways to look things up in it. An event is named by its index. */
export class History {
  /** Of each product that a shop ever showed. */
  readonly titles: ReadonlyMap<string, string>;
  private readonly taken = new Set<string>();
  private readonly byChat = new Map<string, Placed<ChatKind>[]>();
  /** Time without the jumps of the clock, by index. */
  private readonly steady: number[] = [];
  private readonly kills: readonly number[];

  constructor(readonly events: readonly TraceEvent[]) {
    this.titles = new Map(this.all('shop').map(({ product, title }) => [product, title]));
    let jumped = 0;
    events.forEach((event, index) => {
      if (event.kind === 'clock-jump') jumped += event.byMs;
      this.steady.push(event.at - jumped);
      if ('chat' in event && !this.isEcho(event)) pushTo(this.byChat, event.chat, { ...event, index });
    });
    this.kills = this.all('kill').map(({ index }) => index);
  }

  get chats(): readonly string[] {
    return [...this.byChat.keys()];
  }

  /**
   * All events of a chat, in order, without what a channel sends again after it was taken: it has its effect
   * once.
   */
  ofChat(chat: string): readonly Placed<ChatKind>[] {
    return this.byChat.get(chat) ?? [];
  }

  all<K extends TraceEvent['kind']>(kind: K): readonly Placed<K>[] {
    return this.events.flatMap((event, index) =>
      event.kind === kind ? [{ ...(event as EventOf<K>), index }] : [],
    );
  }

  at(index: number): number {
    return this.events[index]!.at;
  }

  /** @returns when the turn sent at an index was taken; beyond the end: never. */
  takenAt(turn: number): number {
    const { chat, id } = this.events[turn] as EventOf<'turn'>;
    const taken = this.ofChat(chat).find((event) => event.kind === 'taken' && event.id === id);
    return taken?.index ?? this.events.length - 1;
  }

  /** Did Ebb answer the turn that it could not do that? Then nobody knows what it did. */
  isDenied(chat: string, turn: string): boolean {
    return this.ofChat(chat).some(
      (event) => event.kind === 'post' && event.replyTo === turn && deniesTurn(event.text),
    );
  }

  /** @returns milliseconds by a clock that never jumps. */
  steadyAt(index: number): number {
    return this.steady[index]!;
  }

  /** Time from one event to a later one: as much as either clock says. What must last so long has lasted. */
  longestBetween(from: number, to: number): number {
    return Math.max(this.at(to) - this.at(from), this.steadyAt(to) - this.steadyAt(from));
  }

  /** The same, as little as either clock says. */
  shortestBetween(from: number, to: number): number {
    return Math.min(this.at(to) - this.at(from), this.steadyAt(to) - this.steadyAt(from));
  }

  /** @returns the earliest event that lies so little before another, by either clock. */
  firstWithin(milliseconds: number, index: number): number {
    let first = index;
    while (first > 0 && this.shortestBetween(first - 1, index) <= milliseconds) first -= 1;
    return first;
  }

  /**
   * Was a process killed so soon after that what it noted of the event may be lost, and before the other
   * event?
   */
  isKilledWithin(index: number, milliseconds: number, before = Infinity): boolean {
    const next = this.kills.find((kill) => kill > index);
    return next !== undefined && next < before && this.shortestBetween(index, next) <= milliseconds;
  }

  private isEcho(event: EventOf<ChatKind>): boolean {
    if (event.kind !== 'turn' && event.kind !== 'taken') return false;
    const key = JSON.stringify([event.chat, event.id]);
    const isEcho = this.taken.has(key);
    if (event.kind === 'taken') this.taken.add(key);
    return isEcho;
  }
}

/** Appends to the list of a key. */
export function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
