import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Store } from '../../src/core/store';
import { makeOffer } from '../support/offers';
import { euro } from '../support/periods';
import { NOW, chat, claimOf, lanesOf, makeProduct, recordOf } from '../support/store-samples';
import { describeStores } from '../support/store-under-test';
import { DEFAULT_RULE } from '../../src/core/rule';

const ENTRY = path.join(__dirname, '../support/racing-entry.cjs');
const isBuilt = existsSync(path.join(__dirname, '../../dist/src/app/deliver.js'));
/** Each races one turn with one send. */
const ROUNDS = process.env.EBB_SOAK ? 10_000 : 150;
const PATIENCE_MS = process.env.EBB_SOAK ? 60 * 60_000 : 100_000;

interface Line {
  readonly from: 'turn' | 'send';
  readonly said: string;
  readonly text: string;
}

type Active = 'none' | 'target' | 'interruption';

/** What the chat shows must have been true when it was said: it is read anew, one message after the other. */
class Transcript {
  active: Active = 'none';
  aside = false;
  readonly faults: string[] = [];

  read(line: Line, index: number): void {
    const before = `${this.active}${this.aside ? ' over a question' : ''}`;
    const fits = line.from === 'send' ? this.readSend(line.text) : this.readReply(line);
    if (!fits)
      this.faults.push(`${index}: at ${before}, ${line.from} ${line.said}: ${line.text.slice(0, 300)}`);
  }

  private readSend(text: string): boolean {
    const isFree = this.active === 'target' && !this.aside;
    if (text.startsWith('Back to where we were.')) return this.comeBack();
    if (/^(?:About|On another matter:) /.test(text)) {
      this.active = 'interruption';
      this.aside = true;
      return isFree;
    }
    if (text.includes('I have dropped my question')) {
      this.active = 'none';
      return isFree;
    }
    return text.includes('At which price') ? isFree : this.active === 'none';
  }

  private readReply({ said, text }: Line): boolean {
    if (text.startsWith('Back to where we were.')) return this.comeBack();
    if (/The rule is changed\.|^All right, never mind/.test(text)) return this.leave('target');
    if (text.includes('At which price')) {
      if (said === 'ask') this.active = 'target';
      return this.active === 'target';
    }
    if (text.includes('Say “done”')) return this.active === 'interruption';
    if (text.startsWith('There is no #80')) return this.active !== 'target';
    return text.startsWith('There is nothing open') ? this.active === 'none' : true;
  }

  private comeBack(): boolean {
    const fits = this.aside;
    this.active = 'target';
    this.aside = false;
    return fits;
  }

  private leave(active: Active): boolean {
    const fits = this.active === active;
    this.active = 'none';
    return fits;
  }
}

/** The conversation of the race follows one product with a price. */
async function prepare(store: Store): Promise<number> {
  const { id } = await store.conversations.meet({ ...chat('race'), channel: 'test' }, NOW, 'spoke');
  const product = await makeProduct(store, 'kettle');
  await store.subscriptions.add({ conversationId: id, person: 'ada' }, product.id, DEFAULT_RULE, null, NOW);
  const [claimed] = await store.products.claimDue(NOW, 1, claimOf('look'), lanesOf());
  await store.products.recordCheck(claimed!, NOW, () => recordOf({ confirmed: makeOffer(euro(99)) }));
  return id;
}

async function readLines(store: Store): Promise<Line[]> {
  const lines: Line[] = [];
  let last = 0;
  for (;;) {
    const rows = await store.chatLog.read('race', last, 1000);
    if (rows.length === 0) return lines;
    lines.push(...rows.map(({ activity }) => activity as unknown as Line));
    last = rows.at(-1)!.id;
  }
}

(isBuilt ? describe : describe.skip)('turns and sends of one conversation (needs `npm run build`)', () => {
  describeStores(({ open, processes, url }) => {
    it(
      'never meet in the middle, and lose no question',
      async () => {
        const store = await open();
        const id = await prepare(store);
        if (processes === 1) await store.close();
        const runs = Array.from({ length: processes }, (_, index) =>
          promisify(execFile)(
            process.execPath,
            [ENTRY, url(), String(index + 1), String(ROUNDS / processes)],
            {
              timeout: PATIENCE_MS,
            },
          ),
        );
        for (const { stdout } of await Promise.all(runs)) expect(stdout).toBe('[]');
        const after = processes === 1 ? await open() : store;
        const lines = await readLines(after);
        const transcript = new Transcript();
        lines.forEach((line, index) => transcript.read(line, index));
        expect(transcript.faults).toEqual([]);
        const flow = await after.flows.get(id, 'ada');
        const { active, aside } = transcript;
        const stands = [flow?.active.kind.replace('type-', '') ?? 'none', Boolean(flow?.aside)];
        expect(stands).toEqual([active, aside]);
        expect(lines.length).toBeGreaterThan(ROUNDS / 2);
        // A short round does not meet everything.
        for (const word of ROUNDS < 1000
          ? []
          : ['About #1', 'Back to where', 'I have dropped', 'still open', '€80.00 or less']) {
          expect([word, lines.some(({ text }) => text.includes(word))]).toEqual([word, true]);
        }
      },
      PATIENCE_MS + 10_000,
    );
  });
});
