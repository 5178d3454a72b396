import { z } from 'zod';
import { readHookKeys, type HookKeys } from './hook-keys';
import { type LaneGroups, readLaneGroups } from './lane-groups';
import { baseUrl, duration, hostPortList, list, originList, port, trimmed } from './setting-types';

/** A setting is missing or wrong; the message names every fault at once and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const schema = z.object({
  EBB_DATABASE_URL: z
    .string()
    .default('sqlite:./ebb.db')
    .refine((url) => /^(sqlite:.+|postgres(ql)?:\/\/.+)$/.test(url), {
      message: 'is neither sqlite:PATH nor postgres://USER:PASSWORD@HOST/NAME',
    }),
  EBB_HOST: z.string().default('127.0.0.1'),
  EBB_PORT: port.default(3978),
  EBB_STATUS_PORT: port.optional(),
  EBB_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'is no http(s) address' }).optional(),
  EBB_CHECK_EVERY: duration('6h'),
  EBB_CHECK_FLOOR: duration('30m'),
  EBB_LANE_GAP: duration('2s'),
  EBB_ALERT_GAP: duration('10m'),
  EBB_FLOW_SILENCE: duration('10m'),
  EBB_ALLOW_PRIVATE: hostPortList,
  EBB_TRUSTED_SHOPS: hostPortList,
  EBB_BROWSER: trimmed,
  EBB_BROWSER_SANDBOX: z.enum(['on', 'off'], { error: 'is neither on nor off' }).default('on'),
  EBB_DEMO: z.enum(['on', 'off'], { error: 'is neither on nor off' }).optional(),
  EBB_SECRET: z.string().min(32, { error: 'is too short; use 32 characters or more' }).optional(),
  EBB_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/, { error: 'is too short or no token; use 32 plain characters or more' })
    .optional(),
  EBB_SERVICE_URLS: originList,
  EBB_GRAPH_URL: baseUrl('https://graph.microsoft.com/v1.0'),
  EBB_LOGIN_URL: baseUrl('https://login.microsoftonline.com'),
  EBB_WATCHERS: list,
  EBB_CONTACT: trimmed.refine((text) => /^[\x20-\x7e]*$/.test(text), {
    error: 'goes into the user agent: write it in one line of plain ASCII, such as an e-mail address',
  }),
  EBB_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'is none of debug, info, warn, error, silent',
    })
    .default('info'),
  MicrosoftAppId: trimmed,
  MicrosoftAppPassword: trimmed,
  MicrosoftAppType: z
    .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI'], {
      error: 'is none of MultiTenant, SingleTenant, UserAssignedMSI',
    })
    .default('MultiTenant'),
  MicrosoftAppTenantId: trimmed,
});

type Environment = z.infer<typeof schema>;

/** What connects us to the Bot Framework; null without an app id. */
interface AppIdentity {
  readonly id: string;
  readonly password: string;
  readonly type: Environment['MicrosoftAppType'];
  /** Empty for a multi-tenant app. */
  readonly tenantId: string;
}

/** All settings, checked. Durations are milliseconds. */
export interface Config {
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Of a process without a web server; null: none. */
  readonly statusPort: number | null;
  /** null: `http://HOST:PORT` of the running server. */
  readonly publicUrl: string | null;
  readonly checkEveryMs: number;
  readonly checkFloorMs: number;
  readonly laneGapMs: number;
  /** Lanes that are one. */
  readonly laneGroups: LaneGroups;
  readonly alertGapMs: number;
  /** Who did nothing about an open question for so long has fallen silent. */
  readonly flowSilenceMs: number;
  /** `host:port` that the address guard lets through. */
  readonly allowPrivate: readonly string[];
  /** `host:port` read without robots.txt and without a watcher's own minimum interval. */
  readonly trustedShops: readonly string[];
  /** What shows pages that need scripts; null: nothing does. */
  readonly browser: {
    /**
     * The program of a Chromium, or the http(s) or ws(s) address of one that speaks the DevTools protocol.
     */
    readonly where: string;
    /** Chromium's own; for a program only. */
    readonly sandbox: boolean;
  } | null;
  readonly demo: boolean;
  /** null: made and kept in the database. */
  readonly secret: string | null;
  /** What `GET /metrics` asks for; null: nobody may read them. */
  readonly metricsToken: string | null;
  /** Further exact origins that replies may go to. */
  readonly serviceUrls: readonly string[];
  /** Microsoft Graph with its version, and the sign-in; without a slash at the end. */
  readonly graphUrl: string;
  readonly loginUrl: string;
  /** npm packages with watchers. */
  readonly watchers: readonly string[];
  /** The settings of watchers, by name, as they stand in the environment. */
  readonly watcherSettings: Readonly<Record<string, string>>;
  readonly hookKeys: HookKeys;
  /** How a shop owner reaches the operator; may be empty. */
  readonly contact: string;
  readonly logLevel: Environment['EBB_LOG'];
  readonly app: AppIdentity | null;
}

