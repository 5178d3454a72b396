import { ManualClock } from '../../test/support/manual-clock';
import { spokenLog } from '../../test/support/spoken-log';
import type { SendOutcome } from '../core/ports';
import { Outages } from './outages';
import { watchChannels } from './watch-channels';

const SENT: SendOutcome = { kind: 'sent', messageId: '1' };
const RETRY: SendOutcome = { kind: 'retry', why: 'HTTP 503' };
const UNKNOWN: SendOutcome = { kind: 'unknown', why: 'ECONNRESET' };
const STOPPED: SendOutcome = { kind: 'stopped', why: 'HTTP 401' };

/** @returns the lines of the log after these sends, with ten quiet seconds after each of them that works. */
function linesAfter(...sends: readonly (readonly [string, SendOutcome])[]): string[] {
  const clock = new ManualClock();
  const { log, said } = spokenLog();
  const outages = new Outages(clock, log);
  const hear = watchChannels(outages);
  for (const [channel, outcome] of sends) {
    hear(channel, outcome);
    if (outcome !== SENT) continue;
    clock.advance(10_000);
    outages.look();
  }
  return said.map(([level, message, fields]) => `${level} ${JSON.stringify(fields)}: ${message}`);
}

it('tells when the channel refuses us, at once, and when it no longer does', () => {
  const lines = linesAfter(['msteams', STOPPED], ['msteams', STOPPED], ['msteams', SENT]);
  expect(lines).toEqual([
    expect.stringMatching(/^error .*"channel":"msteams","why":"HTTP 401".*: .*check MicrosoftAppId/),
    expect.stringMatching(/^info .*"channel":"msteams".*"failures":2.*: the channel takes messages again/),
  ]);
});

it('tells when the channel takes nothing three times in a row, whatever the reason', () => {
  const failing = [RETRY, UNKNOWN, RETRY, RETRY].map((outcome) => ['msteams', outcome] as const);
  expect(linesAfter(...failing)).toEqual([expect.stringMatching(/^error .*HTTP 503.*takes nothing/)]);
});

it.each<SendOutcome>([
  SENT,
  { kind: 'gone', why: 'HTTP 403', forgetAddress: false },
  { kind: 'rejected', why: 'HTTP 400' },
  { kind: 'later', afterMs: 1_000 },
])('is content where some chats fail while another one gets an answer: $kind', (answer) => {
  const mixed = [RETRY, RETRY, answer, RETRY, RETRY].map((outcome) => ['msteams', outcome] as const);
  expect(linesAfter(...mixed)).toEqual([]);
});

it('keeps channels apart', () => {
  const mixed = [RETRY, RETRY, RETRY].flatMap(
    (outcome) =>
      [
        ['msteams', outcome],
        ['directline', SENT],
      ] as const,
  );
  expect(linesAfter(...mixed)).toEqual([expect.stringMatching(/^error .*"channel":"msteams"/)]);
});
