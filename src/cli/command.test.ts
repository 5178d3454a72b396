import { parseArgs } from 'node:util';
import { captureIo } from '../../test/support/captured-io';
import { type Command, runCommand, UsageError } from './command';

const echo: Command = {
  usage: 'ebb echo TEXT... [--loud]',
  run(args, io) {
    const options = { loud: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    if (positionals.length === 0) throw new UsageError('give a text.');
    if (positionals.includes('fail')) throw new Error('the echo is broken.');
    const text = positionals.join(' ');
    io.stdout.write(values.loud ? text.toUpperCase() : text);
    return Promise.resolve(0);
  },
};

it.each([
  { args: ['hello', '--loud'], code: 0, out: 'HELLO', err: '' },
  { args: ['--', '--help'], code: 0, out: '--help', err: '' },
  { args: ['--help'], code: 0, out: 'ebb echo TEXT... [--loud]\n', err: '' },
  { args: ['x', '-h'], code: 0, out: 'ebb echo TEXT... [--loud]\n', err: '' },
  { args: [], code: 2, out: '', err: 'ebb: give a text.\n\nebb echo TEXT... [--loud]\n' },
  { args: ['fail'], code: 1, out: '', err: 'ebb: the echo is broken.\n' },
])('turns $args into exit code $code', async ({ args, code, out, err }) => {
  const io = captureIo();
  expect(await runCommand(echo, args, io)).toBe(code);
  expect(io.written()).toBe(out);
  expect(io.complained()).toBe(err);
});

it('calls an unknown option wrong use and names it', async () => {
  const io = captureIo();
  expect(await runCommand(echo, ['x', '--quiet'], io)).toBe(2);
  expect(io.complained()).toContain("'--quiet'");
  expect(io.complained()).toContain(echo.usage);
});
