import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  YAMLSeq,
} from 'yaml';
import { type Evidence, fromShort } from '../../domain/evidence.ts';
import { readCompanies } from '../catalog/companies.ts';
import { placeOf, type SourceFile } from '../catalog/yaml.ts';
import { pinyinOf } from '../names/pinyin.ts';
import type { Proposal } from './proposal.ts';

type Kind = {
  readonly list: string;
  readonly keys: readonly string[];
  readonly added?: readonly string[];
};
/**
 * How each kind of edge stands in a company file: its list, and the keys by which an edge is found,
 * or one that is added.
 */
const EDGES: Readonly<Record<string, Kind>> = {
  listing: { list: 'listings', keys: ['mic', 'symbol'] },
  entity: { list: 'entities', keys: ['name'] },
  app: { list: 'apps', keys: ['id'], added: ['name'] },
  alias: { list: 'aliases', keys: ['name'] },
  control: { list: 'controlledBy', keys: ['company'] },
  stake: { list: 'stakes', keys: ['holder'] },
  affiliate: { list: 'affiliates', keys: ['name'] },
};
const FORMAT = { lineWidth: 0, flowCollectionPadding: false } as const;

/**
 * Writes accepted proposals into the text of a company file; comments and order stay. `place` names
 * the proposal in a problem. A proposal that cannot be written is one sentence and the rest is
 * written; a file that would not be sound any more stays as it is.
 */
export function applyProposals(
  file: SourceFile,
  proposals: readonly { readonly place: string; readonly proposal: Proposal }[],
): { readonly text: string; readonly written: number; readonly problems: readonly string[] } {
  const document = parseDocument(file.text, { schema: 'failsafe' });
  const problems: string[] = [];
  let written = 0;
  for (const { place, proposal } of proposals) {
    const why = write(document, file, proposal);
    if (why === null) written += 1;
    else problems.push(`${place}: ${why}`);
  }
  const text = written === 0 ? file.text : document.toString(FORMAT);
  const broken = readCompanies([{ ...file, text }]).problems[0];
  if (broken === undefined) return { text, written, problems };
  return {
    text: file.text,
    written: 0,
    problems: [
      ...problems,
      `${file.path}:${broken.line}: not written, it would say: ${broken.message}`,
    ],
  };
}

/** Null = written, else why not. */
function write(document: Document, file: SourceFile, proposal: Proposal): string | null {
  if (proposal.do === 'check-listing')
    return 'a question is answered by a person; nothing to write';
  const { edge, ...value } = proposal.value;
  const added = proposal.do.startsWith('add-') ? EDGES[proposal.do.slice(4)] : undefined;
  if (added !== undefined) return add(document, added, value, proposal.evidence);
  const kind = EDGES[edge ?? ''];
  if (kind === undefined) return `"edge" is none of ${Object.keys(EDGES).join(', ')}`;
  const found = edgeOf(document, kind, value);
  if (found === null) {
    const name = kind.keys.map((key) => value[key]).join(':');
    return `${edge} ${name} is gone from ${file.path}:${placeOf(file, [kind.list, 0]).line}`;
  }
  for (const [key, text] of Object.entries(value))
    if (!kind.keys.includes(key) && text !== null) found.set(key, text);
  if (proposal.evidence !== null) addEvidence(document, found, proposal.evidence);
  return null;
}

type EdgeValue = Readonly<Record<string, string | null | undefined>>;

/** Whether an entry of a list, a map or a bare name, has these values. */
const isEdge = (entry: unknown, keys: readonly string[], value: EdgeValue): boolean =>
  isMap(entry)
    ? keys.every((key) => String(entry.get(key)) === value[key])
    : isScalar(entry) && String(entry.value) === value.name;

/**
 * The edge as a map: a bare name becomes one. The last of several that are alike is the one in
 * force.
 */
function edgeOf(document: Document, { list, keys }: Kind, value: EdgeValue): YAMLMap | null {
  const edges = document.get(list);
  if (!isSeq(edges)) return null;
  const at = edges.items.findLastIndex((item) => isEdge(item, keys, value));
  const edge = edges.items[at];
  if (edge === undefined) return null;
  if (isMap(edge)) return edge;
  const map = document.createNode(
    { name: String((edge as { value: unknown }).value) },
    { flow: true },
  );
  map.comment = (edge as { comment?: string }).comment ?? null;
  map.commentBefore = (edge as { commentBefore?: string }).commentBefore ?? null;
  edges.items[at] = map;
  return map as YAMLMap;
}

