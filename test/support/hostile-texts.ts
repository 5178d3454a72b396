/** As long as a text of a chat may be, and longer. */
const HOSTILE_LENGTH = 100_000;

/**
 * What careful reading of one such text stays far below, in milliseconds of the processor; careless reading
 * takes far more.
 */
export const PATIENCE_MS = 3_000;

function fill(unit: string, length = HOSTILE_LENGTH): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/**
 * Texts that make careless reading take time that grows with the square of their length, or worse. By name.
 */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'open brackets': fill('[('),
  'nested brackets': fill('(', HOSTILE_LENGTH / 2) + fill(')', HOSTILE_LENGTH / 2),
  'brackets behind a link': `https://a.example/${fill('(', HOSTILE_LENGTH / 2)}${fill(')', HOSTILE_LENGTH / 2)}`,
  'ends of Markdown links': `https://a.example/${fill('](')}`,
  dots: fill('.'),
  'labels of a host': fill('a.'),
  'a host without end': `https://${fill('a.')}/`,
  'a host of combining marks': `https://a${fill('\u0301\u0316')}`,
  'bare hosts': fill('a.example/ '),
  digits: fill('1'),
  'digits behind a word': `bought ${fill('1')}`,
  'digits and dots': fill('1.'),
  'digits and blanks': fill('1 '),
  'http://': fill('http://'),
  'schemes without a link': fill('abcdefghijklmnopqrstuvwxyz+'),
  'www.': fill('www.'),
  'invisible marks': fill('\u202e\u200b\u2066'),
  'combining marks': fill('\u0301\u0316'),
  'half characters': fill('\ud800'),
  'one character that becomes many': fill('\ufdfa'),
  blanks: fill(' '),
  'blanks between words': `list${fill(' ')}x`,
  lines: fill('\n'),
  'import and blanks': `import${fill(' ')}`,
  'import and one link without end': `import https://a.example/${fill('x')}`,
  'a file of quotation marks': `link,wish\n${fill('"')}`,
  'a file of columns': `link${fill(',')}`,
  reminders: `remind me ${fill('in 3 days ')}`,
  rules: fill('lowest in 3 days '),
  'opened tags': fill('<a '),
  mentions: fill('<at>'),
  entities: fill('&amp;'),
};
