import { parseArgs, types } from 'node:util';

/** Where a command writes. */
export interface TextSink {
  write(text: string): unknown;
}

/** What a command is given of the process that runs it. */
export interface CommandIo {
  readonly stdin: NodeJS.ReadableStream;
  /** Results only: with `--json` nothing but JSON. */
  readonly stdout: TextSink;
  /** Everything said beside the result. */
  readonly stderr: TextSink;
  /**
   * For commands that run until they are told to stop: aborted by the first SIGINT or SIGTERM. A second one
   * ends the process at once, as does the first when nobody asked for this signal.
   */
  stopSignal(): AbortSignal;
}

/** One file of `src/cli/` exports one of these as `command`; `src/main.ts` names it in its table. */
export interface Command {
  /** One line or more, each beginning with `ebb NAME`. */
  readonly usage: string;
  /**
   * @returns the exit code: 0 when it ran, whatever it found; 1 when it could not do what it was asked.
   * @throws UsageError on wrong use; a failure of `parseArgs` counts as one.
   */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

/**
 * The command was called in a way it does not know: exit code 2. The message says what is wrong, for a
 * person.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the arguments of a command that takes exactly one.
 * @throws UsageError when there is another number of them.
 */
export function readOnlyArgument(args: readonly string[], advice: string): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [only, ...others] = positionals;
  if (only === undefined || others.length > 0) throw new UsageError(advice);
  return only;
}

/** Runs a command and turns whatever happens into an exit code and a message without a stack trace. */
export async function runCommand(command: Command, args: readonly string[], io: CommandIo): Promise<number> {
  if (asksForHelp(args)) {
    io.stdout.write(`${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    const message = types.isNativeError(error) ? error.message : String(error);
    const wrongUse = isWrongUse(error);
    io.stderr.write(wrongUse ? `ebb: ${message}\n\n${command.usage}\n` : `ebb: ${message}\n`);
    return wrongUse ? 2 : 1;
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

function isWrongUse(error: unknown): boolean {
  if (error instanceof UsageError) return true;
  return types.isNativeError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
