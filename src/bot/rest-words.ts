import type { Intent } from './intent';

type Fields = Readonly<Record<string, string | undefined>>;

const SPAN = String.raw`(?:for )?(?:the )?(?:rest of )?(?:a |the |one |1 )?(?<span>today|day|week)`;
const ALL = '(?:all|everything)';
const NUMBERED = String.raw`(?: #?(?<id>\d{1,6}))?`;
const BELOW = String.raw`(?:until|till|unless) (?:it (?:is|falls) )?(?:lower|less|below|under|cheaper)(?: than)?`;
const PRICE = String.raw`(?<before>[^\d\s]{1,4} ?)?(?<below>\d[\d.,' ]*?)(?<after> ?[^\d\s]{1,4})?`;
const CLOCK = String.raw`\d{1,2}(?:[:.]\d{2})?`;

/** Words that let the bot rest: snooze, quiet hours. The first that fits counts. */
export const REST_WORDS: readonly (readonly [RegExp, (fields: Fields) => Intent])[] = [
  [
    new RegExp(`^snooze ${ALL}(?: ${SPAN})?$`, 'u'),
    ({ span }) => ({ do: 'snooze-all', span: readSpan(span) }),
  ],
  [new RegExp(`^(?:wake|unsnooze) ${ALL}$`, 'u'), () => ({ do: 'snooze-all' })],
  [
    new RegExp(`^snooze${NUMBERED} ${BELOW} ${PRICE}$`, 'u'),
    ({ id, below = '', before, after }) => {
      const sign = (before ?? after)?.trim();
      return { do: 'snooze', ...readId(id), below: below.trim(), ...(sign ? { sign } : {}) };
    },
  ],
  [
    new RegExp(`^snooze${NUMBERED}(?: ${SPAN})?$`, 'u'),
    ({ id, span }) => ({
      do: 'snooze',
      ...readId(id),
      ...(span === undefined ? {} : { span: readSpan(span) }),
    }),
  ],
  [new RegExp(`^(?:wake|unsnooze)${NUMBERED}$`, 'u'), ({ id }) => ({ do: 'wake', ...readId(id) })],
  [/^(?:no quiet hours|quiet(?: hours)? (?:off|none))$/u, () => ({ do: 'quiet-off' })],
  [
    new RegExp(`^quiet(?: hours)?(?: (?:from )?(?<from>${CLOCK}) ?(?:-|–|to|until) ?(?<to>${CLOCK}))?$`, 'u'),
    ({ from, to }) =>
      from === undefined || to === undefined
        ? { do: 'quiet' }
        : { do: 'quiet', from: readClock(from), to: readClock(to) },
  ],
  [
    /^break(?:ing)? ?through(?: (?<switch>on|off))?$/u,
    (fields) => ({ do: 'break-through', on: fields['switch'] === 'off' ? 0 : 1 }),
  ],
];

function readId(id: string | undefined): { id?: number } {
  return id === undefined ? {} : { id: Number(id) };
}

function readSpan(span: string | undefined): 'today' | 'week' {
  return span === 'week' ? 'week' : 'today';
}

/** "22", "22:30" → minutes since midnight; NaN where clocks show no such time. */
function readClock(text: string): number {
  const [hours = NaN, minutes = 0] = text.split(/[:.]/).map(Number);
  return minutes < 60 ? hours * 60 + minutes : NaN;
}
