import { parseArgs } from 'node:util';
import { type ComposedLooker, composeLooker } from '../compose-looker';
import { readConfig } from '../config';
import { parseUrl } from '../core/parse-url';
import { type Command, type CommandIo, UsageError } from './command';
import { describeReading, printLine, type ReadingLine } from './describe-reading';
import { logTo } from './log-to';

/** `watcher` is null when none takes the link. */
type CheckedLine = ReadingLine & { readonly url: string; readonly watcher: string | null };

export const command: Command = {
  usage: 'ebb check URL... [--json]    looks at links now, without the database',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.length === 0) throw new UsageError('give at least one link to look at.');
    const looker = composeLooker(readConfig(), logTo(io.stderr));
    try {
      return await checkAll(looker, positionals, values.json, io);
    } finally {
      await looker.close();
    }
  },
};

/**
 * Looks at different hosts at the same time and prints in the order given.
 * @returns 1 when one is no offer.
 */
async function checkAll(
  looker: ComposedLooker,
  links: readonly string[],
  json: boolean,
  io: CommandIo,
): Promise<0 | 1> {
  const signal = io.stopSignal();
  // Within a host one after the other: waiting for the shop's lane would count against the time a look may
  // take.
  const lastOfHost = new Map<string, Promise<CheckedLine>>();
  const lines = links.map((link) => {
    const host = parseUrl(link)?.host ?? '';
    const line = (lastOfHost.get(host) ?? Promise.resolve()).then(() => checkOne(looker, link, signal));
    lastOfHost.set(host, line);
    return line;
  });
  let exitCode: 0 | 1 = 0;
  for (const pending of lines) {
    const line = await pending;
    io.stdout.write(json ? `${JSON.stringify(line)}\n` : `${line.url}\n${printLine(line)}\n\n`);
    if (line.kind !== 'offer') exitCode = 1;
  }
  return exitCode;
}

async function checkOne(looker: ComposedLooker, url: string, signal: AbortSignal): Promise<CheckedLine> {
  const product = looker.identify(url);
  if (!product) {
    const reading = { kind: 'refused', why: 'Only plain http and https links are read.' } as const;
    return { url, watcher: null, ...describeReading(reading) };
  }
  const { reading, identity } = await looker.look({ ...product, validators: {} }, signal);
  return { url, watcher: identity?.watcher ?? product.watcher, ...describeReading(reading) };
}
