import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Takes the file system away when standard input ends, so also when the test process is killed. */
const SUPERVISE =
  'mount -t tmpfs -o size="$2m" tmpfs "$1" && echo mounted && cat; umount -l "$1"; rmdir "$1"';

/** A file system of its own that is soon full. */
export interface SmallDisk {
  readonly path: string;
  /** Leaves so many bytes free. */
  fill(leaving: number): void;
  /** Takes away what `fill` wrote. */
  clear(): void;
  stop(): Promise<void>;
}

/** @returns why there can be none here; null: there can. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'it takes a tmpfs';
  const probe = 'mount -t tmpfs -o size=1m tmpfs "$1" && umount "$1"';
  const folder = mkdtempSync(join(tmpdir(), 'ebb-mount-'));
  const { status } = spawnSync('/bin/sh', ['-c', probe, 'sh', folder], { stdio: 'ignore' });
  rmSync(folder, { recursive: true });
  return status === 0 ? null : 'mounting a tmpfs is not allowed here';
}

export async function startSmallDisk(megabytes: number): Promise<SmallDisk> {
  const path = mkdtempSync(join(tmpdir(), 'ebb-small-disk-'));
  const supervisor = spawn('/bin/sh', ['-c', SUPERVISE, 'sh', path, String(megabytes)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await once(supervisor.stdout, 'data');
  const filler = join(path, 'filler');
  const clear = (): void => rmSync(filler, { force: true });
  return {
    path,
    clear,
    fill: (leaving) => {
      clear();
      const { bavail, bsize } = statfsSync(path);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaving)));
    },
    stop: async () => {
      const exited = once(supervisor, 'exit');
      supervisor.stdin.end();
      await exited;
    },
  };
}
