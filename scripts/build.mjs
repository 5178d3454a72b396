// Makes dist/: the compiled program, what lies beside the sources (recipes, styles), and the web chat bundle.
import { spawnSync } from 'node:child_process';
import { cpSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...path) => join(root, ...path);

function compile() {
  const compiler = at('node_modules', 'typescript-7', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', at('tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Copies what the compiler leaves behind; recorded answers (`pages/`) serve tests only. */
function copyAssets(folder) {
  if (!existsSync(at(folder))) return;
  const filter = (path) => !path.endsWith('.ts') && basename(path) !== 'pages';
  cpSync(at(folder), at('dist', folder), { recursive: true, filter });
}

/** The web chat is 3.9 MB, so it lies beside itself compressed: koa-static sends that to whoever takes it. */
function copyWebChat() {
  mkdirSync(at('dist', 'web'), { recursive: true });
  for (const file of ['webchat.js', 'webchat.js.LICENSE.txt']) {
    copyFileSync(at('node_modules', 'botframework-webchat', 'dist', file), at('dist', 'web', file));
  }
  const script = at('dist', 'web', 'webchat.js');
  writeFileSync(`${script}.gz`, gzipSync(readFileSync(script), { level: 9 }));
}

/** The font of the charts, as ttf: the renderer takes nothing else. */
function copyFonts() {
  const fonts = at('node_modules', '@expo-google-fonts', 'inter');
  for (const face of [
    '400Regular/Inter_400Regular.ttf',
    '600SemiBold/Inter_600SemiBold.ttf',
    'LICENSE_FONT',
  ]) {
    cpSync(join(fonts, face), at('dist', 'fonts', face));
  }
}

rmSync(at('dist'), { recursive: true, force: true });
compile();
copyAssets('src');
copyAssets('watchers');
copyWebChat();
copyFonts();
// Written last: a build that was cut short has no stamp and is made again.
writeFileSync(at('dist', '.built'), '');
