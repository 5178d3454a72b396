import type { EventOf, History, Placed } from './history';
import { type Effect, Possible } from './possible';

type Meaning = EventOf<'turn'>['means'];
export type Rule = Extract<Meaning, { kind: 'rule' }>['rule'];

/** What a chat wants to hear of a product. */
export interface Wish {
  readonly rule: Rule;
  /** The turn that set the rule. */
  readonly setAt: number;
  readonly paused: boolean;
}

const USUAL_RULE: Rule = { kind: 'drop', percent: 20 };

/** @returns the wish of a chat about a product, null: none. */
export function followWish(history: History, chat: string, product: string): Possible<Wish | null> {
  return new Possible<Wish | null>(history, chat, null, effectOn(product));
}

function effectOn(product: string): Effect<Wish | null> {
  return (wish, turn) => {
    const { means } = turn;
    const isMeant = !('product' in means) || means.product === null || means.product === product;
    return isMeant ? changeWish(wish, turn) : [wish];
  };
}

function changeWish(wish: Wish | null, { means, index }: Placed<'turn'>): readonly (Wish | null)[] {
  switch (means.kind) {
    case 'track':
      // A link that is followed already changes nothing, or wakes a wish that sleeps.
      return wish === null ? [{ rule: USUAL_RULE, setAt: index, paused: false }] : orAwake(wish);
    case 'rule':
      return wish === null ? [null] : orAwake({ ...wish, rule: means.rule, setAt: index });
    case 'pause':
    case 'resume':
      return [wish && { ...wish, paused: means.kind === 'pause' }];
    case 'stop':
    case 'erase':
      return [null];
    default:
      return [wish];
  }
}

function orAwake(wish: Wish): readonly Wish[] {
  return wish.paused ? [wish, { ...wish, paused: false }] : [wish];
}
