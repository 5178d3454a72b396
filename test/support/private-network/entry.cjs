// The way out to shops over real sockets in a network namespace: cases come in on standard input, one line
// for each goes out. Every address is local, so whatever is dialled arrives at a listener here, which notes
// where it was meant to go.
const { execFileSync } = require('node:child_process');
const { createSocket } = require('node:dgram');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { text } = require('node:stream/consumers');
const { setTimeout: wait } = require('node:timers/promises');
const dnsPacket = require('dns-packet');
const { systemClock, systemRandom } = require('../../../dist/src/clock.js');
const { composeHttp } = require('../../../dist/src/compose-http.js');
const { readConfig } = require('../../../dist/src/config.js');

const SHOP_PORT = 80;
/** Tried by careless clients: https, proxies, and what else listens on a machine. */
const OTHER_PORTS = [443, 3128, 8080];
/** So long after a fetch ends, nothing it began is still on its way. */
const SETTLE_MS = 10;

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** The case in hand: its names and how often each was asked for, where it redirects to, and what arrived. */
let current;

function run(command, ...args) {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}

function makeNetwork() {
  run('ip', 'link', 'set', 'lo', 'up');
  run('ip', 'route', 'add', 'local', '0.0.0.0/0', 'dev', 'lo');
  run('ip', '-6', 'route', 'add', 'local', '::/0', 'dev', 'lo');
  const folder = mkdtempSync(join(tmpdir(), 'ebb-network-'));
  for (const [target, content] of [
    ['/etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n'],
    ['/etc/hosts', ''],
  ]) {
    const file = join(folder, 'file');
    writeFileSync(file, content);
    run('mount', '--bind', file, target);
    // The mount keeps the file.
    rmSync(file);
  }
  rmSync(folder, { recursive: true });
}

/** Each family has its own turn, because the resolver asks for both at once. */
function answerNames() {
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const { id, questions } = dnsPacket.decode(message);
    const [{ name, type }] = questions;
    const answers = findAnswers(name.toLowerCase(), type);
    const packet = dnsPacket.encode({
      type: 'response',
      id,
      flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | (answers === null ? 3 : 0),
      questions,
      answers: (answers ?? []).map((data) => ({ type, name, ttl: 0, data })),
    });
    socket.send(packet, from.port, from.address);
  });
  return new Promise((resolve) => socket.bind(53, '127.0.0.1', resolve));
}

/** @returns null when there is no such name. */
function findAnswers(name, type) {
  const { dns, asked } = current;
  const answers = dns[name];
  if (!answers) return null;
  const turn = asked.get(`${type} ${name}`) ?? 0;
  asked.set(`${type} ${name}`, turn + 1);
  const family = { A: 4, AAAA: 6 }[type];
  return answers[Math.min(turn, answers.length - 1)].filter((address) => net.isIP(address) === family);
}

const shop = http.createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://shop');
  const redirect = (status, location) => response.writeHead(status, { location }).end();
  const to = searchParams.get('to') ?? '';
  if (pathname === '/robots.txt') response.writeHead(404).end();
  else if (pathname === '/r') redirect(Number(searchParams.get('c')), current.location || to);
  else if (pathname === '/loop') redirect(302, '/loop');
  else if (pathname === '/selfredir') redirect(302, '/');
  else if (pathname === '/chain') {
    const left = Number(searchParams.get('n')) - 1;
    redirect(302, left > 0 ? `/chain?n=${left}&to=${encodeURIComponent(to)}` : to);
  } else {
    const headers = { 'content-type': 'text/html', 'alt-svc': 'h2="127.0.0.1:443"' };
    response.writeHead(200, headers).end('a page');
  }
});

function listenOn(port) {
  const listeners = ['0.0.0.0', '::'].map((host) => {
    const server = net.createServer((socket) => {
      current.arrivals.add(`${socket.localAddress} ${port}`);
      socket.on('error', () => undefined);
      if (port === SHOP_PORT) shop.emit('connection', socket);
      else socket.destroy();
    });
    return new Promise((resolve) => server.listen({ port, host, ipv6Only: true }, resolve));
  });
  return Promise.all(listeners);
}

function listPorts(cases) {
  const named = cases.flatMap(({ url, location = '' }) =>
    [...`${url} ${decodeURIComponent(location)}`.matchAll(/:(\d{1,5})\b/g)].map(([, port]) => Number(port)),
  );
  return new Set([
    SHOP_PORT,
    ...OTHER_PORTS,
    ...named.filter((port) => port > 0 && port < 65_536 && port !== 53),
  ]);
}

/** Each fetch is on its own, so that no robots.txt is remembered and DNS is asked again. */
async function fetchCase({ id, url, dns = {}, location = '', fetches = 1 }) {
  current = { dns, location, asked: new Map(), arrivals: new Set() };
  const kinds = [];
  for (let n = 0; n < fetches; n += 1) {
    const guarded = composeHttp({ ...readConfig(), laneGapMs: 0 }, SILENT, {
      clock: systemClock,
      random: systemRandom,
    });
    const outcome = await guarded.fetch({ url, accept: 'html' }, new AbortController().signal);
    kinds.push(outcome.kind === 'failed' ? outcome.reading.kind : outcome.kind);
    await guarded.close();
  }
  await wait(SETTLE_MS);
  return { id, kinds, arrivals: [...current.arrivals] };
}

async function main() {
  makeNetwork();
  const cases = JSON.parse(await text(process.stdin));
  await answerNames();
  for (const port of listPorts(cases)) await listenOn(port);
  for (const each of cases) process.stdout.write(`${JSON.stringify(await fetchCase(each))}\n`);
  process.exit(0);
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