/** Evidence as a company file writes it: the short form, or a map where there is an address. */
function evidenceNode(document: Document, { kind, source, day, url }: Evidence): Node {
  if (url === undefined) return document.createNode([kind, source, day].join(' '));
  return document.createNode({ kind, source, day, url }, { flow: true });
}

/** Kind, source and day of what stands in a file; null where it is not evidence. */
function evidenceOf(node: unknown): { kind: string; source: string; day: string } | null {
  const read = isScalar(node) ? fromShort(String(node.value)) : mapOf(node);
  return read !== null && typeof read === 'object'
    ? (read as { kind: string; source: string; day: string })
    : null;
}

/** Adds evidence once a source: a later day takes the place of an earlier one. */
function addEvidence(document: Document, edge: YAMLMap, evidence: Evidence): void {
  const there = edge.get('evidence', true);
  const items = listOf(there);
  const at = items.findIndex((item) => {
    const known = evidenceOf(item);
    return known?.kind === evidence.kind && known.source === evidence.source;
  });
  const node = evidenceNode(document, evidence);
  if (at < 0) items.push(node);
  else if ((evidenceOf(items[at])?.day ?? '') < (evidence.day ?? '')) items[at] = node;
  if (items.length === 1) edge.set('evidence', items[0]);
  else {
    const list = new YAMLSeq();
    list.flow = true;
    list.items = items;
    edge.set('evidence', list);
  }
}

function add(
  document: Document,
  { list, keys, added = keys }: Kind,
  value: EdgeValue,
  evidence: Evidence | null,
): string | null {
  const edges = document.get(list);
  const fields = Object.fromEntries(Object.entries(value).filter(([, text]) => text !== null));
  if (isSeq(edges) && edges.items.some((item) => isEdge(item, added, fields)))
    return `${fields.name ?? fields.symbol ?? fields.company} is there already`;
  const whole = list === 'apps' ? { id: freeId(edges, fields.name ?? ''), ...fields } : fields;
  const bare = Object.keys(whole).length === 1 && evidence === null && list !== 'listings';
  const node = bare ? document.createNode(whole.name) : document.createNode(whole, { flow: true });
  if (evidence !== null && isMap(node)) addEvidence(document, node, evidence);
  if (isSeq(edges)) edges.add(node);
  else {
    const fresh = new YAMLSeq();
    fresh.add(node);
    fresh.flow = list === 'aliases';
    document.set(list, fresh);
  }
  return null;
}

/** An id from the name that no app of the file has: words and syllables, joined by hyphens. */
function freeId(apps: unknown, name: string): string {
  const words = name.match(/\p{Script=Han}|[A-Za-z0-9]+/gu) ?? [];
  const base = words.map((word) => pinyinOf(word)).join('-');
  const taken = new Set(
    isSeq(apps) ? apps.items.map((item) => (isMap(item) ? String(item.get('id')) : '')) : [],
  );
  const names = [
    base || 'app',
    ...Array.from({ length: 99 }, (_, at) => `${base || 'app'}-${at + 2}`),
  ];
  return names.find((name) => !taken.has(name)) ?? base;
}

/** Values to set in a source's entry; null removes one. */
export type SourceChanges = Readonly<Record<string, unknown>>;

/**
 * Sets values in one source of a YAML file whose form is that of `config/regulators`, where nothing
 * else changes. Null where no source of that id stands there.
 */
export function editSource(text: string, id: string, changes: SourceChanges): string | null {
  const document = parseDocument(text, { schema: 'failsafe' });
  const sources = document.get('sources');
  const entry = isSeq(sources)
    ? sources.items.find((item) => isMap(item) && item.get('id') === id)
    : undefined;
  if (!isMap(entry)) return null;
  for (const [key, value] of Object.entries(changes))
    if (value === null) entry.delete(key);
    else
      entry.set(
        key,
        typeof value === 'string' ? value : document.createNode(value, { flow: true }),
      );
  return document.toString({ lineWidth: 0 });
}

const mapOf = (node: unknown): unknown => (isMap(node) ? node.toJSON() : null);

/** The items of a list; one value stands for a list of it. */
function listOf(node: unknown): unknown[] {
  if (node === undefined) return [];
  return isSeq(node) ? [...node.items] : [node];
}
