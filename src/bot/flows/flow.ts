import type { Message } from '../../core/message';
import type { FlowState } from '../../core/records';
import type { Intent } from '../intent';
import type { Scene } from '../scene';

/** A question that waits for one person's answer. Its state is a row: it outlives the process. */
export interface Flow {
  /** @returns the question, or null when what it is about is gone: then the flow ends. */
  ask(state: FlowState, scene: Scene): Promise<Message | null>;
  /** @returns what a text answers, or null when it is no answer. Pure. */
  read(state: FlowState, text: string): Intent | null;
  /** Is a pressed button the answer? Pure. */
  isAnsweredBy(state: FlowState, intent: Intent): boolean;
}

/** The short id in the state of a flow about one subscription. */
export function subjectOf(state: FlowState): number {
  return typeof state['id'] === 'number' ? state['id'] : 0;
}
