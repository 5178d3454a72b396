import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { DrivenApplication } from '../../support/driven-application';
import type { TraceLog } from './trace-log';

/** The processes of one installation under one clock. */
export class Installation {
  private readonly running: (DrivenApplication | null)[];
  private readonly ended: string[] = [];
  private starts = 0;
  private spare: ChildProcess;
  private readonly names: string[];

  constructor(
    private readonly settings: Readonly<Record<string, string>>,
    count: number,
    private readonly trace: TraceLog,
    private instant: number,
    private readonly dist?: string,
  ) {
    this.spare = DrivenApplication.warmUp(dist);
    this.running = Array.from({ length: count }, () => null);
    this.names = Array.from({ length: count }, () => '');
  }

  private get processes(): readonly DrivenApplication[] {
    return this.running.filter((application) => application !== null);
  }

  get now(): number {
    return this.instant;
  }

  /** Numbers of the processes that run. */
  get alive(): readonly number[] {
    return this.running.flatMap((application, process) => (application ? [process] : []));
  }

  /** Where process `number` takes turns; null: it does not run. */
  endpointOf(number: number): string | null {
    return this.running[number]?.messagesEndpoint ?? null;
  }

  /** Is a claim in the hands of a process that runs? */
  holds(token: string): boolean {
    return this.names.some((name, process) => this.running[process] && token.startsWith(`${name}.`));
  }

  /** How long until a sleeper of some process wakes; Infinity: none sleeps. */
  get nextWakeMs(): number {
    return Math.min(...this.processes.map(({ nextWakeMs }) => nextWakeMs ?? Infinity));
  }

  /** All that was logged as an error. */
  get errors(): readonly string[] {
    const logs = [...this.ended, ...this.processes.map(({ log }) => log)];
    return logs
      .flatMap((log) => log.split('\n'))
      .filter((line) => line !== '' && !line.includes('"level":40'));
  }

  async start(process: number): Promise<void> {
    this.starts += 1;
    this.names[process] = `p${process}n${this.starts}`;
    const settings = { ...this.settings, DRIVEN_NAME: `${this.names[process]}.` };
    this.running[process] = await DrivenApplication.start(settings, this.instant, this.spare);
    this.spare = DrivenApplication.warmUp(this.dist);
    this.trace.add({ kind: 'start', process });
  }

  /** Moves the clocks of all processes together. @throws Error when a process has ended by itself. */
  async advance(milliseconds: number): Promise<void> {
    this.instant += milliseconds;
    // Whoever hears of it first takes up most of the work, so they take turns.
    const first = Math.floor(this.instant / 1_000) % this.running.length;
    const inTurn = [...this.running.slice(first), ...this.running.slice(0, first)].filter(
      (process) => process !== null,
    );
    const advanced = await Promise.all(inTurn.map((process) => process.advance(milliseconds)));
    if (advanced.includes(false)) throw new Error(`a process ended by itself:\n${this.errors.join('\n')}`);
  }

  /** Ends a process, kindly or not. */
  async end(process: number, how: 'kill' | 'stop'): Promise<void> {
    const application = this.running[process];
    if (!application) return;
    this.running[process] = null;
    await application[how]();
    this.ended.push(application.log);
    // What it had written to its connections is read first.
    await wait(5);
    this.trace.add({ kind: how, process });
  }

  async close(): Promise<void> {
    this.spare.kill('SIGKILL');
    await Promise.all(this.processes.map((application) => application.kill()));
  }
}
