import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { canonicalLink } from '../reading/canonical-link';
import { readPage } from '../reading/read-page';
import { type Command, UsageError } from './command';
import { describeReading, type ReadingLine } from './describe-reading';

export const command: Command = {
  usage: 'ebb extract --url URL [FILE|-] [--json]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const { url } = values;
    if (url === undefined || canonicalLink(url) === null)
      throw new UsageError('say with --url which http(s) link the page has.');
    if (positionals.length > 1) throw new UsageError('give one file, or - for standard input.');
    const [file = '-'] = positionals;
    const body = file === '-' ? await buffer(io.stdin) : await readFile(file);
    const line = describeReading(readPage({ url, body, contentType: 'text/html' }));
    io.stdout.write(`${values.json ? JSON.stringify(line) : describeLine(line)}\n`);
    return 0;
  },
};

function describeLine(line: ReadingLine): string {
  const outcome = line.why === undefined ? line.kind : `${line.kind}: ${line.why}`;
  if (line.price === null) return outcome;
  const from = line.from ? 'from ' : '';
  const list = line.listPrice === null ? '' : `, list price ${line.listPrice}`;
  const trust = `confidence ${(line.confidence ?? 0).toFixed(2)}, ${line.source ?? ''}: ${line.snippet ?? ''}`;
  return `${outcome}: ${line.title ?? ''}\n${from}${line.price} ${line.currency ?? ''}${list}, ${line.availability ?? ''}\n${trust}`;
}
