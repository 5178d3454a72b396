import { captureIo } from '../test/support/captured-io';
import { runEbb } from './main';

it.each([['--help'], ['-h'], ['help']])('says what there is for %s', async (argument) => {
  const io = captureIo();
  expect(await runEbb([argument], io)).toBe(0);
  expect(io.written()).toContain('usage: ebb COMMAND');
});

it('says its version', async () => {
  const io = captureIo();
  expect(await runEbb(['--version'], io)).toBe(0);
  expect(io.written()).toMatch(/^\d+\.\d+\.\d+\n$/);
});

it.each([
  { args: ['fly'], fault: 'there is no command "fly".' },
  { args: ['toString'], fault: 'there is no command "toString".' },
  { args: [], fault: 'which command?' },
])('calls $args wrong use', async ({ args, fault }) => {
  const io = captureIo();
  expect(await runEbb(args, io)).toBe(2);
  expect(io.complained()).toContain(`ebb: ${fault}`);
  expect(io.complained()).toContain('usage: ebb COMMAND');
  expect(io.written()).toBe('');
});
