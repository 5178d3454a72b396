import type { ShownWish } from '../app/object-to-price';
import type { RuleWish } from '../app/rule-wish';
import type { SnoozeSpan } from '../app/snooze';
import { CHART_SPANS } from '../core/chart';
import { MANNERS, type Manner } from '../core/manner';
import type { Action } from '../core/message';
import { LONGEST_LINK } from '../core/parse-url';
import type { BareSubject, Intent, SnoozeWish } from './intent';

type Reader = (fields: Action) => Intent | null;
type ActionName = Exclude<Intent['do'], 'track' | 'too-long' | 'unknown'>;

const READERS: Readonly<Record<ActionName, Reader>> = {
  show: subject('show'),
  pause: subject('pause'),
  resume: subject('resume'),
  stop: subject('stop'),
  check: subject('check'),
  'add-shop': (fields) => {
    const url = readLink(fields);
    return { do: 'add-shop', ...readSubject(fields), ...(url === null ? {} : { url }) };
  },
  'remove-shop': (fields) => ({ do: 'remove-shop', ...readSubject(fields) }),
  test: subject('test'),
  rules: subject('rules'),
  'type-target': subject('type-target'),
  'type-choice': subject('type-choice'),
  'keep-rule': subject('keep-rule'),
  'not-urgent': subject('not-urgent'),
  'me-too': subject('me-too'),
  'not-me': subject('not-me'),
  'mention-me': subject('mention-me'),
  'no-mention': subject('no-mention'),
  'tell-privately': subject('tell-privately'),
  urgent: (fields) => ({
    do: 'urgent',
    ...readSubject(fields),
    manner: findManner(fields['manner']) ?? 'interrupt',
  }),
  manner: (fields) => {
    const manner = findManner(fields['manner']);
    return manner ? { do: 'manner', manner } : { do: 'manner' };
  },
  done: () => ({ do: 'done' }),
  'wrong-price': subject('wrong-price'),
  'price-right': subject('price-right'),
  'cancel-reminder': subject('cancel-reminder'),
  reminders: () => ({ do: 'reminders' }),
  remind: (fields) => {
    const { when } = fields;
    return { do: 'remind', ...readSubject(fields), ...(typeof when === 'string' ? { when } : {}) };
  },
  object: (fields) => {
    const shown = readShown(fields);
    return shown && { do: 'object', ...readSubject(fields), ...shown };
  },
  bought: (fields) => ({ do: 'bought', ...readId(fields), ...readPrice(fields), ...readDays(fields) }),
  wake: subject('wake'),
  snooze: (fields) => ({ do: 'snooze', ...readSubject(fields), ...readSnooze(fields) }),
  'snooze-all': (fields) => ({ do: 'snooze-all', ...readSpan(fields) }),
  quiet: ({ from, to }) =>
    from === undefined || to === undefined
      ? { do: 'quiet' }
      : { do: 'quiet', from: readNumber(from), to: readNumber(to) },
  'quiet-off': () => ({ do: 'quiet-off' }),
  'break-through': ({ on }) => ({ do: 'break-through', on: readNumber(on) === 1 ? 1 : 0 }),
  told: (fields) => {
    const delivery = readWhole(fields['delivery']);
    return delivery === null ? null : { do: 'told', delivery, page: readWhole(fields['page']) ?? 1 };
  },
  rule: (fields) => {
    const wish = readWish(fields);
    return wish && { do: 'rule', ...readSubject(fields), ...wish };
  },
  choose: (fields) => {
    const url = readLink(fields);
    return url === null ? null : { do: 'choose', ...readSubject(fields), url };
  },
  chart: (fields) => {
    const span = CHART_SPANS.find((one) => String(one) === String(fields['span']));
    return { do: 'chart', ...readSubject(fields), ...(span === undefined ? {} : { span }) };
  },
  list: (fields) => ({ do: 'list', page: readWhole(fields['page']) ?? 1 }),
  undo: (fields) => ({ do: 'undo', ...readId(fields) }),
  'default-rule': (fields) => {
    const wish = readWish(fields);
    return wish && { do: 'default-rule', ...wish };
  },
  'time-zone': ({ name }) => (typeof name === 'string' ? { do: 'time-zone', name } : { do: 'time-zone' }),
  'pause-all': () => ({ do: 'pause-all' }),
  'resume-all': () => ({ do: 'resume-all' }),
  connect: () => ({ do: 'connect' }),
  'connect-here': ({ sure }) => ({ do: 'connect-here', ...(readNumber(sure) === 1 ? { sure: 1 } : {}) }),
  'connect-agree': (fields) => readConnection('connect-agree', fields),
  'connect-refuse': (fields) => readConnection('connect-refuse', fields),
  erase: () => ({ do: 'erase' }),
  export: () => ({ do: 'export' }),
  import: () => ({ do: 'import' }),
  'erase-now': () => ({ do: 'erase-now' }),
  settings: () => ({ do: 'settings' }),
  'default-rules': () => ({ do: 'default-rules' }),
  'hook-address': () => ({ do: 'hook-address' }),
  help: () => ({ do: 'help' }),
  hello: () => ({ do: 'hello' }),
  thanks: () => ({ do: 'thanks' }),
  cancel: () => ({ do: 'cancel' }),
};

