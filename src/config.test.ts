import { ConfigError, readConfig } from './config';

const APP_ID = '0f5f1c1e-6a2b-4c5d-8e9f-001122334455';

function faultsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return '';
}

describe('readConfig', () => {
  it('starts with nothing set, the demo on', () => {
    expect(readConfig({})).toMatchObject({
      databaseUrl: 'sqlite:./ebb.db',
      host: '127.0.0.1',
      port: 3978,
      checkEveryMs: 6 * 3_600_000,
      laneGapMs: 2000,
      demo: true,
      app: null,
    });
  });

  it('takes a floor of one second', () => {
    expect(readConfig({ EBB_CHECK_FLOOR: '1s' }).checkFloorMs).toBe(1000);
  });

  it('reads groups of shops, also of those that are opened', () => {
    const settings = {
      EBB_LANE_GROUPS: 'a.example+127.0.0.1:8080',
      EBB_ALLOW_PRIVATE: '127.0.0.1:8080',
    };
    expect(readConfig(settings).laneGroups).toEqual([['a.example', '127.0.0.1:8080']]);
    expect(readConfig({}).laneGroups).toEqual([]);
  });

  it('has a browser only when one is named', () => {
    expect(readConfig({}).browser).toBeNull();
    expect(readConfig({ EBB_BROWSER: '/usr/bin/chromium' }).browser).toEqual({
      where: '/usr/bin/chromium',
      sandbox: true,
    });
    const settings = { EBB_BROWSER: 'ws://browser:9222', EBB_BROWSER_SANDBOX: 'off' };
    expect(readConfig(settings).browser).toEqual({ where: 'ws://browser:9222', sandbox: false });
  });

  it('names every fault at once', () => {
    const message = faultsOf({
      EBB_CHECK_EVERY: '6 hours',
      EBB_PORT: 'ninety',
      EBB_DATABASE_URL: 'mysql://x',
      EBB_ALLOW_PRIVATE: 'localhost',
      EBB_SERVICE_URLS: 'https://a.example/path',
    });
    for (const name of ['CHECK_EVERY', 'PORT', 'DATABASE_URL', 'ALLOW_PRIVATE', 'SERVICE_URLS']) {
      expect(message).toContain(`EBB_${name}`);
    }
  });

  it.each([
    [{ MicrosoftAppPassword: 'secret' }, 'MicrosoftAppPassword is set without MicrosoftAppId'],
    [{ MicrosoftAppId: 'my-bot', MicrosoftAppPassword: 'x' }, 'MicrosoftAppId is no UUID'],
    [{ MicrosoftAppId: APP_ID }, 'MicrosoftAppId is set without MicrosoftAppPassword'],
    [{ MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'x' }, 'EBB_SECRET is missing'],
    [{ MicrosoftAppId: APP_ID, MicrosoftAppType: 'SingleTenant' }, 'MicrosoftAppTenantId is missing'],
    [{ EBB_PORT: '65536' }, 'EBB_PORT is no port'],
    [{ EBB_PORT: '80.5' }, 'EBB_PORT is no port'],
    [{ EBB_ALLOW_PRIVATE: '127.0.0.1:99999' }, 'EBB_ALLOW_PRIVATE "127.0.0.1:99999" is no host:port'],
    [{ EBB_LANE_GROUPS: 'shop.example+com' }, 'EBB_LANE_GROUPS: "com" is no domain of a shop'],
    [{ EBB_SERVICE_URLS: 'ftp://bots.example' }, 'EBB_SERVICE_URLS "ftp://bots.example" is no origin'],
    [{ EBB_GRAPH_URL: 'http://graph.example/v1.0' }, 'EBB_GRAPH_URL is no https address'],
    [{ EBB_LOGIN_URL: 'login' }, 'EBB_LOGIN_URL is no https address'],
    [{ EBB_CONTACT: 'two\nlines' }, 'EBB_CONTACT goes into the user agent'],
    [{ EBB_METRICS_TOKEN: 'too short' }, 'EBB_METRICS_TOKEN is too short'],
    [{ EBB_METRICS_TOKEN: 'no token '.repeat(9) }, 'EBB_METRICS_TOKEN is too short or no token'],
    [{ EBB_LOG: 'loud', MicrosoftAppPassword: 'x' }, 'MicrosoftAppPassword is set without MicrosoftAppId'],
  ])('refuses %j', (environment, fault) => {
    expect(faultsOf(environment)).toContain(fault);
  });

  it('trims the app id and turns the demo off with it', () => {
    const config = readConfig({
      MicrosoftAppId: ` ${APP_ID} `,
      MicrosoftAppPassword: 'x',
      EBB_SECRET: 's'.repeat(32),
    });
    expect(config.app?.id).toBe(APP_ID);
    expect(config.demo).toBe(false);
  });

  it('never prints a value of a secret setting', () => {
    const faults = faultsOf({ EBB_SECRET: 'hunter2', EBB_METRICS_TOKEN: 'hunter2' });
    expect(faults).not.toContain('hunter2');
  });
});
