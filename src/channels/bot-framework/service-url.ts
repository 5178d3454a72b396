import { parseUrl } from '../../core/parse-url';

/** Hosts of Microsoft's connectors; a leading dot admits every host below. */
const CONNECTOR_HOSTS = [
  'smba.trafficmanager.net',
  '.botframework.com',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  '.botframework.azure.us',
] as const;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/;

/** @returns true for `localhost`, 127.0.0.0/8 and `::1`, with or without the brackets of a URL. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.test(hostname.toLowerCase());
}

function isConnectorHost(hostname: string): boolean {
  return CONNECTOR_HOSTS.some((host) =>
    host.startsWith('.') ? hostname.endsWith(host) || hostname === host.slice(1) : hostname === host,
  );
}

export interface ServiceUrlRules {
  /** Without an app id replies go to loopback and nowhere else. */
  readonly loopbackOnly: boolean;
  /** Further exact origins. */
  readonly extraOrigins: readonly string[];
}

/**
 * May a reply, with the bot's token, go to this service URL? Everything that is no plain http(s) URL may not.
 */
export function isAllowedServiceUrl(serviceUrl: unknown, rules: ServiceUrlRules): serviceUrl is string {
  const url = typeof serviceUrl === 'string' ? parseUrl(serviceUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false;
  if (rules.loopbackOnly) return isLoopbackHost(url.hostname);
  if (rules.extraOrigins.includes(url.origin)) return true;
  return url.protocol === 'https:' && url.port === '' && isConnectorHost(url.hostname);
}