/** All that a button can ask for. */
export const ACTION_NAMES = Object.keys(READERS) as readonly ActionName[];

/** Says what a pressed button wants. Pure. Fields come from outside: what is not as we make it is null. */
export function readAction(action: Action): Intent | null {
  const name = ACTION_NAMES.find((one) => one === action.do);
  return name === undefined ? null : READERS[name](action);
}

function subject(name: BareSubject): Reader {
  return (fields) => ({ do: name, ...readSubject(fields) });
}

function readSpan({ span }: Action): { span?: SnoozeSpan } {
  return span === 'today' || span === 'week' ? { span } : {};
}

function readSnooze(fields: Action): SnoozeWish {
  const { below } = fields;
  return below === undefined ? readSpan(fields) : { below: String(below) };
}

function findManner(value: unknown): Manner | undefined {
  return MANNERS.find((manner) => manner === value);
}

/** Some channels hand numbers back as strings. */
function readWhole(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** A card that names none must not answer for another one. */
function readConnection(name: 'connect-agree' | 'connect-refuse', fields: Action): Intent | null {
  const connection = readWhole(fields['connection']);
  return connection === null ? null : { do: name, connection };
}

function readNumber(value: unknown): number {
  return typeof value === 'string' && value !== '' ? Number(value) : typeof value === 'number' ? value : NaN;
}

function readId(fields: Action): { id?: number } {
  const id = readWhole(fields['id']);
  return id === null ? {} : { id };
}

function readSubject(fields: Action): { id?: number; shop?: number } {
  const shop = readWhole(fields['shop']);
  return { ...readId(fields), ...(shop === null ? {} : { shop }) };
}

function readLink({ url }: Action): string | null {
  return typeof url === 'string' && url.length <= LONGEST_LINK ? url : null;
}

const WISH_READERS: Readonly<Record<string, (fields: Action) => RuleWish | null>> = {
  target: (fields) => {
    const price = readPrice(fields);
    return price && { rule: 'target', ...price };
  },
  drop: ({ percent, from, days }) => ({
    rule: 'drop',
    percent: readNumber(percent),
    ...(from === 'previous' || from === 'highest' ? { from } : {}),
    ...(days === undefined ? {} : { days: readNumber(days) }),
  }),
  lowest: ({ days, orEqual }) => ({
    rule: 'lowest',
    days: readNumber(days),
    ...(readWhole(orEqual) === 1 ? { orEqual: 1 as const } : {}),
  }),
  'back-in-stock': () => ({ rule: 'back-in-stock' }),
  'any-change': () => ({ rule: 'any-change' }),
};

function readPrice({ amount, sign }: Action): { amount: string; sign?: string } | null {
  if (typeof amount !== 'string' && typeof amount !== 'number') return null;
  return { amount: String(amount), ...(typeof sign === 'string' ? { sign } : {}) };
}

function readDays({ days }: Action): { days?: number } {
  return days === undefined ? {} : { days: readNumber(days) };
}

function readShown(fields: Action): ShownWish | null {
  const { shown } = fields;
  if (shown === 'no-price' || shown === 'other-product') return { shown };
  const price = shown === 'price' ? readPrice(fields) : null;
  return price && { shown: 'price', ...price };
}

/** Numbers out of range are left to the use case, which says what is right. */
function readWish(fields: Action): RuleWish | null {
  const name = fields['rule'];
  const read = typeof name === 'string' && Object.hasOwn(WISH_READERS, name) ? WISH_READERS[name] : undefined;
  return read?.(fields) ?? null;
}