/** Faults that lie between settings rather than in one of them: [is it so?, what to say]. */
function findCrossFaults(given: Readonly<Record<string, string>>): string[] {
  const read = (name: string): string => given[name]?.trim() ?? '';
  const id = read('MicrosoftAppId');
  const type = read('MicrosoftAppType');
  const withId = id !== '';
  const needsPassword = type !== 'UserAssignedMSI';
  const rules: readonly (readonly [boolean, string])[] = [
    [
      !withId && read('MicrosoftAppPassword') !== '',
      'MicrosoftAppPassword is set without MicrosoftAppId: set both, or neither',
    ],
    [withId && !UUID.test(id), 'MicrosoftAppId is no UUID: copy it from the bot registration'],
    [
      withId && needsPassword && read('MicrosoftAppPassword') === '',
      'MicrosoftAppId is set without MicrosoftAppPassword: set both, or neither',
    ],
    [
      withId && ['SingleTenant', 'UserAssignedMSI'].includes(type) && read('MicrosoftAppTenantId') === '',
      `MicrosoftAppTenantId is missing: MicrosoftAppType ${type} needs it`,
    ],
    [
      withId && given['EBB_SECRET'] === undefined,
      'EBB_SECRET is missing: with an app id, set 32 or more random characters and keep them',
    ],
  ];
  return rules.filter(([holds]) => holds).map(([, fault]) => fault);
}

function toAppIdentity(env: Environment): AppIdentity | null {
  if (env.MicrosoftAppId === '') return null;
  return {
    id: env.MicrosoftAppId,
    password: env.MicrosoftAppPassword,
    type: env.MicrosoftAppType,
    tenantId: env.MicrosoftAppTenantId,
  };
}

function toConfig(
  env: Environment,
  watcherSettings: Record<string, string>,
  { hookKeys, laneGroups }: Pick<Config, 'hookKeys' | 'laneGroups'>,
): Config {
  const app = toAppIdentity(env);
  return {
    databaseUrl: env.EBB_DATABASE_URL,
    host: env.EBB_HOST,
    port: env.EBB_PORT,
    statusPort: env.EBB_STATUS_PORT ?? null,
    publicUrl: env.EBB_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    checkEveryMs: env.EBB_CHECK_EVERY,
    checkFloorMs: env.EBB_CHECK_FLOOR,
    laneGapMs: env.EBB_LANE_GAP,
    laneGroups,
    alertGapMs: env.EBB_ALERT_GAP,
    flowSilenceMs: env.EBB_FLOW_SILENCE,
    allowPrivate: env.EBB_ALLOW_PRIVATE,
    trustedShops: env.EBB_TRUSTED_SHOPS,
    browser:
      env.EBB_BROWSER === '' ? null : { where: env.EBB_BROWSER, sandbox: env.EBB_BROWSER_SANDBOX === 'on' },
    demo: env.EBB_DEMO === undefined ? app === null : env.EBB_DEMO === 'on',
    secret: env.EBB_SECRET ?? null,
    metricsToken: env.EBB_METRICS_TOKEN ?? null,
    serviceUrls: env.EBB_SERVICE_URLS,
    graphUrl: env.EBB_GRAPH_URL,
    loginUrl: env.EBB_LOGIN_URL,
    watchers: env.EBB_WATCHERS,
    watcherSettings,
    hookKeys,
    contact: env.EBB_CONTACT,
    logLevel: env.EBB_LOG,
    app,
  };
}

/**
 * Reads the settings from an environment. An empty value counts as unset.
 * @throws ConfigError naming every fault at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => (entry[1] ?? '') !== ''),
  );
  const parsed = schema.safeParse(given);
  const hooks = readHookKeys(given);
  const opened = hostPortList.safeParse(given['EBB_ALLOW_PRIVATE']).data ?? [];
  const lanes = readLaneGroups(given['EBB_LANE_GROUPS'] ?? '', opened);
  const issues = parsed.success ? [] : parsed.error.issues;
  const faults = [
    ...issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...findCrossFaults(given),
    ...hooks.faults,
    ...lanes.faults,
  ];
  if (!parsed.success || faults.length > 0) {
    throw new ConfigError(
      `Ebb cannot start with these settings:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
  }
  return toConfig(parsed.data, given, { hookKeys: hooks.keys, laneGroups: lanes.groups });
}
