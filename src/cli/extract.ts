import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { canonicalLink } from '../reading/canonical-link';
import { readPage } from '../reading/read-page';
import { type Command, UsageError } from './command';
import { describeReading, printLine } from './describe-reading';

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
    io.stdout.write(`${values.json ? JSON.stringify(line) : printLine(line)}\n`);
    return 0;
  },
};
