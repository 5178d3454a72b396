import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectToGraph } from './channels/teams/graph';
import { installFor } from './channels/teams/install-for';
import { makePackage } from './channels/teams/make-package';
import { renderPicture } from './charts/render-picture';
import { systemClock } from './clock';
import { ConfigError, type Config } from './config';
import { withStore } from './storage/open-store';
import { readVersion } from './version';

/** Teams greets within seconds as a rule. */
const PATIENCE_MS = 60_000;

function requireApp(config: Config): NonNullable<Config['app']> {
  if (config.app) return config.app;
  throw new ConfigError('MicrosoftAppId is missing: copy it from the bot registration.');
}

/**
 * Writes the Teams package of this installation.
 * @returns the names of the files.
 * @throws ConfigError, or whatever the disk says.
 */
export async function writeTeamsPackage(config: Config, folder: string): Promise<readonly string[]> {
  const { id: appId } = requireApp(config);
  const { publicUrl } = config;
  if (!publicUrl?.startsWith('https://')) {
    throw new ConfigError('EBB_PUBLIC_URL must be the https address at which the world reaches Ebb.');
  }
  const files = await makePackage({ appId, version: readVersion(), publicUrl }, renderPicture);
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return Object.keys(files);
}

/** Installs Ebb for one person by Microsoft Graph. @throws ConfigError, GraphError, StorageError */
export async function installForUser(
  config: Config,
  user: string,
  { say, signal }: { readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<void> {
  const { id: appId, password, tenantId } = requireApp(config);
  if (tenantId === '') {
    throw new ConfigError('MicrosoftAppTenantId is missing: it says in which organisation the person is.');
  }
  if (password === '') {
    throw new ConfigError(
      'MicrosoftAppPassword is missing: Microsoft Graph is asked in the name of the app.',
    );
  }
  const { graphUrl, loginUrl } = config;
  const graph = await connectToGraph({ graphUrl, loginUrl, tenantId, appId, password });
  await withStore(config.databaseUrl, ({ conversations }) =>
    installFor(user, {
      ...{ graph, conversations, appId, say, signal },
      clock: systemClock,
      patienceMs: PATIENCE_MS,
    }),
  );
}
