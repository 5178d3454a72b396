import type { FlowState } from '../../core/flow';
import type { Message } from '../../core/message';
import { LONGEST_LINK } from '../../core/parse-url';
import type { ButtonIntent, Intent } from '../intent';
import { LONGEST_WORDS } from '../read-text';
import type { Scene } from '../scene';

/** Where a question is asked. */
type Asking = Pick<Scene, 'store' | 'conversation' | 'print' | 'now'>;

/** Of an answer that is a link, perhaps with a few words. */
export const LONGEST_LINK_AND_WORDS: number = LONGEST_LINK + LONGEST_WORDS;

/** A question that waits for one person's answer. Its state is a row: it outlives the process. */
export interface Flow {
  /** @returns the question, or null when what it is about is gone: then the flow ends. */
  ask(state: FlowState, asking: Asking): Promise<Message | null>;
  /** Longer texts are no answer; absent: `LONGEST_WORDS`. */
  readonly longest?: number;
  /** @returns what a text answers, or null when it is no answer. Pure. */
  read(state: FlowState, text: string): Intent | null;
  /** Is a pressed button the answer? Pure. */
  isAnsweredBy(state: FlowState, intent: Intent): boolean;
  /** What was asked ("at which price"), and how it is taken up again when it was ended. Pure. */
  describe(state: FlowState): Topic;
}

interface Topic {
  readonly what: string;
  readonly words: string;
  readonly intent: ButtonIntent;
}

/** The short id in the state of a flow about one subscription. */
export function subjectOf(state: FlowState): number {
  return typeof state['id'] === 'number' ? state['id'] : 0;
}
