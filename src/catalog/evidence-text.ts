import { type Document, isMap, isScalar, type Node } from 'yaml';
import { z } from 'zod';
import { Evidence } from '../domain/evidence.ts';
import { PartialDate } from '../domain/time.ts';
import { listOf, wrong } from './yaml-values.ts';

const SHORT = /^(\S+) (.+) (\d{4}(?:-\d\d){0,2})$/u;

/** Evidence as a company file writes it: the short form, or a map where there is an address. */
export function evidenceNode(document: Document, { kind, source, day, url }: Evidence): Node {
  if (url === undefined) return document.createNode([kind, source, day].join(' '));
  return document.createNode({ kind, source, day, url }, { flow: true });
}

/** Kind, source and day of what stands in a file; null where it is not evidence. */
export function evidenceOf(node: unknown): { kind: string; source: string; day: string } | null {
  const read = isScalar(node) ? fromShort(String(node.value)) : isMap(node) ? node.toJSON() : null;
  return read !== null && typeof read === 'object'
    ? (read as { kind: string; source: string; day: string })
    : null;
}

/** Reads the short form; a text of another shape is returned as it is. */
function fromShort(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const [, kind, source, day] = SHORT.exec(value) ?? [];
  return kind === undefined ? value : { kind, source, day };
}

const FORM = 'evidence is a kind, a source and a day: "exchange-list HKEX list of issuers 2026-07-20"';

/** Evidence of an edge of a company file: one or a list, in the short form or as a map with `url`. */
export const edgeEvidence = listOf(
  z.preprocess(fromShort, z.strictObject({ ...Evidence.shape, day: PartialDate }, { error: FORM })),
);

/** Evidence of a history entry: a bare kind, the short form, or a map; what it leaves out is the entry's own. */
export const entryEvidence = listOf(
  z.preprocess(
    (value) => {
      const read = fromShort(value);
      return typeof read === 'string' ? { kind: read } : read;
    },
    z.strictObject({
      ...Evidence.shape,
      source: Evidence.shape.source.optional(),
      day: PartialDate.optional(),
    }),
  ),
);

/** Evidence of a record, which has to say what it rests on, or `unverified`. */
export const recordEvidence = z
  .unknown()
  .refine(
    (value) => value !== undefined,
    wrong(
      'the record states no evidence',
      'Say which document it rests on (press, notice, filing), or evidence: unverified.',
    ),
  )
  .transform((value) => (value === 'unverified' ? undefined : value))
  .pipe(entryEvidence.optional());

/** An authority's own notice is of the entry's day; an address without a source is named by its host. */
export function restsOn(
  written: z.output<typeof entryEvidence> | undefined,
  entry: { readonly regulator: string; readonly date: PartialDate | string },
): Evidence[] {
  return (written ?? []).map(({ kind, source, day, url }) => ({
    kind,
    source: source ?? (url === undefined ? entry.regulator : new URL(url).hostname),
    day: day ?? (kind === 'notice' ? PartialDate.parse(entry.date) : null),
    ...(url === undefined ? {} : { url }),
  }));
}
