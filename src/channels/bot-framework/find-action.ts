import type { Action } from '../../core/message';

const MAX_ARGUMENTS = 12;
const MAX_NAME = 64;
const MAX_TEXT = 2000;

function isPlainValue(value: unknown): value is string | number {
  return typeof value === 'string' ? value.length <= MAX_TEXT : Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Finds our action in what a pressed button sent back. It comes from the network, so its shape is held tightly:
 * a name in `do`, and a few arguments that are short strings or finite numbers.
 * @returns null when the value is none of ours or is misshapen.
 */
export function findAction(value: unknown): Action | null {
  const sent = isRecord(value) ? value['ebb'] : undefined;
  if (!isRecord(sent)) return null;
  const { do: name, ...rest } = sent;
  const args = Object.entries(rest);
  if (typeof name !== 'string' || name === '' || name.length > MAX_NAME) return null;
  if (args.length > MAX_ARGUMENTS) return null;
  if (!args.every(([key, given]) => key.length <= MAX_NAME && isPlainValue(given))) return null;
  return { do: name, ...(Object.fromEntries(args) as Record<string, string | number>) };
}
