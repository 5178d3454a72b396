import type { Manner, Meaning } from '../trace';
import type { Dice } from './dice';
import { findNextMidnight, writeLocalTime } from './local-time';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
const MOST_FOLLOWED = 5;

/** One thing that a person says or presses. */
export interface Wish {
  readonly text: string;
  readonly means: Meaning;
  /** Of a pressed button. */
  readonly value?: object;
  /** What the person knows once Ebb has taken it. */
  readonly afterwards?: () => void;
}

/** What a wish depends on besides the person. */
export interface Surroundings {
  readonly now: number;
  readonly products: readonly string[];
  /** In cents; null: none is shown. */
  readonly priceOf: (product: string) => number | null;
  /** The newest value of such a button in this person's chat; null: none is seen. */
  readonly findButton: (does: string) => object | null;
}

interface Followed {
  readonly product: string;
  /** The number that Ebb gave it. */
  readonly id: number;
}

type Say = (shopper: Shopper, around: Surroundings, dice: Dice) => Wish;
type SayAbout = (followed: Followed, around: Surroundings, dice: Dice, shopper: Shopper) => Wish;

/** A person in a chat of their own, who knows what they asked for and says what comes to mind. */
export class Shopper {
  readonly followed: Followed[] = [];
  private nextId = 1;
  flowIsOpen = false;

  constructor(
    readonly chat: string,
    readonly person: string,
    readonly timeZone: string,
  ) {}

  think(around: Surroundings, dice: Dice): Wish {
    const words = this.followed.length === 0 ? [] : WORDS;
    const answers = this.flowIsOpen ? [[12, leaveFlow] as const] : [];
    const news =
      this.followed.length < MOST_FOLLOWED ? [[this.followed.length < 2 ? 40 : 4, track] as const] : [];
    const erases = this.followed.length > 0 ? [[1, erase] as const] : [];
    return dice.weigh<Say>([[3, chatter], ...words, ...answers, ...news, ...erases])(this, around, dice);
  }

  follow(product: string): void {
    if (this.followed.some((one) => one.product === product)) return;
    this.followed.push({ product, id: this.nextId });
    this.nextId += 1;
  }

  drop(product: string): void {
    const index = this.followed.findIndex((one) => one.product === product);
    if (index >= 0) this.followed.splice(index, 1);
  }

  /** Everything is erased: numbers begin anew. */
  forget(): void {
    this.followed.length = 0;
    this.nextId = 1;
    this.flowIsOpen = false;
  }
}

function about(say: SayAbout): Say {
  return (shopper, around, dice) => say(dice.pick(shopper.followed), around, dice, shopper);
}

const WORDS: readonly (readonly [weight: number, say: Say])[] = [
  [8, about(changeRule)],
  [3, about(({ product, id }) => plain(`pause ${id}`, { kind: 'pause', product }))],
  [6, about(({ product, id }) => plain(`resume ${id}`, { kind: 'resume', product }))],
  [2, about(stop)],
  [3, setQuiet],
  [1, () => plain('quiet off', { kind: 'quiet-off' })],
  [2, (_shopper, _around, dice) => breakThrough(dice.says(0.6))],
  [3, about(snooze)],
  [1, snoozeAll],
  [3, (_shopper, _around, dice) => setManner(dice.pick(['wait', 'interject', 'interrupt', 'cancel']))],
  [2, about(setUrgent)],
  [6, openFlow],
  [3, about(({ product, id }) => plain(`check ${id}`, { kind: 'check', product }))],
  [2, about(({ product, id }) => plain(`test ${id}`, { kind: 'test', product }))],
  [3, about(remind)],
];

function plain(text: string, means: Meaning): Wish {
  return { text, means };
}

const chatter: Say = (_shopper, _around, dice) =>
  plain(dice.pick(['hello', 'list', 'help', 'settings', 'reminders', 'thanks']), { kind: 'other' });

function track(shopper: Shopper, { products }: Surroundings, dice: Dice): Wish {
  const product = dice.pick(products);
  return {
    ...plain(dice.pick([product, `track ${product}`, `Look at this: ${product} please`]), {
      kind: 'track',
      product,
    }),
    afterwards: () => shopper.follow(product),
  };
}

function stop({ product, id }: Followed, _around: Surroundings, _dice: Dice, shopper: Shopper): Wish {
  return { ...plain(`stop ${id}`, { kind: 'stop', product }), afterwards: () => shopper.drop(product) };
}

