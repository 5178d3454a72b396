/**
 * The source of a watcher for one host that fails in every way that can carry its secret, or a link, into a
 * log.
 */
export function canaryWatcherSource(host: string): string {
  return `
const { z } = require('ebb/watcher');

// As the error of a library, on which its whole request hangs.
function crash(link, key) {
  const headers = { authorization: 'Bearer ' + key };
  throw Object.assign(new Error('GET ' + link + ' failed'), { config: { url: link, headers }, body: [link] });
}

module.exports = {
  id: 'canaries', name: 'Canaries', homepage: 'http://${host}', maintainers: ['tests'],
  hosts: ['${host}'], reads: 'api', minIntervalSeconds: 60,
  settings: z.object({ CANARY_KEY: z.string() }),
  example: { url: 'http://${host}/1', key: '/1', settings: { CANARY_KEY: 'none' } },

  match(url, settings) {
    if (url.pathname === '/match') throw new Error('no product: ' + url.href);
    if (url.pathname === '/crash') setImmediate(crash, url.href, settings.CANARY_KEY);
    return { key: url.pathname, url: url.href };
  },

  async look({ url }, { http, log, settings: { CANARY_KEY: key } }) {
    const asked = url + '&key=' + key;
    log.warn({ url, asked, sent: 'Bearer ' + key }, 'the shop is asked');
    await http.get(asked, { accept: 'json', headers: { authorization: 'Bearer ' + key } });
    throw Object.assign(new Error('refused: ' + asked + ', Bearer ' + key), { key });
  },
};`;
}
