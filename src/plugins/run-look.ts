import { z } from 'zod';
import type { IdentifiedLink, Log } from '../core/ports';
import type { Reading } from '../core/reading';
import { type Answer, makeAnswer } from '../watcher-api/answer';
import type { WatcherHttp } from '../watcher-api/define-watcher';
import { LookFailure, NotThisShop } from '../watcher-api/look-failure';
import { isUsable } from './identify';
import type { InstalledWatcher } from './installed-watcher';
import type { Fetch, LookEnd, LookJob, LookRequest } from './look-runner';

/** Runs one look where it stands: in a thread, or in a test. Never throws. */
export async function runLook(
  watchers: readonly InstalledWatcher[],
  job: LookJob,
  fetch: Fetch,
  log: Log,
  signal: AbortSignal,
): Promise<LookEnd> {
  const watcher = watchers.find(({ id }) => id === job.watcher);
  if (!watcher) return endUnreadable('Ebb has no reader for this shop any more.');
  const answers: Answer[] = [];
  const http = openWatcherHttp(fetch, answers);
  try {
    const reading = await watcher.look(job.product, {
      ...{ http, log, signal, settings: watcher.values },
      now: job.now,
    });
    const recognised = watcher.hosts === 'any' ? recognise(watchers, watcher, answers[0], log) : null;
    return { kind: 'reading', reading, ...(recognised ? { recognised } : {}) };
  } catch (error) {
    return describeFailure(error, watcher, job, log);
  }
}

/** @param answers takes each answer as it comes. */
function openWatcherHttp(fetch: Fetch, answers: Answer[]): WatcherHttp {
  const ask = async (request: LookRequest): Promise<Answer> => {
    const fetched = await fetch(request);
    if (fetched.kind === 'failed') throw new LookFailure(fetched.reading);
    const answer = makeAnswer(fetched);
    answers.push(answer);
    return answer;
  };
  return {
    get: (url, { accept, headers }) => ask({ url, accept, ...(headers && { headers }) }),
    post: (url, { accept, headers, json }) =>
      ask({ url, accept, ...(headers && { headers }), body: JSON.stringify(json) }),
  };
}

function recognise(
  watchers: readonly InstalledWatcher[],
  self: InstalledWatcher,
  page: Answer | undefined,
  log: Log,
): IdentifiedLink | null {
  if (!page || self.reads !== 'page') return null;
  for (const other of watchers) {
    try {
      const match = other === self ? null : other.recognise?.(page);
      if (match && isUsable(match)) return { watcher: other.id, ...match };
    } catch (error) {
      log.error({ watcher: other.id, error: String(error) }, 'a watcher failed to recognise a page');
    }
  }
  return null;
}

function describeFailure(error: unknown, watcher: InstalledWatcher, job: LookJob, log: Log): LookEnd {
  if (error instanceof LookFailure) return { kind: 'reading', reading: error.reading };
  if (error instanceof NotThisShop && watcher.hosts === 'any') return { kind: 'not-this-shop' };
  const changed = error instanceof z.ZodError;
  const detail = changed ? z.prettifyError(error) : String(error);
  log.warn(
    { watcher: watcher.id, url: job.product.url, error: detail },
    'a watcher could not read an answer',
  );
  return endUnreadable(
    changed
      ? `${watcher.name} answered in a form that Ebb does not know.`
      : `Ebb's reader for ${watcher.name} failed on this product.`,
  );
}

function endUnreadable(why: string): LookEnd {
  const reading: Reading = { kind: 'unreadable', why };
  return { kind: 'reading', reading };
}
