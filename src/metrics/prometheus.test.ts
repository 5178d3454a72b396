import type { Figures } from '../core/metrics';
import { createPrometheusMetrics, type Standing } from './prometheus';

const NOW = Date.UTC(2026, 0, 15, 12);
const NOTHING = { due: 0, oldestDueAt: null };
const FIGURES: Figures = {
  waiting: {
    polls: { due: 7, oldestDueAt: NOW - 90_000 },
    deliveries: { due: 1, oldestDueAt: null },
    cards: NOTHING,
    reminders: NOTHING,
  },
  owed: 3,
};
const STANDING: Standing = { now: NOW, figures: FIGURES, inHand: { polls: 2 } };

/** @returns the samples of our own metrics, without buckets. */
async function expose(metrics = createPrometheusMetrics(), standing = STANDING): Promise<string[]> {
  const text = await metrics.expose(standing);
  return text.split('\n').filter((line) => line.startsWith('ebb_') && !line.includes('_bucket'));
}

it('counts from zero, in a registry of its own', async () => {
  const metrics = createPrometheusMetrics();
  metrics.countLook('page', 'offer', 1500);
  metrics.countLook('page', 'offer', 500);
  metrics.countSend('webchat', 'sent', 250);
  metrics.countSettlement('webchat', 'held');
  metrics.countTurn('bot-framework', 'failed', 100);
  metrics.countDatabaseError();
  expect(await expose(metrics)).toEqual(
    expect.arrayContaining([
      'ebb_looks_total{watcher="page",reading="offer"} 2',
      'ebb_look_duration_seconds_sum{watcher="page"} 2',
      'ebb_look_duration_seconds_count{watcher="page"} 2',
      'ebb_send_duration_seconds_sum{channel="webchat",outcome="sent"} 0.25',
      'ebb_settlements_total{channel="webchat",outcome="held"} 1',
      'ebb_turn_duration_seconds_sum{channel="bot-framework",result="failed"} 0.1',
      'ebb_database_errors_total 1',
    ]),
  );
  expect(await expose()).toContain('ebb_database_errors_total 0');
});

it('says how things stand: what is due, for how long, and what is in hand', async () => {
  expect(await expose()).toEqual(
    expect.arrayContaining([
      'ebb_work_due{loop="polls"} 7',
      'ebb_work_lag_seconds{loop="polls"} 90',
      'ebb_work_due{loop="deliveries"} 1',
      'ebb_work_lag_seconds{loop="deliveries"} 0',
      'ebb_work_in_hand{loop="polls"} 2',
      'ebb_deliveries_owed 3',
      'ebb_database_up 1',
    ]),
  );
});

it('leaves out what it does not know, rather than repeat what it knew', async () => {
  const metrics = createPrometheusMetrics();
  await metrics.expose(STANDING);
  const lines = await expose(metrics, { ...STANDING, figures: null });
  expect(lines).toContain('ebb_database_up 0');
  expect(lines).toContain('ebb_work_in_hand{loop="polls"} 2');
  expect(lines.filter((line) => /work_due|lag|owed/.test(line))).toEqual([]);
});

it('says which watchers fail now', async () => {
  const metrics = createPrometheusMetrics();
  metrics.setFailing('page', true);
  metrics.setFailing('shop', false);
  expect(await expose(metrics)).toEqual(
    expect.arrayContaining([
      'ebb_watcher_failing{watcher="page"} 1',
      'ebb_watcher_failing{watcher="shop"} 0',
    ]),
  );
  metrics.setFailing('page', false);
  expect(await expose(metrics)).toContain('ebb_watcher_failing{watcher="page"} 0');
});

it('tells how long the event loop was held up', async () => {
  expect(await createPrometheusMetrics().expose(STANDING)).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
});
