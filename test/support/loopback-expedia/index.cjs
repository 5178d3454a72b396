// The watcher of Expedia as it is built, for a test whose own server stands in for both the site and the API:
// whatever goes to one of their hosts goes to the host of the pasted link instead.
const expedia = require('../../../dist/watchers/expedia').default;

const SITE = 'https://www.expedia.com';
const API = 'https://api.ean.com';

module.exports = {
  ...expedia,
  id: 'loopback-expedia',
  hosts: 'any',
  // Never so; but who could recognise a page is asked before the reader of any page.
  recognise: () => null,

  match(url, settings) {
    const found = expedia.match(new URL(url.pathname + url.search, SITE), settings);
    return found && { ...found, url: found.url.replace(SITE, url.origin) };
  },

  async look({ key, url }, context) {
    const { origin } = new URL(url);
    const http = { get: (asked, options) => context.http.get(asked.replace(API, origin), options) };
    const reading = await expedia.look({ key, url: url.replace(origin, SITE) }, { ...context, http });
    return JSON.parse(JSON.stringify(reading).replaceAll(SITE, origin));
  },
};
