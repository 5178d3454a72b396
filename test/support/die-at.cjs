// Loaded into a program by `node --require`: it dies of SIGKILL in the place of its step DIE_AT (from 1) of
// the kind DIE_IN: `files`, calls that change files; `sqlite`, statements; `postgres`, queries. A program
// that lives to its end says on standard error how many there were.
const { DIE_AT, DIE_IN } = process.env;
let steps = 0;

function dieBefore(holder, name) {
  const original = holder[name];
  holder[name] = function (...args) {
    steps += 1;
    if (steps === Number(DIE_AT)) process.kill(process.pid, 'SIGKILL');
    return original.apply(this, args);
  };
}

const PLACES = {
  files: () => {
    const files = require('node:fs/promises');
    for (const name of ['chmod', 'copyFile', 'link', 'open', 'rename']) dieBefore(files, name);
  },
  sqlite: () => dieBefore(require('better-sqlite3').prototype, 'prepare'),
  postgres: () => dieBefore(require('pg').Client.prototype, 'query'),
};
PLACES[DIE_IN]();
process.on('exit', () => process.stderr.write(`steps: ${steps}\n`));
