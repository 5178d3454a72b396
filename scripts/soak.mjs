// `npm run soak -- NAME`: one long harness in full. `npm test` runs a short round of each.
import { spawnSync } from 'node:child_process';

const [name] = process.argv.slice(2);
if (!name) {
  console.error(
    'usage: npm run soak -- NAME   (of NAME.test.ts: crash, flow-race, history, import, pages.mutation, ' +
      'planted-bugs, sale-hour)',
  );
  process.exit(2);
}
const jest = ['node_modules/jest/bin/jest.js', '--testPathPatterns', `/${name}.test`];
const { status } = spawnSync(process.execPath, jest, {
  stdio: 'inherit',
  env: { ...process.env, EBB_SOAK: '1' },
});
process.exit(status ?? 1);
