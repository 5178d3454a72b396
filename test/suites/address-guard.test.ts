import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM } from '../support/built-program';
import {
  explainNoNetwork,
  fetchInPrivateNetwork,
  type NetworkCase,
  type NetworkOutcome,
} from '../support/private-network/enter';

// Judged by where connections arrive, in a network in which whatever is dialled arrives somewhere.
interface GuardCase extends NetworkCase {
  readonly expect: 'block' | 'allow';
  readonly why: string;
  /** Addresses that may be connected to although the case ends blocked. */
  readonly ok_hits?: readonly string[];
}

const file = join(process.env['EBB_SHARED'] ?? '../shared', 'data', 'ssrf-cases.json');

/**
 * First, some middle and last addresses of what is not the public internet (IANA special-purpose registries).
 */
const SPECIAL = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.0', '10.255.255.255', '100.64.0.0', '100.127.255.255', '127.0.0.1'],
  ...['127.255.255.254', '168.63.129.16', '169.254.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.0.1', '192.168.255.255', '198.18.0.1'],
  ...['198.19.255.255', '198.51.100.7', '203.0.113.7', '224.0.0.1', '239.255.255.250', '240.0.0.1'],
  ...['255.255.255.255', '[::]', '[::1]', '[::127.0.0.1]', '[::ffff:10.0.0.1]', '[::ffff:0:10.0.0.1]'],
  ...['[64:ff9b::a00:1]', '[64:ff9b:1::1]', '[100::1]', '[2001::1]', '[2001:db8::1]', '[2002:a00:1::]'],
  ...['[3fff::1]', '[5f00::1]', '[fc00::1]', '[fdff:ffff::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]'],
];
const PUBLIC = [
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
].concat([
  '172.32.0.0',
  '192.167.255.255',
  '198.17.255.255',
  '223.255.255.254',
  '[2606:4700::1111]',
  '[2a00:1450::1]',
]);

const PUBLIC_ADDRESS = '93.184.216.34';
const OWN: readonly GuardCase[] = [
  ...SPECIAL.map((host) => literal(host, 'block')),
  ...PUBLIC.map((host) => literal(host, 'allow')),
  ...SPECIAL.slice(0, 8).map((address) => named(`v4-${address}`, 'block', [[address]])),
  named('any of several', 'block', [[PUBLIC_ADDRESS, '10.0.0.1']]),
  named('changes its mind', 'block', [[PUBLIC_ADDRESS], ['127.0.0.1']], [PUBLIC_ADDRESS]),
  named('public', 'allow', [[PUBLIC_ADDRESS]]),
];

function literal(host: string, expect: GuardCase['expect']): GuardCase {
  return { id: `own ${host}`, why: 'an address in the link', url: `http://${host}/`, expect };
}

function named(
  why: string,
  expect: GuardCase['expect'],
  answers: readonly (readonly string[])[],
  ok_hits?: readonly string[],
): GuardCase {
  const name = `${why.replaceAll(/[^a-z0-9]+/g, '-')}.shop.example.com`;
  return {
    id: 'own name',
    why,
    url: `http://${name}/`,
    expect,
    dns: { [name]: answers },
    ...(ok_hits && { ok_hits }),
  };
}

const noNetwork = explainNoNetwork() ?? (existsSync(PROGRAM) ? null : 'dist/ is missing, run npm run build');

function describeCases(
  name: string,
  cases: readonly GuardCase[],
  settings: Readonly<Record<string, string>>,
): void {
  if (noNetwork !== null) {
    describe.skip(`${name} (skipped: ${noNetwork})`, () => test('', () => undefined));
    return;
  }
  describe(name, () => {
    let outcomes: readonly NetworkOutcome[];
    beforeAll(async () => {
      outcomes = await fetchInPrivateNetwork(cases, settings);
    }, 120_000);

    test.each(cases.map((each, n) => [`${each.expect} ${each.id}: ${each.why}`, each, n] as const))(
      '%s',
      (_name, each, n) => judge(each, outcomes[n]!),
    );
  });
}

function judge({ expect: wanted, ok_hits = [] }: GuardCase, { kinds, arrivals }: NetworkOutcome): void {
  const addresses = arrivals.map((arrival) => arrival.split(' ')[0]!);
  if (wanted === 'allow') {
    expect(kinds).toEqual(['answer']);
    expect(addresses.length).toBeGreaterThan(0);
    return;
  }
  expect(addresses.filter((address) => !ok_hits.includes(address))).toEqual([]);
  if (ok_hits.length === 0) expect(kinds).not.toContain('answer');
}

const CARELESS = {
  HTTP_PROXY: 'http://127.0.0.1:3128',
  HTTPS_PROXY: 'http://127.0.0.1:3128',
  http_proxy: 'http://127.0.0.1:3128',
  ALL_PROXY: 'http://127.0.0.1:3128',
  NODE_USE_ENV_PROXY: '1',
  NODE_TLS_REJECT_UNAUTHORIZED: '0',
  NODE_NO_WARNINGS: '1',
};

describeCases('address guard in a private network', OWN, {});
describeCases('address guard under a careless environment', OWN, CARELESS);
if (existsSync(file)) {
  const cases = JSON.parse(readFileSync(file, 'utf8')) as GuardCase[];
  describeCases('address guard: known ways in', cases, {});
} else {
  test.skip(`address guard: ${file} is MISSING, set EBB_SHARED`, () => undefined);
}
