import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { loadWatchers } from '../plugins/load-watchers';
import { readSavedPage } from '../plugins/read-saved-page';
import { canonicalLink } from '../reading/canonical-link';
import { type Command, UsageError } from './command';
import { describeReading, printLine } from './describe-reading';
import { logTo } from './log-to';

export const command: Command = {
  usage:
    'ebb extract --url URL [FILE|-] [--json]    reads a saved page (- or nothing: standard input), without the network',
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
    const watchers = loadWatchers({ packages: [], environment: {} });
    const page = { url, body, contentType: 'text/html' };
    const line = describeReading(await readSavedPage(watchers, page, logTo(io.stderr)));
    io.stdout.write(`${values.json ? JSON.stringify(line) : printLine(line)}\n`);
    return 0;
  },
};
