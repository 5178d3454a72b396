import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_ONE } from '../../test/support/periods';
import { type OpenFlows, type StoredFlow, findFlow, makeInterruption } from './flow';
import { DAY } from './history';
import {
  type Manner,
  type MannerFacts,
  type MannerVerdict,
  type Occasion,
  MANNERS,
  decideManner,
  flowAfter,
} from './manner';

const MINUTE = 60_000;
const SILENCE_MS = 10 * MINUTE;
const NOW = DAY_ONE;
const ROOM = { kind: 'choose-variant', id: 1 };

function makeFlow(idleMs: number, open: Partial<OpenFlows> = {}): StoredFlow {
  return { person: 'ada', active: ROOM, aside: null, version: 3, updatedAt: NOW - idleMs, ...open };
}

const INTERRUPTED: OpenFlows = { active: makeInterruption([2]), aside: ROOM };
const FLOWS: Readonly<Record<string, StoredFlow | null>> = {
  none: null,
  open: makeFlow(SILENCE_MS - 1),
  silent: makeFlow(SILENCE_MS),
  interrupted: makeFlow(SILENCE_MS - 1, INTERRUPTED),
  left: makeFlow(SILENCE_MS, INTERRUPTED),
};
const OCCASIONS: readonly Occasion[] = ['unasked', 'asked', 'question'];

interface Row {
  readonly occasion: Occasion;
  readonly flow: string;
  readonly manners: readonly Manner[];
  readonly does: string;
  readonly after: string;
}

function readTable(): Row[] {
  const text = readFileSync(join(__dirname, '../../docs/manner.md'), 'utf8');
  const cells = text.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return cells.flatMap(([, occasion = '', flow = '', manner = '', does = '', after = '']) => {
    if (!OCCASIONS.includes(occasion as Occasion) || !(flow in FLOWS)) return [];
    const manners = manner === 'any' ? MANNERS : [manner as Manner];
    return [{ occasion: occasion as Occasion, flow, manners, does, after }];
  });
}

const ROWS = readTable().flatMap(({ manners, ...row }) => manners.map((manner) => ({ ...row, manner })));

function factsFor(changes: Partial<MannerFacts>): MannerFacts {
  return {
    now: NOW,
    flow: null,
    isOwn: true,
    occasion: 'unasked',
    manner: 'wait',
    urgent: null,
    silenceMs: SILENCE_MS,
    ...changes,
  };
}

function nameVerdict(verdict: MannerVerdict): string {
  return verdict.do === 'send' ? `send ${verdict.beside}` : verdict.do;
}

function nameFlow(flow: OpenFlows | null): string {
  if (flow === null) return 'none';
  return flow.aside ? 'interrupted' : 'open';
}

describe('the table in docs/manner.md', () => {
  it('names every message, flow and manner once', () => {
    const named = ROWS.map(({ occasion, flow, manner }) => `${occasion} ${flow} ${manner}`);
    const all = OCCASIONS.flatMap((occasion) =>
      Object.keys(FLOWS).flatMap((flow) => MANNERS.map((manner) => `${occasion} ${flow} ${manner}`)),
    );
    expect([...named].sort()).toEqual(all.sort());
  });

  it.each(ROWS)('$occasion, $flow, $manner: $does', ({ occasion, flow: name, manner, does, after }) => {
    const flow = FLOWS[name] ?? null;
    const verdict = decideManner(factsFor({ occasion, flow, manner }));
    expect(nameVerdict(verdict)).toBe(does);
    const next = verdict.do === 'send' ? flowAfter(flow, verdict.beside, [2]) : 'as-it-is';
    expect(nameFlow(next === 'as-it-is' ? flow : next)).toBe(after);
  });
});

describe('decideManner', () => {
  it.each(MANNERS)(
    'takes the manner %s of an urgent subscription before that of the conversation',
    (urgent) => {
      const flow = FLOWS['open'] ?? null;
      const other = urgent === 'wait' ? 'cancel' : 'wait';
      const own = decideManner(factsFor({ flow, manner: other, urgent }));
      expect(own).toEqual(decideManner(factsFor({ flow, manner: urgent })));
    },
  );

  it('neither puts aside nor ends what somebody else is asked', () => {
    const facts = factsFor({ flow: FLOWS['open'] ?? null, isOwn: false });
    for (const manner of ['interject', 'interrupt', 'cancel'] as const) {
      expect(decideManner({ ...facts, manner })).toEqual({ do: 'send', beside: 'repeat' });
    }
    expect(decideManner({ ...facts, manner: 'wait' })).toMatchObject({ do: 'hold' });
  });

  it.each<[string, number]>([
    ['open', NOW + 1],
    ['interrupted', NOW + 1],
    ['left', NOW + SILENCE_MS],
  ])('holds at %s until the person has fallen silent, and never until now', (name, until) => {
    expect(decideManner(factsFor({ flow: FLOWS[name] ?? null }))).toMatchObject({ do: 'hold', until });
  });
});

describe('flowAfter', () => {
  it('puts the question aside, and takes it back', () => {
    const aside = flowAfter(makeFlow(0), 'aside', [2]);
    expect(aside).toEqual({ active: { kind: 'interruption', ids: [2] }, aside: ROOM });
    expect(flowAfter(aside as OpenFlows, 'resume', [])).toEqual({ active: ROOM, aside: null });
  });
});

describe('findFlow', () => {
  const ada = makeFlow(5 * MINUTE);
  const ben = { ...makeFlow(MINUTE), person: 'ben' };
  const cem = { ...makeFlow(2 * MINUTE), person: 'cem' };

  it.each<[string, readonly StoredFlow[], string | null, StoredFlow | null]>([
    ['the own one before newer ones', [ben, ada], 'ada', ada],
    ['of others the one asked last', [cem, ben], 'ada', ben],
    ['nothing where nothing is open', [], 'ada', null],
    ['nothing that is a day old', [makeFlow(DAY)], 'ada', null],
    ['what is not a day old yet', [makeFlow(DAY - 1)], null, makeFlow(DAY - 1)],
  ])('finds %s', (_name, flows, person, expected) => {
    expect(findFlow(flows, person, NOW)).toEqual(expected);
  });
});
