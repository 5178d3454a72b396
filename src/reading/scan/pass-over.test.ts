import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { decodePage } from '../decode-page';
import { PageBytes } from './page-bytes';
import { passOver } from './pass-over';
import type { AttributeName } from './tag';

/** What a pass tells, one line each; pieces of text that follow each other are one. */
class Story {
  readonly lines: string[] = [];
  private said = '';

  open(name: string, attributeOf: (name: AttributeName) => string | null): void {
    const shown = ASKED.flatMap((each) => {
      const value = attributeOf(each);
      return value === null ? [] : `${each}=${value}`;
    });
    this.add(`<${[name, ...shown].join(' ')}`);
  }

  text(text: string): void {
    this.said += text;
  }

  close(): void {
    this.add('>');
  }

  end(): readonly string[] {
    this.add('');
    return this.lines;
  }

  private add(line: string): void {
    if (this.said !== '') this.lines.push(this.said);
    this.said = '';
    this.lines.push(line);
  }
}

const ASKED: AttributeName[] = ['class', 'id', 'style', 'itemprop', 'content', 'href', 'hidden'];

function passStory(html: string): readonly string[] {
  const story = new Story();
  const page = new PageBytes(Buffer.from(html));
  passOver(page, {
    open: (tag) => story.open(tag.rule.name, (name) => tag.attribute(name)),
    text: (from, to, isRaw) => story.text(isRaw ? page.rawText(from, to) : page.text(from, to)),
    close: () => story.close(),
  });
  return story.end();
}

/** htmlparser2 as the judge of what a page says. */
function judgedStory(html: string): readonly string[] {
  const story = new Story();
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      story.open(name, (each) => (Object.hasOwn(attributes, each) ? (attributes[each] ?? '') : null));
    },
    ontext: (text) => story.text(text),
    onclosetag() {
      // A tag that the end of the page cuts off closes there without ever having opened.
      if (depth > 0) story.close();
      depth -= 1;
    },
  });
  parser.end(html);
  return story.end();
}

const PIECES = [
  ...[
    '<div>',
    '</div>',
    '<p>',
    '</p>',
    '<b class="x">',
    '</b>',
    '<br>',
    '</br>',
    '<br/>',
    '<li>',
    '<td>',
    '<tr>',
  ],
  ...[
    '<ul>',
    '</ul>',
    '<svg>',
    '<svg/>',
    '</svg>',
    '<path/>',
    '<title>',
    '</title>',
    '<script>',
    '</script>',
    '</',
  ],
  ...['<textarea>', '</textarea >', '</SCRIPT\n>', '<style>', '</style>', '<!--', '-->', '<!-->', '<!x>'],
  ...[
    '<![CDATA[',
    ']]>',
    '<?php ',
    '?>',
    '<',
    '>',
    ' ',
    '/',
    '=',
    '"',
    "'",
    'a',
    '&amp;',
    '&nbsp',
    '&eur;',
    '&#8364;',
    '€',
    'é',
  ],
  ...[
    '<a href=x/y>',
    "<a href='1&amp;2' href=3>",
    '<a content="ß&lt;" itemprop=日>',
    '<a class = "a b" id>',
    '<A HREF=>',
    '<input hidden/ >',
    '<option>',
  ],
  ...[
    '<i =x>',
    '<select>',
    '<h1>',
    '</ p>',
    '</1>',
    '<dd>',
    '<p/>',
    '<foreignObject>',
    '<desc>',
    '</desc>',
    '<body>',
  ],
];

/** Ends whatever is still open: how a tag is read that the end of the page cuts off does not matter. */
const END = `"'>-->]]>?></script></style></textarea></title><i>end</i>`;

describe('passOver', () => {
  it('tells of any markup what htmlparser2 tells', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }), (pieces) => {
        const html = pieces.join('') + END;
        // Here htmlparser2 leaves the standard: `</>` means nothing, and an entity is one in a title too.
        fc.pre(!/<\/\s*>|<\/?[a-z]*&/i.test(html));
        expect(passStory(html)).toEqual(judgedStory(html));
      }),
      { numRuns: Number(process.env['EBB_SOAK'] ?? 0) > 0 ? 300_000 : 3000 },
    );
  });

  const folder = join(process.env['EBB_SHARED'] ?? join(__dirname, '../../../../shared'), 'pages');
  const isThere = existsSync(folder);
  (isThere ? it : it.skip)(
    isThere
      ? 'tells of the saved pages what htmlparser2 tells'
      : `the saved pages (SKIPPED: there is no ${folder})`,
    () => {
      const different = readdirSync(folder).filter((id) => {
        const html = decodePage(readFileSync(join(folder, id, 'page.html')), 'text/html');
        return passStory(html).join('\n') !== judgedStory(html).join('\n');
      });
      expect(different).toEqual([]);
    },
    60_000,
  );
});
