import type { Seal } from '../../core/endpoint';
import type { Action } from '../../core/message';

/**
 * What a button sends back when it is pressed. Only the token counts; `do` is for people who read the
 * traffic.
 */
export interface SealedAction {
  readonly do: string;
  readonly token: string;
}

const PURPOSE = 'button';
const MAX_NAME = 64;
const MAX_TOKEN = 8000;

export function sealAction(seal: Seal, action: Action): SealedAction {
  return { do: action.do, token: seal.seal(PURPOSE, JSON.stringify(action)) };
}

/** @returns null when we did not seal it. */
export function openAction(seal: Seal, { token }: SealedAction): Action | null {
  const value = seal.open(PURPOSE, token);
  // What is sealed was made by us, so its shape is known.
  return value === null ? null : (JSON.parse(value) as Action);
}

function findString(fields: Readonly<Record<string, unknown>>, name: string, longest: number): string {
  const value = fields[name];
  return typeof value === 'string' && value.length <= longest ? value : '';
}

/**
 * Finds what a pressed button sent back. It comes from the network: what is misshapen has an empty token,
 * which opens to nothing.
 * @returns null when no button of ours was pressed.
 */
export function findPressed(value: unknown): SealedAction | null {
  if (typeof value !== 'object' || value === null || !('ebb' in value)) return null;
  const fields = (value.ebb ?? {}) as Readonly<Record<string, unknown>>;
  return { do: findString(fields, 'do', MAX_NAME), token: findString(fields, 'token', MAX_TOKEN) };
}
