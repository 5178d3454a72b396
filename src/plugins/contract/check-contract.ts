import { type Bench, ContractFault, LookOverran } from './bench';
import { CONTRACT } from './contract-checks';

export interface ContractResult {
  readonly passed: number;
  /** What the watcher does not keep, one sentence each. */
  readonly faults: readonly string[];
  /** Outcomes for which nothing is recorded: only a look at the live shop would show how they are read. */
  readonly unrecorded: readonly string[];
}

const WORTH_RECORDING = ['unavailable', 'not-found'] as const;

/** Beyond this nobody waits for the rest. */
const LONGEST_MS = 60_000;

/** Holds a watcher to its whole contract; one fault hides another only when looks do not end. */
export async function checkContract(bench: Bench, longestMs = LONGEST_MS): Promise<ContractResult> {
  const faults: string[] = [];
  let run = 0;
  let failed = 0;
  const end = performance.now() + longestMs;
  for (const { name, run: check } of CONTRACT) {
    if (performance.now() > end) {
      faults.push(
        `takes more than ${longestMs / 1000} s: the other ${CONTRACT.length - run} checks were left out`,
      );
      break;
    }
    run += 1;
    try {
      await check(bench);
    } catch (error) {
      failed += 1;
      const reason = error instanceof ContractFault ? error.message : `fails: ${String(error)}`;
      faults.push(`${name}: ${reason}`);
      if (error instanceof LookOverran) break;
    }
  }
  const unrecorded = WORTH_RECORDING.filter(
    (kind) => !bench.cases.some(({ expect }) => expect.kind === kind),
  );
  return { passed: run - failed, faults, unrecorded };
}
