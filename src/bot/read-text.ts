import type { ChartSpan } from '../core/chart';
import { MANNERS } from '../core/manner';
import { LONGEST_TEXT, findLinks } from './find-links';
import type { BareSubject, Intent } from './intent';
import { bringsLines, dropImportWord, isFile } from './portable/read-import';
import { readBought } from './read-bought';
import { readAnotherShop } from './read-another-shop';
import { readReminder } from './read-reminder';
import { REST_WORDS } from './rest-words';
import { readRuleWish } from './read-rule-wish';

/** What a person calls one of their subscriptions: "3", "#3", "no. 3", "for 3". */
const ID = String.raw`(?: (?:(?:for|from|on|of|item|product|number|nr|no|subscription|the|watching|tracking|following) )*#?(?<id>\d{1,6}))?`;

function word(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})${ID}$`, 'u');
}

type Fields = Readonly<Record<string, string | undefined>>;

const LIST_NOUN = '(?:list|watch ?list|products|items|subscriptions|everything|all)';
const LIST = new RegExp(
  `^(?:lists?|ls|(?:(?:show|see|list)(?: me)? )?(?:(?:all )?(?:of )?(?:my |the )?)?${LIST_NOUN}|` +
    'what (?:are you watching|do you watch))(?: (?:page )?(?<page>\\d{1,4}))?$',
);

const CHART = new RegExp(
  String.raw`^(?:show )?(?:me )?(?:the |a )?(?:price )?(?:charts?|graph|history|curve)${ID}` +
    String.raw`(?: (?:(?:for|over|of|in|the|last|since) )*(?<span>30 days|month|90 days|3 months|365 days|(?:1 |a )?year|all(?: time)?|ever(?:ything)?))?$`,
);

/** Words that need no number or may have one; the first that fits counts. */
const WORDS: readonly (readonly [RegExp, (fields: Fields) => Intent])[] = [
  [/^(?:help|\?+|commands?|menu|how does (?:this|it) work|what can you do|what do you do)$/, just('help')],
  [
    /^(?:hi|hello|hey|hallo|moin|yo|start|good (?:morning|day|afternoon|evening))(?: there| ebb)?$/,
    just('hello'),
  ],
  [
    /^(?:thanks?|thank you|thx|ty|great|nice|cool|perfect|ok|okay|danke)(?: (?:you|a lot|so much|very much))?$/,
    just('thanks'),
  ],
  [/^(?:cancel|never ?mind|forget it|leave it|abort|quit|no|nothing|not now)$/, just('cancel')],
  [
    /^(?:done|i(?:'m| am) done|that(?:'s| is) (?:all|it)|finished|back|go back|back to (?:the|your) question)$/,
    just('done'),
  ],
  [/^(?:settings?|options?|preferences|config(?:uration)?)$/, just('settings')],
  [/^(?:defaults?|default rules?)$/, just('default-rules')],
  [/^(?:web ?)?hooks?(?: address)?$/, just('hook-address')],
  [
    /^(?:track|watch|follow|add)(?: (?:this|it|something|a product|a link))?$/,
    () => ({ do: 'track', links: [] }),
  ],
  [LIST, ({ page }) => ({ do: 'list', page: Number(page ?? 1) })],
  [word('(?:check|look(?: at)?|refresh|update)(?: now| again)?'), subject('check')],
  [/^(?:check|look at|refresh|update) #?(?<id>\d{1,6}) (?:now|again)$/, subject('check')],
  [word('(?:show|details?|info|open|view|status|see)(?: me| details?)?'), subject('show')],
  [/^(?:pause|hold|mute|suspend|stop) (?:everything|all)$/, just('pause-all')],
  [/^(?:resume|continue|unpause|unmute|restart) (?:everything|all)$/, just('resume-all')],
  [
    /^(?:(?:erase|delete|remove|forget)(?: all)?(?: of)?(?: my)? (?:data|everything|all|me)|erase(?: me)?)$/,
    just('erase'),
  ],
  [/^(?:export|download|save)(?: (?:my |the )?(?:list|data|products|everything|all))?$/, just('export')],
  [/^(?:import|upload|load)(?: (?:a |my |the )?(?:list|data|products|file|lines))?$/, just('import')],
  [/^connect(?: (?:another|my other|the other|a) chat)?$/, just('connect')],
  [/^connect(?: here|ion)$/, just('connect-here')],
  [/^connect(?: code)? (?<code>\S{4} ?\S{4,6})$/u, ({ code = '' }) => ({ do: 'connect', code })],
  [/^(?:i )?agree$/, just('connect-agree')],
  [/^(?:i )?refuse$/, just('connect-refuse')],
  [word('pause|hold|mute|suspend'), subject('pause')],
  [word('resume|continue|unpause|unmute|restart|reactivate|go on'), subject('resume')],
  [word('(?:cancel|delete|remove|stop|forget|drop)(?: the| my)? reminder'), subject('cancel-reminder')],
  [
    word(
      'stop|delete|remove|unsubscribe|unfollow|untrack|unwatch|forget|end|cancel|stop (?:watching|tracking|following)(?: it)?',
    ),
    subject('stop'),
  ],
  [CHART, readChartWord],
  [word('(?:send )?(?:a |me a )?test(?: ?alert)?'), subject('test')],
  [word('(?:undo|restore|bring back|oops)(?: that| it| stop)?'), withId('undo')],
  [word('keep(?: it| the rule)?'), subject('keep-rule')],
  [/^(?:manners?|interruptions?)(?: (?:to )?(?<manner>wait|interject|interrupt|cancel))?$/, readMannerWord],
  [/^urgent(?: #?(?<id>\d{1,6}))?(?: (?<manner>wait|interject|interrupt|cancel))?$/, readUrgentWord],
  [word('not urgent|no longer urgent|calm'), subject('not-urgent')],
  [word('me too|join|me as well|count me in'), subject('me-too')],
  [word('not me|leave|count me out'), subject('not-me')],
  [word('mention(?: me)?'), subject('mention-me')],
  [word("no mention|(?:don't|do not|stop) mention(?:ing)?(?: me)?"), subject('no-mention')],
  [
    word('(?:tell|write(?: to)?|message)(?: me)? (?:privately|in private|in person)|privately'),
    subject('tell-privately'),
  ],
  ...REST_WORDS,
  [word('rules?|change(?: the)? rule|edit'), subject('rules')],
  [word('(?:the )?(?:wrong price|price is wrong)'), subject('wrong-price')],
  [word('(?:the )?price is right'), subject('price-right')],
  [/^(?:(?:show|list)(?: me)? )?(?:all )?(?:of )?(?:my |the )?reminders$/, just('reminders')],
  [word('(?:remove|drop|delete|forget)(?: the| a| one)? shop'), removeShop],
  [
    /^(?:remove|drop|delete|forget) (?<name>[\p{L}\p{N}.-]{1,80}\.[\p{L}\p{N}]{2,20}(?::\d{1,5})?) (?:of|from|for|in) #?(?<id>\d{1,6})$/u,
    removeShop,
  ],
  [word('(?:(?:add|track|watch) )?(?:another|other|one more|more) shops?'), addShop],
  [word('choose|pick|variants?|choose variant'), subject('type-choice')],
  [word('target|price|a price|change (?:the )?(?:target|price)'), readTargetWord],
];

function just(
  name:
    | 'reminders'
    | 'pause-all'
    | 'resume-all'
    | 'erase'
    | 'export'
    | 'import'
    | 'connect'
    | 'connect-here'
    | 'connect-agree'
    | 'connect-refuse'
    | 'hook-address'
    | 'help'
    | 'done'
    | 'hello'
    | 'thanks'
    | 'cancel'
    | 'settings'
    | 'default-rules',
): () => Intent {
  return () => ({ do: name });
}

function subject(name: BareSubject): (fields: Fields) => Intent {
  return ({ id }) => (id === undefined ? { do: name } : { do: name, id: Number(id) });
}

function addShop({ id }: Fields): Intent {
  return id === undefined ? { do: 'add-shop' } : { do: 'add-shop', id: Number(id) };
}

function removeShop({ id, name }: Fields): Intent {
  return {
    do: 'remove-shop',
    ...(id === undefined ? {} : { id: Number(id) }),
    ...(name === undefined ? {} : { name }),
  };
}

function withId(name: 'undo'): (fields: Fields) => Intent {
  return ({ id }) => (id === undefined ? { do: name } : { do: name, id: Number(id) });
}

const SPANS: readonly (readonly [RegExp, ChartSpan])[] = [
  [/^30|^month/, 30],
  [/^90|^3 /, 90],
  [/^365|year/, 365],
  [/^all|^ever/, 'all'],
];

function readChartWord({ id, span }: Fields): Intent {
  const named = SPANS.find(([pattern]) => span !== undefined && pattern.test(span))?.[1];
  return {
    do: 'chart',
    ...(id === undefined ? {} : { id: Number(id) }),
    ...(named === undefined ? {} : { span: named }),
  };
}

function readMannerWord({ manner }: Fields): Intent {
  const named = MANNERS.find((one) => one === manner);
  return named ? { do: 'manner', manner: named } : { do: 'manner' };
}

function readUrgentWord({ id, manner }: Fields): Intent {
  const named = MANNERS.find((one) => one === manner) ?? 'interrupt';
  return { do: 'urgent', ...(id === undefined ? {} : { id: Number(id) }), manner: named };
}

/** "target" asks for the price; "target 80" says it. */
function readTargetWord({ id }: Fields): Intent {
  return id === undefined ? { do: 'type-target' } : { do: 'rule', rule: 'target', amount: id };
}

const POLITE =
  /\b(?:please|pls|plz|kindly|thanks|thank you|(?:can|could|would|will) you|i(?:'d| would) (?:like|love) (?:you )?to|i want (?:you )?to|just)\b/g;
const TIME_ZONE =
  /^(?:(?:set|change) )?(?:my |the )?(?:time ?zone|tz)(?: to| is|:)?(?: (?<name>[\w+/-]+(?: [\w+/-]+){0,3}))?$/i;
const DEFAULT_RULE = /^(?:(?:set|change) )?(?:my |the )?defaults?(?: rule)?(?: to| is|:)? (?<rule>.+)$/;

/** What is understood without a link is shorter. */
export const LONGEST_WORDS = 500;

/**
 * Says what a text wants. Pure. Any text with a link means `track`, unless it says that it is the same as
 * another one.
 */
export function readText(text: string): Intent {
  const lines = readImportWord(text);
  if (lines) return lines;
  const links = findLinks(text);
  if (links.length > 0) {
    return readChoice(text, links) ?? readAnotherShop(text, links) ?? readLinks(text, links);
  }
  if (text.trim().length > LONGEST_WORDS) return { do: 'too-long' };
  const tidy = tidyText(text);
  const lower = tidy.toLowerCase();
  return (
    readSetting(tidy, lower) ??
    readWord(lower) ??
    readReminderWord(lower) ??
    readBoughtWord(lower) ??
    readRule(lower) ?? { do: 'unknown' }
  );
}

function readLinks(text: string, links: readonly string[]): Intent {
  return { do: 'track', links, ...(text.length > LONGEST_TEXT ? { isCut: true } : {}) };
}

/** "import" before lines, or the beginning of a file. */
function readImportWord(text: string): Intent | null {
  const lines = dropImportWord(text);
  return isFile(lines) || (lines !== text && bringsLines(lines)) ? { do: 'import', text: lines } : null;
}

/** "choose 3 LINK": the variant that is meant, in one line. */
function readChoice(text: string, [url, ...others]: readonly string[]): Intent | null {
  const id = /^\s*\/?(?:choose|pick)\s+(?:for\s+)?#?(\d{1,6})\b/i.exec(text)?.[1];
  return id === undefined || url === undefined || others.length > 0
    ? null
    : { do: 'choose', id: Number(id), url };
}

function readSetting(tidy: string, lower: string): Intent | null {
  const zone = TIME_ZONE.exec(tidy);
  if (zone)
    return zone.groups?.['name'] ? { do: 'time-zone', name: zone.groups['name'] } : { do: 'time-zone' };
  const spoken = readRuleWish(DEFAULT_RULE.exec(lower)?.groups?.['rule'] ?? '');
  return spoken && spoken.id === undefined ? { do: 'default-rule', ...spoken.wish } : null;
}

function readWord(lower: string): Intent | null {
  for (const candidate of [lower, dropPoliteWords(lower)]) {
    for (const [pattern, make] of WORDS) {
      const match = pattern.exec(candidate);
      if (match) return make(match.groups ?? {});
    }
  }
  return null;
}

function readReminderWord(lower: string): Intent | null {
  const spoken = readReminder(dropPoliteWords(lower));
  return spoken && { do: 'remind', ...spoken };
}

function readBoughtWord(lower: string): Intent | null {
  const spoken = readBought(dropPoliteWords(lower));
  return spoken && { do: 'bought', ...spoken };
}

function readRule(lower: string): Intent | null {
  const plain = dropPoliteWords(lower);
  const bare = /^#?(\d{1,6})$/.exec(plain);
  if (bare) return { do: 'show', id: Number(bare[1]) };
  const spoken = readRuleWish(plain);
  if (!spoken) return null;
  return { do: 'rule', ...spoken.wish, ...(spoken.id === undefined ? {} : { id: spoken.id }) };
}

function dropPoliteWords(lower: string): string {
  return lower
    .replace(POLITE, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,]+|[\s,]+$/g, '');
}

/** One line without mentions, a leading slash or name, and punctuation at its end. */
function tidyText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/<at>[^<]{0,100}<\/at>/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\/([a-z]+)(?:@\w+)?/i, '$1')
    .replace(/^@?ebb\b[,:]? ?/i, '')
    .replace(/(?<=.)[.!?;,:\s]+$/, '')
    .trim();
}