function changeRule({ product, id }: Followed, { priceOf }: Surroundings, dice: Dice): Wish {
  const cents = (priceOf(product) ?? 10_000) * dice.between(0.6, 1);
  const price = (cents / 100).toFixed(2);
  const percent = dice.pick([5, 10, 20, 30]);
  const days = dice.pick([7, 14, 30, 90]);
  return dice.weigh<Wish>([
    [4, plain(`${id} at €${price}`, { kind: 'rule', product, rule: { kind: 'target', price } })],
    [3, plain(`${percent} % for ${id}`, { kind: 'rule', product, rule: { kind: 'drop', percent } })],
    [2, plain(`lowest in ${days} days for ${id}`, { kind: 'rule', product, rule: { kind: 'lowest', days } })],
    [2, plain(`back in stock for ${id}`, { kind: 'rule', product, rule: { kind: 'back-in-stock' } })],
    [2, plain(`any change for ${id}`, { kind: 'rule', product, rule: { kind: 'any-change' } })],
  ]);
}

function setQuiet({ timeZone }: Shopper, _around: Surroundings, dice: Dice): Wish {
  const [from, to] = dice.pick([
    ['22:00', '07:00'],
    ['21:30', '06:45'],
    ['00:00', '08:00'],
    ['01:30', '02:30'],
    ['09:00', '17:30'],
  ] as const);
  return plain(`quiet ${from} to ${to}`, { kind: 'quiet', from, to, timeZone });
}

function breakThrough(on: boolean): Wish {
  return plain(`break through ${on ? 'on' : 'off'}`, { kind: 'break-through', product: null, on });
}

function snooze({ product, id }: Followed, { now }: Surroundings, dice: Dice, { timeZone }: Shopper): Wish {
  return dice.weigh<Wish>([
    [2, plain(`snooze ${id} today`, { kind: 'snooze', product, until: findNextMidnight(now, timeZone) })],
    [1, plain(`snooze ${id} for a week`, { kind: 'snooze', product, until: now + 7 * DAY })],
    [2, plain(`wake ${id}`, { kind: 'snooze', product, until: 0 })],
  ]);
}

function snoozeAll({ timeZone }: Shopper, { now }: Surroundings, dice: Dice): Wish {
  return dice.weigh<Wish>([
    [2, plain('snooze all today', { kind: 'snooze', product: null, until: findNextMidnight(now, timeZone) })],
    [1, plain('snooze all for a week', { kind: 'snooze', product: null, until: now + 7 * DAY })],
    [2, plain('wake all', { kind: 'snooze', product: null, until: 0 })],
  ]);
}

function setManner(manner: 'wait' | 'interject' | 'interrupt' | 'cancel'): Wish {
  return plain(`manner ${manner}`, { kind: 'manner', manner });
}

function setUrgent({ product, id }: Followed, _around: Surroundings, dice: Dice): Wish {
  const manner = dice.pick<Manner | null>(['wait', 'interject', 'interrupt', 'cancel', null, null, null]);
  const on = manner !== null;
  return plain(on ? `urgent ${id} ${manner}` : `not urgent ${id}`, { kind: 'urgent', product, on, manner });
}

/** Questions of Ebb that are asked and answered, or left. */
function openFlow(shopper: Shopper, _around: Surroundings, dice: Dice): Wish {
  const { id } = dice.pick(shopper.followed);
  const text = dice.pick(['stop', 'target', `remind me about #${id}`, 'erase my data']);
  return { ...plain(text, { kind: 'open-flow' }), afterwards: () => (shopper.flowIsOpen = true) };
}

function leaveFlow(shopper: Shopper): Wish {
  return { ...plain('cancel', { kind: 'answer-flow' }), afterwards: () => (shopper.flowIsOpen = false) };
}

function remind({ product, id }: Followed, { now }: Surroundings, dice: Dice, { timeZone }: Shopper): Wish {
  const at = Math.ceil((now + dice.between(10 * MINUTE, 6 * DAY)) / MINUTE) * MINUTE;
  return plain(`remind me about #${id} on ${writeLocalTime(at, timeZone)}`, { kind: 'remind', product, at });
}

/** First the question, then, when its button is seen, the button. */
function erase(shopper: Shopper, { findButton }: Surroundings): Wish {
  const value = findButton('erase-now');
  if (!value)
    return {
      ...plain('erase my data', { kind: 'open-flow' }),
      afterwards: () => (shopper.flowIsOpen = true),
    };
  return { ...plain('', { kind: 'erase' }), value, afterwards: () => shopper.forget() };
}
