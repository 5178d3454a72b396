// A process of its own that claims due products until it gets none, and tells the ids: `claiming-entry.cjs
// URL NOW NAME`. It runs the build; a second SQLite connection in the thread of the test would block it.
const { openStore } = require('../../dist/src/storage/open-store.js');

async function main([databaseUrl, now, name]) {
  const store = await openStore(databaseUrl);
  const ids = [];
  const lanes = { of: (url) => new URL(url).host, busy: [] };
  for (;;) {
    const claim = { token: `${name}-${ids.length}`, expiresAt: Number(now) + 60_000 };
    const claimed = await store.products.claimDue(Number(now), 1, claim, lanes);
    if (claimed.length === 0) break;
    ids.push(...claimed.map(({ product }) => product.id));
  }
  await store.close();
  process.stdout.write(JSON.stringify(ids));
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
