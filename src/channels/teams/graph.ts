/** Where Microsoft Graph and the sign-in are, and who we are to them. */
export interface GraphOptions {
  /** With the version: `https://graph.microsoft.com/v1.0`. */
  readonly graphUrl: string;
  readonly loginUrl: string;
  readonly tenantId: string;
  readonly appId: string;
  readonly password: string;
}

/** Microsoft said no, or nothing. The message says to what, and what to do. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
}

/** The part of Microsoft Graph that puts an app into a person's Teams. */
export interface Graph {
  /** @returns the catalogue's own id of the app. */
  findApp(): Promise<string>;
  /** @returns false when it was there already. */
  install(user: string, catalogueId: string): Promise<boolean>;
  /** @returns the id of the person's chat with the bot. */
  findChat(user: string): Promise<string>;
}

const TIMEOUT_MS = 15_000;
const READ_CATALOGUE = 'AppCatalog.Read.All';
const INSTALL = 'TeamsAppInstallation.ReadWriteSelfForUser.All';

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** @throws GraphError when the sign-in refuses the app. Every call of what it returns does so, too. */
export async function connectToGraph(options: GraphOptions): Promise<Graph> {
  const { graphUrl, appId } = options;
  const token = await fetchToken(options);
  const ask = (path: string, body?: object): Promise<Answer> =>
    send(`${graphUrl}${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
  return {
    findApp: async () => {
      const filter = encodeURIComponent(`externalId eq '${appId}'`);
      const answer = await ask(`/appCatalogs/teamsApps?$filter=${filter}`);
      refuseUnless(answer, [200], { what: 'The app catalogue', permission: READ_CATALOGUE });
      return (
        firstId(answer) ??
        fail(
          `The app ${appId} is not in the app catalogue of this organisation. Make its package with ` +
            '"ebb teams-package DIR" and upload it in the Teams admin centre, under "Manage apps".',
        )
      );
    },
    install: async (user, catalogueId) => {
      const app = { 'teamsApp@odata.bind': `${graphUrl}/appCatalogs/teamsApps/${catalogueId}` };
      const answer = await ask(pathOf(user), app);
      if (answer.status === 409) return false;
      refuseUnless(answer, [200, 201], { what: `The installation for ${user}`, permission: INSTALL, user });
      return true;
    },
    findChat: async (user) => {
      const filter = encodeURIComponent(`teamsApp/externalId eq '${appId}'`);
      const wanted = { what: `The installation for ${user}`, permission: INSTALL, user };
      const installed = await ask(`${pathOf(user)}?$expand=teamsApp&$filter=${filter}`);
      refuseUnless(installed, [200], wanted);
      const id =
        firstId(installed) ?? fail(`Ebb is not installed for ${user}, although nothing was refused.`);
      const chat = await ask(`${pathOf(user)}/${encodeURIComponent(id)}/chat`);
      refuseUnless(chat, [200], { ...wanted, what: `The chat of ${user}` });
      return readId(chat.body) ?? fail(`Microsoft Graph names no chat of ${user} with Ebb.`);
    },
  };
}

async function fetchToken({ graphUrl, loginUrl, tenantId, appId, password }: GraphOptions): Promise<string> {
  const form = new URLSearchParams({
    client_id: appId,
    client_secret: password,
    scope: `${new URL(graphUrl).origin}/.default`,
    grant_type: 'client_credentials',
  });
  const path = `/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const { status, body } = await send(`${loginUrl}${path}`, { method: 'POST', body: form });
  const token = body['access_token'];
  if (status === 200 && typeof token === 'string') return token;
  // The description holds ids and times of the request; its code says enough.
  const code = /AADSTS\d+/.exec(
    typeof body['error_description'] === 'string' ? body['error_description'] : '',
  );
  return fail(
    `The sign-in refused the app (HTTP ${status}${code ? `, ${code[0]}` : ''}). ` +
      'Check MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId.',
  );
}

/** Never follows a redirect: a token goes where the settings say, and nowhere else. */
async function send(url: string, request: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    response = await fetch(url, { ...request, redirect: 'error', signal });
  } catch (cause) {
    const { host } = new URL(url);
    throw new GraphError(`${host} gave no answer. Check the network, EBB_GRAPH_URL and EBB_LOGIN_URL.`, {
      cause,
    });
  }
  const body = (await response.json().catch(() => null)) as Answer['body'] | null;
  return { status: response.status, body: body ?? {} };
}

/** What was asked for, and what it takes. */
interface Wanted {
  readonly what: string;
  readonly permission: string;
  readonly user?: string;
}

function refuseUnless({ status }: Answer, good: readonly number[], { what, permission, user }: Wanted): void {
  if (good.includes(status)) return;
  if (status === 401 || status === 403) {
    fail(
      `${what} was refused (HTTP ${status}). Give the app registration the application permission ` +
        `${permission} of Microsoft Graph, with the consent of an administrator. ` +
        'If it has that, a policy of the organisation forbids the app.',
    );
  }
  if (status === 404 && user !== undefined) {
    fail(
      `There is no ${user} in this organisation, or they may not use Teams. Give the sign-in name or the object id.`,
    );
  }
  if (status === 429) fail(`${what} was refused: too many requests. Try again in a few minutes.`);
  fail(`${what} failed (HTTP ${status}). Try again later.`);
}

function fail(message: string): never {
  throw new GraphError(message);
}

function pathOf(user: string): string {
  return `/users/${encodeURIComponent(user)}/teamwork/installedApps`;
}

function firstId({ body }: Answer): string | null {
  const list = body['value'];
  return Array.isArray(list) ? readId(list[0] as Answer['body'] | undefined) : null;
}

function readId(thing: Answer['body'] | undefined): string | null {
  const id = thing?.['id'];
  return typeof id === 'string' && id !== '' ? id : null;
}
