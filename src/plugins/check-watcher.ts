import { z } from 'zod';
import type { Watcher } from '../watcher-api/define-watcher';
import { parseUrl } from '../core/parse-url';
import { type InstalledWatcher, claimsHost } from './installed-watcher';
import { overlap } from './host-pattern';
import { watcherSchema } from './watcher-schema';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Checked = { readonly watcher: InstalledWatcher } | { readonly faults: readonly string[] };

/**
 * Checks one watcher by itself.
 * @param folder the id that it must have; null when it comes from a package.
 */
export function checkWatcher(candidate: unknown, folder: string | null, environment: Environment): Checked {
  const form = watcherSchema.safeParse(candidate);
  if (!form.success) return { faults: form.error.issues.map(describeIssue) };
  const watcher = candidate as Watcher;
  const values = readSettings(watcher, environment);
  const defaults = readSettings(watcher, {});
  const faults = [
    ...checkId(watcher, folder),
    ...checkRecognise(watcher),
    ...checkNeeds(watcher),
    ...(values.success ? [] : values.error.issues.map((issue) => `setting ${describeIssue(issue)}`)),
    // Without a required setting the example cannot be tried; whoever sets it gets it tried.
    ...(values.success ? checkExample(watcher, defaults.success ? defaults.data : values.data) : []),
  ];
  if (faults.length > 0 || !values.success) return { faults };
  return { watcher: { ...watcher, values: values.data } };
}

/** Faults between watchers: one id twice, one host claimed twice. Each names both. */
export function findClashes(watchers: readonly Watcher[]): string[] {
  return watchers.flatMap((watcher, index) =>
    watchers
      .slice(0, index)
      .flatMap((other) => [
        ...(watcher.id === other.id ? [`watcher "${watcher.id}" exists twice: rename or remove one`] : []),
        ...sharedHosts(other, watcher).map(
          (host) =>
            `watchers "${other.id}" and "${watcher.id}" both claim ${host}: take it from one, or remove one of them`,
        ),
      ]),
  );
}

function sharedHosts(a: Watcher, b: Watcher): string[] {
  if (a.hosts === 'any' || b.hosts === 'any') return [];
  const others = b.hosts;
  return a.hosts.filter((host) => others.some((other) => overlap(host, other)));
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  return path === ''
    ? 'is not made with defineWatcher({...}): export it as default'
    : `${path} ${issue.message}`;
}

function readSettings(
  watcher: Watcher,
  environment: Environment,
): z.ZodSafeParseResult<Readonly<Record<string, unknown>>> {
  const schema = watcher.settings ?? z.object({});
  // Only what it names is handed over: a loose schema must not collect other people's secrets.
  const named = Object.keys(schema.shape).flatMap((name) =>
    environment[name] === undefined ? [] : [[name, environment[name]]],
  );
  return schema.safeParse(Object.fromEntries(named));
}

function checkId(watcher: Watcher, folder: string | null): string[] {
  if (folder === null || watcher.id === folder) return [];
  return [`id is "${watcher.id}" in the folder "${folder}": give both one name`];
}

function checkRecognise(watcher: Watcher): string[] {
  if (!watcher.recognise || watcher.hosts === 'any') return [];
  return ["recognise is only for hosts 'any': remove it"];
}

function checkNeeds({ needs = [], reads }: Watcher): string[] {
  return needs.length > 0 && reads !== 'page' ? ["needs is only for reads 'page': remove it"] : [];
}

function checkExample(watcher: Watcher, settings: Readonly<Record<string, unknown>>): string[] {
  const { url, key } = watcher.example;
  const link = parseUrl(url);
  if (!link) return [`example.url is no link: ${url}`];
  const own = watcher.hosts === 'any' || claimsHost(watcher, link.host);
  const found = matchExample(watcher, link, settings);
  return [
    ...(own ? [] : [`example.url is on ${link.host}, which hosts does not name`]),
    ...(found === key ? [] : [`example.url matches ${found ?? 'nothing'} instead of the key ${key}`]),
  ];
}

function matchExample(
  watcher: Watcher,
  link: URL,
  settings: Readonly<Record<string, unknown>>,
): string | null {
  try {
    return watcher.match(link, settings)?.key ?? null;
  } catch (error) {
    return `an error (${String(error)})`;
  }
}
