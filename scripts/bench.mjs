// `npm run bench -- NAME [options]`: compiles and runs bench/NAME.ts; what it prints and takes stands there.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...options] = process.argv.slice(2);
if (!name || !existsSync(join(root, 'bench', `${name}.ts`))) {
  console.error('usage: npm run bench -- NAME [--json]   (NAME: a file of bench/)');
  process.exit(2);
}
await import('./build-when-needed.mjs');
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
run(join('node_modules', 'typescript-7', 'bin', 'tsc'), '-p', 'bench');
run(join('dist', 'bench', `${name}.js`), ...options);
