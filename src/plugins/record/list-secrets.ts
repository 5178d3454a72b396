import type { InstalledWatcher } from '../installed-watcher';

/** The settings that are secrets, told by their names. */
export function listSecrets({ values }: InstalledWatcher): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' && /KEY|SECRET|TOKEN|PASSWORD/i.test(name) ? [value] : [],
  );
}
