import { parseTolerantJson } from '../tolerant-json';
import { localName, type Thing, type Value } from '../thing';

const DEEPEST = 32;
const MOST_NODES = 20_000;

interface Pending {
  readonly json: unknown;
  readonly depth: number;
  readonly keep: (value: Value) => void;
}

/**
 * The outermost things of all blocks of JSON-LD. References by `@id` are resolved across the blocks. What
 * nests deeper than 32 levels is left out. Reads own properties only.
 */
export function readJsonThings(blocks: readonly string[]): readonly Thing[] {
  const roots: Thing[] = [];
  const byId = new Map<string, Thing>();
  const references: { id: string; put: (thing: Thing) => void }[] = [];
  for (const block of blocks) {
    walk(parseTolerantJson(block), byId, references, (value) => {
      if (typeof value === 'object') roots.push(value);
    });
  }
  for (const { id, put } of references) {
    const thing = byId.get(id);
    if (thing) put(thing);
  }
  return roots;
}

/** Iterative, breadth first, so that depth costs no stack. */
function walk(
  json: unknown,
  byId: Map<string, Thing>,
  references: { id: string; put: (thing: Thing) => void }[],
  keepRoot: (value: Value) => void,
): void {
  const queue: Pending[] = [{ json, depth: 0, keep: keepRoot }];
  for (let at = 0; at < queue.length && at < MOST_NODES; at++) {
    const { json: node, depth, keep } = queue[at] as Pending;
    if (typeof node === 'string' || typeof node === 'number') keep(node);
    if (typeof node === 'boolean') keep(String(node));
    if (depth > DEEPEST || typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node))
      for (const item of node as unknown[]) queue.push({ json: item, depth: depth + 1, keep });
    else if (isReference(node)) references.push({ id: node['@id'], put: keep });
    else queue.push(...openNode(node as Readonly<Record<string, unknown>>, depth, byId, keep));
  }
}

function isReference(node: object): node is { '@id': string } {
  return (
    Object.keys(node).length === 1 &&
    Object.hasOwn(node, '@id') &&
    typeof (node as { '@id': unknown })['@id'] === 'string'
  );
}

/** Makes the node a thing, hands it on, and returns what is to be read of it. */
function openNode(
  node: Readonly<Record<string, unknown>>,
  depth: number,
  byId: Map<string, Thing>,
  keep: (value: Value) => void,
): Pending[] {
  const properties = new Map<string, Value[]>();
  const thing: Thing = { types: typesOf(node), properties };
  const pending: Pending[] = [];
  for (const [key, json] of Object.entries(node)) {
    if (key === '@type' || key === '@context') continue;
    // A graph is a bag of things beside each other, not a property of what holds it.
    const into = key === '@graph' ? keep : (value: Value) => addValue(properties, localName(key), value);
    pending.push({ json, depth: depth + 1, keep: into });
  }
  const id = Object.hasOwn(node, '@id') ? node['@id'] : null;
  if (typeof id === 'string' && !byId.has(id)) byId.set(id, thing);
  keep(thing);
  return pending;
}

function typesOf(node: Readonly<Record<string, unknown>>): string[] {
  const type = Object.hasOwn(node, '@type') ? node['@type'] : null;
  return (Array.isArray(type) ? (type as unknown[]) : [type])
    .filter((name): name is string => typeof name === 'string')
    .map(localName);
}

function addValue(properties: Map<string, Value[]>, name: string, value: Value): void {
  const values = properties.get(name);
  if (values) values.push(value);
  else properties.set(name, [value]);
}
