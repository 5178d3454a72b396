#!/usr/bin/env node
import { type Command, type CommandIo, runCommand } from './cli/command';
import { readVersion } from './version';

interface Entry {
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
}

/** Every command, in the order of `ebb --help`. A command's file is loaded only when it is called. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  serve: {
    summary: 'the web chat, the bot and its work, in one process',
    load: () => import('./cli/serve.js'),
  },
  work: { summary: 'polling and delivery only', load: () => import('./cli/work.js') },
  check: { summary: 'look at links now', load: () => import('./cli/check.js') },
  extract: { summary: 'read the price of a saved page', load: () => import('./cli/extract.js') },
  price: { summary: 'read the amount and currency of a price text', load: () => import('./cli/price.js') },
  score: {
    summary: 'compare what is read of saved pages with the truth',
    load: () => import('./cli/score.js'),
  },
  watchers: {
    summary: 'begin, record, test, try and look after watchers',
    load: () => import('./cli/watchers.js'),
  },
  'teams-package': {
    summary: 'write the app package for Teams',
    load: () => import('./cli/teams-package.js'),
  },
  'install-for': {
    summary: 'install Ebb in Teams for a person',
    load: () => import('./cli/install-for.js'),
  },
  export: {
    summary: 'print lists with rules, settings and histories',
    load: () => import('./cli/export.js'),
  },
  import: { summary: 'bring in what export printed', load: () => import('./cli/import.js') },
  block: { summary: 'keep Ebb away from a shop, at once', load: () => import('./cli/block.js') },
  unblock: { summary: 'let it ask that shop again', load: () => import('./cli/unblock.js') },
  backup: { summary: 'copy the SQLite database', load: () => import('./cli/backup.js') },
  restore: { summary: 'put a backup in its place', load: () => import('./cli/restore.js') },
  migrate: { summary: 'bring the database up to date', load: () => import('./cli/migrate.js') },
};

/** The whole program apart from the process around it. @returns the exit code: 0, 1, or 2 for wrong use. */
export async function runEbb(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args[0] === '--' ? args.slice(1) : args;
  if (name === '--help' || name === '-h' || name === 'help') return say(io, describeUse());
  if (name === '--version' || name === '-v') return say(io, readVersion());
  const entry = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry) {
    const fault = name === undefined ? 'which command?' : `there is no command "${name}".`;
    io.stderr.write(`ebb: ${fault}\n\n${describeUse()}\n`);
    return 2;
  }
  const { command } = await entry.load();
  return runCommand(command, rest, io);
}

function say(io: CommandIo, text: string): 0 {
  io.stdout.write(`${text}\n`);
  return 0;
}

function describeUse(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return ['usage: ebb COMMAND [...]', '', ...lines, '', 'ebb COMMAND --help says how to call it.'].join('\n');
}

function stopOnSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort());
  }
  return stop.signal;
}

if (require.main === module) {
  // A reader that closes early (`ebb … | head`) is no fault of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const { stdin, stdout, stderr } = process;
  void runEbb(process.argv.slice(2), { stdin, stdout, stderr, stopSignal: stopOnSignal }).then((code) => {
    process.exitCode = code;
  });
}
