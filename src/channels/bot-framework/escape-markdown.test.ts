import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { cleanText } from '../../bot/clean-text';
import { escapeMarkdown } from './escape-markdown';

/** As the official web chat reads cards, and HTML besides. */
const markdown = new MarkdownIt({ html: true, linkify: true });

/** What markup is made of, of several formats, and characters that nobody sees. */
const NASTY = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('\\`*_[](){}<>#+-=.!|~^:;/@&"\'$% \t1a€Ж')),
      fc.constantFrom(
        'http://',
        'https://',
        'ftp://',
        'mailto:',
        'www.',
        'evil.com',
        '//1.2.3.4',
        'a@b.com',
        '1. ',
        '---',
      ),
      fc.constantFrom(
        '![x](http://e.com/i.png)',
        '[x](javascript:1)',
        '<b>',
        '</at>',
        '<at>Ben</at>',
        '<!--',
        '<https://e.com>',
      ),
      fc.constantFrom(
        '&lt;',
        '&#x3c;',
        '&copy;',
        '\n',
        '\r\n',
        '\u2028',
        '\u202e',
        '\u200b',
        '\u200d',
        '\ufeff',
        '\ud83d',
        '\udc00',
      ),
      fc.constantFrom('```', '~~~', '**', '__', '[x]: /url', '| a | b |', '<script>', '{{DATE(2026)}}'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

/** What a parser sees besides plain words. */
function findMarkup(source: string): string[] {
  return markdown
    .parse(source, {})
    .flatMap((token) => [token, ...(token.children ?? [])])
    .map(({ type }) => type)
    .filter((type) => !/^(paragraph_open|paragraph_close|inline|text)$/.test(type));
}

function readWords(source: string): string {
  const texts = markdown.parse(source, {}).flatMap(({ children }) => children ?? []);
  return texts.map(({ content }) => content).join('');
}

test('a foreign text is plain words to a parser of markdown, and the same words', () => {
  fc.assert(
    fc.property(NASTY, (foreign) => {
      const text = cleanText(foreign);
      const escaped = escapeMarkdown(text);
      expect(findMarkup(escaped)).toEqual([]);
      expect(readWords(escaped)).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['[free](https://evil.example)', '\\[free\\](https\\:\\//evil\\.example)'],
  ['**bold** `code` ~gone~', '\\*\\*bold\\*\\* \\`code\\` \\~gone\\~'],
  ['<at>all</at>', '\\<at\\>all\\</at\\>'],
  ['- item', '\\- item'],
  ['1. first', '1\\. first'],
  ['# heading', '\\# heading'],
  ['-20 % now 1.50 €', '-20 % now 1.50 €'],
  ['## heading', '#\\# heading'],
  ['---', '\\---'],
  ['Tom & Jerry &lt;3', 'Tom & Jerry \\&lt;3'],
  ['back\\slash', 'back\\\\slash'],
])('%s is escaped to %s', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});
