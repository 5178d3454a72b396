import type { History, Placed } from './history';

type Turn = Placed<'turn'>;

/**
 * What a turn does to a state, each way in which it may be understood; it does nothing to others: the state
 * itself.
 */
export type Effect<S> = (state: S, turn: Turn) => readonly S[];

/**
 * What stands in a chat at each event: one state when it is certain, several while a turn is under way or was
 * never taken, as it may or may not have had its effect.
 */
export class Possible<S> {
  private readonly since: { index: number; states: readonly S[] }[];

  constructor(history: History, chat: string, initial: S, effect: Effect<S>) {
    this.since = [{ index: -1, states: [initial] }];
    const open = new Map<string, { turn: Turn; alone: boolean }>();
    for (const event of history.ofChat(chat)) {
      const before = this.since.at(-1)!.states;
      if (event.kind === 'turn' && !open.has(event.id)) {
        for (const other of open.values()) other.alone = false;
        open.set(event.id, { turn: event, alone: open.size === 0 });
        this.set(event.index, [...before, ...applyTo(before, effect, event)]);
      }
      const taken = event.kind === 'taken' ? open.get(event.id) : undefined;
      if (taken === undefined) continue;
      open.delete(taken.turn.id);
      const after = applyTo(before, effect, taken.turn);
      const isCertain = taken.alone && !history.isDenied(chat, taken.turn.id);
      this.set(event.index, isCertain ? after : [...before, ...after]);
    }
  }

  /** @returns all states that may stand when the event happens, its own doing included. */
  statesAt(index: number): readonly S[] {
    let [low, high] = [0, this.since.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.since[middle]!.index <= index) low = middle;
      else high = middle - 1;
    }
    return this.since[low]!.states;
  }

  /** @returns the indices at which it changed, or began to be uncertain. */
  changes(): readonly number[] {
    return this.since.slice(1).map(({ index }) => index);
  }

  private set(index: number, states: readonly S[]): void {
    const distinct = [...new Map(states.map((state) => [JSON.stringify(state), state])).values()];
    const last = this.since.at(-1)!.states;
    if (JSON.stringify(last) !== JSON.stringify(distinct)) this.since.push({ index, states: distinct });
  }
}

function applyTo<S>(states: readonly S[], effect: Effect<S>, turn: Turn): readonly S[] {
  return states.flatMap((state) => effect(state, turn));
}
