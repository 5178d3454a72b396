import type { Fetched, LookEnd, LookJob, LookRequest } from './look-runner';

/** What a thread is started with. */
export interface ThreadData {
  readonly folder?: string | null;
  readonly packages: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** To a thread. Each names the look that it sets to work. */
export type ToThread =
  | { readonly type: 'look'; readonly look: number; readonly job: LookJob }
  | { readonly type: 'answer'; readonly look: number; readonly request: number; readonly fetched: Fetched }
  | { readonly type: 'abort'; readonly look: number };

export type FromThread =
  | { readonly type: 'ready' }
  /** One message was taken up; until the next sign of life the thread computes for this look. */
  | { readonly type: 'begun'; readonly look: number }
  /** All messages taken up were worked off. */
  | { readonly type: 'idle' }
  | {
      readonly type: 'fetch';
      readonly look: number;
      readonly request: number;
      readonly asked: LookRequest;
    }
  | { readonly type: 'done'; readonly look: number; readonly end: LookEnd }
  | {
      readonly type: 'log';
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly fields: object;
      readonly message: string;
    };
