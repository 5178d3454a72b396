import { parentPort, workerData } from 'node:worker_threads';
import type { Log } from '../core/ports';
import { loadWatchers } from './load-watchers';
import type { FromThread, ThreadData, ToThread } from './look-messages';
import type { Fetch, Fetched, LookEnd } from './look-runner';
import { runLook } from './run-look';

/** The thread that looks run in: several at a time, each waiting for its answers most of the time. */

// A watcher asks through its `http`, which holds it to its hosts; nothing else of the network is left to it.
for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name);

const watchers = loadWatchers(workerData as ThreadData);
const waiting = new Map<number, (fetched: Fetched) => void>();
const aborts = new Map<number, AbortController>();
let requests = 0;
let idleScheduled = false;

function post(message: FromThread): void {
  parentPort?.postMessage(message);
}

function logAs(level: keyof Log): Log['info'] {
  return (fields, message) => post({ type: 'log', level, fields, message });
}

const log: Log = { debug: logAs('debug'), info: logAs('info'), warn: logAs('warn'), error: logAs('error') };

function fetchFor(look: number): Fetch {
  return (asked) =>
    new Promise((resolve) => {
      const request = ++requests;
      waiting.set(request, resolve);
      post({ type: 'fetch', look, request, asked });
    });
}

async function work(message: Extract<ToThread, { type: 'look' }>): Promise<void> {
  const { look, job } = message;
  const abort = new AbortController();
  aborts.set(look, abort);
  const end = await runLook(watchers, job, fetchFor(look), log, abort.signal);
  aborts.delete(look);
  post({ type: 'done', look, end: toPlain(end) });
}

/** What cannot be sent over is no reading either. */
function toPlain(end: LookEnd): LookEnd {
  try {
    return structuredClone(end);
  } catch {
    return { kind: 'reading', reading: null };
  }
}

function take(message: ToThread): void {
  switch (message.type) {
    case 'look':
      void work(message);
      return;
    case 'answer':
      waiting.get(message.request)?.(message.fetched);
      waiting.delete(message.request);
      return;
    case 'abort':
      aborts.get(message.look)?.abort();
  }
}

parentPort?.on('message', (message: ToThread) => {
  // Said before the work begins: if it never ends, the other side knows whose work it was.
  post({ type: 'begun', look: message.look });
  take(message);
  if (idleScheduled) return;
  idleScheduled = true;
  setImmediate(() => {
    idleScheduled = false;
    post({ type: 'idle' });
  });
});

post({ type: 'ready' });
