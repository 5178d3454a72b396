import type { Instant } from './history';

/** The rows of the built-in web chat: what was said, in order. The id is the watermark. */
export interface ChatLog {
  /** Appends once per `key` (null: always). @returns the row's id. */
  append(conversation: string, key: string | null, activity: object, now: Instant): Promise<number>;
  /** Rows after `watermark`, oldest first. */
  read(
    conversation: string,
    watermark: number,
    limit: number,
  ): Promise<readonly { readonly id: number; readonly activity: Readonly<Record<string, unknown>> }[]>;
}
