import { ManualClock } from '../../test/support/manual-clock';
import { spokenLog } from '../../test/support/spoken-log';
import { Outages } from './outages';

const SECOND = 1_000;
const WORDS = { down: 'it is down', back: 'it is back', fields: { thing: 'shed' } };

function watchOne() {
  const clock = new ManualClock();
  const { log, said } = spokenLog();
  const outages = new Outages(clock, log);
  const outage = outages.watch(WORDS);
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      clock.advance(SECOND);
      outages.look();
    }
  };
  return { clock, said, outages, outage, pass };
}

const messages = (said: readonly (readonly [string, string, object])[]): string[] =>
  said.map(([level, message]) => `${level}: ${message}`);

describe('an outage', () => {
  it('is told once when it begins, since when and why, and once when it is over, with how long and how often', () => {
    const { clock, said, outage, pass } = watchOne();
    const since = new Date(clock.now()).toISOString();
    for (let second = 0; second < 90; second += 1) {
      outage.noteFailure({ why: 'no answer' }, true);
      pass(1);
    }
    for (let second = 0; second < 60; second += 1) {
      outage.noteSuccess();
      pass(1);
    }
    expect(said).toEqual([
      ['error', 'it is down', { thing: 'shed', why: 'no answer', since }],
      ['info', 'it is back', { thing: 'shed', seconds: 90, failures: 90 }],
    ]);
  });

  it('takes three failures in a row where one may be an accident', () => {
    const { said, outage } = watchOne();
    const fail = (): boolean => outage.noteFailure({});
    expect([fail(), fail()]).toEqual([false, false]);
    outage.noteSuccess();
    expect([fail(), fail()]).toEqual([false, false]);
    expect(said).toEqual([]);
    expect([fail(), fail()]).toEqual([true, true]);
    expect(messages(said)).toEqual(['error: it is down']);
  });

  it('goes on while what is back fails again within ten seconds', () => {
    const { said, outage, pass } = watchOne();
    for (let turn = 0; turn < 5; turn += 1) {
      outage.noteFailure({}, true);
      pass(1);
      outage.noteSuccess();
      pass(9);
    }
    expect(messages(said)).toEqual(['error: it is down']);
    pass(1);
    expect(messages(said)).toEqual(['error: it is down', 'info: it is back']);
  });

  it('is over without another try, as there may be none for long', () => {
    const { said, outage, pass } = watchOne();
    outage.noteFailure({}, true);
    outage.noteSuccess();
    pass(600);
    expect(messages(said)).toEqual(['error: it is down', 'info: it is back']);
  });

  it('may come again', () => {
    const { said, outage, pass } = watchOne();
    for (let time = 0; time < 2; time += 1) {
      outage.noteFailure({}, true);
      outage.noteSuccess();
      pass(10);
    }
    expect(said).toHaveLength(4);
  });
});

describe('the log beside outages', () => {
  it('says what an outage explains no louder than debug, and all else as it is', () => {
    const { said, outages } = watchOne();
    const cause = new Error('away');
    const outcome = { kind: 'retry' };
    outages.explain(cause);
    outages.explain(outcome);
    const { log } = outages;
    log.error({ err: cause }, 'explained');
    log.error({ err: new Error('outer', { cause }) }, 'explained by its cause');
    log.warn({ outcome }, 'explained by its outcome');
    log.error({ err: new Error('away') }, 'another');
    log.warn({ outcome: { kind: 'retry' } }, 'another');
    log.error({ outcome, settled: 'dead' }, 'given up');
    log.info({}, 'news');
    expect(messages(said)).toEqual([
      'debug: explained',
      'debug: explained by its cause',
      'debug: explained by its outcome',
      'error: another',
      'warn: another',
      'error: given up',
      'info: news',
    ]);
  });
});
