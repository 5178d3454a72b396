/** Keys of the services that may tell us things, by the service's name. */
export type HookKeys = Readonly<Record<string, readonly Uint8Array[]>>;

const SETTING = /^EBB_HOOK_SECRET_([A-Z0-9]+(?:_[A-Z0-9]+)*)$/;

/**
 * Reads `EBB_HOOK_SECRET_PRICE_FEED` as the keys of `price-feed`: one secret, or several apart by spaces or
 * commas while one replaces another.
 * @returns the keys, and what is wrong with the settings, without their values.
 */
export function readHookKeys(environment: Readonly<Record<string, string>>): {
  readonly keys: HookKeys;
  readonly faults: readonly string[];
} {
  const keys: Record<string, readonly Uint8Array[]> = {};
  const faults: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    const source = SETTING.exec(name)?.[1]?.toLowerCase().replaceAll('_', '-');
    if (source === undefined) continue;
    const secrets = value.split(/[\s,]+/).filter((secret) => secret !== '');
    const read = secrets.flatMap((secret) => readKey(secret) ?? []);
    if (read.length === 0 || read.length < secrets.length) {
      faults.push(
        `${name} is no list of secrets of Standard Webhooks; write whsec_ and 24 to 64 bytes in base64`,
      );
    }
    keys[source] = read;
  }
  return { keys, faults };
}

/** @returns null for what is no key, or too short a one. */
function readKey(secret: string): Uint8Array | null {
  const base64 = secret.replace(/^whsec_/, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const key = Buffer.from(base64, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : null;
}
