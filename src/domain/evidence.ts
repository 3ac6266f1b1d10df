import { z } from 'zod';
import { listOf, wrong } from './file-values.ts';
import { NoticeId, OutletId } from './ids.ts';
import { CalendarDate, PartialDate } from './time.ts';

/**
 * What confirmed an act: another report, the authority's own page, a person, or a second reader.
 */
export const Confirmation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('outlet'),
    outlet: OutletId,
    notice: NoticeId,
    url: z.string(),
  }),
  z.strictObject({ kind: z.literal('official'), notice: NoticeId, url: z.string() }),
  z.strictObject({ kind: z.literal('person'), by: z.string(), because: z.string() }),
  z.strictObject({
    kind: z.literal('reader'),
    model: z.string(),
    quote: z.string(),
    /** Whether the reader read the same sum and market; absent in older rows. */
    size: z.boolean().optional(),
    market: z.boolean().optional(),
  }),
]);
export type Confirmation = z.infer<typeof Confirmation>;

/**
 * What an edge of the registry or a fact of history rests on:
 * `exchange-list` a list of issuers or securities · `filing` an annual report, a prospectus, an
 * announcement ·
 * `notice` an authority's own page · `policy` an app's privacy policy, which names its operator ·
 * `store` an app store, which names the developer · `register` a public register (app filings,
 * OpenFIGI, names of GLEIF) · `shareholders` a register of who owns or consolidates whom (GLEIF
 * level 2, a company register) · `site` the group's own site, where it says what it owns · `press`
 * · `judgement` an estimate made by whoever wrote it down: it attests nothing.
 */
export const EvidenceKind = z.enum([
  'exchange-list',
  'filing',
  'notice',
  'policy',
  'store',
  'register',
  'shareholders',
  'site',
  'press',
  'judgement',
]);

export type EvidenceKind = z.infer<typeof EvidenceKind>;

/** One piece of evidence that a third party can look up. Addresses are never invented. */
export const Evidence = z.strictObject({
  kind: EvidenceKind,
  /** The public origin in short: `HKEX list of issuers`, `MIIT 2021 batch 8`. */
  source: z.string().min(1),
  /** Day of the source; null = not recorded, which only history allows. */
  day: PartialDate.nullable(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** Day on which the address was seen in public data, where we did not see the page ourselves. */
  seen: CalendarDate.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** Attested = at least one piece of evidence a third party can check; otherwise unverified. */
export function isAttested(evidence: readonly Evidence[]): boolean {
  return evidence.some((evidence) => evidence.kind !== 'judgement');
}

/**
 * Evidence of ownership. All other kinds name a firm or the operator of an app, and not its parent.
 */
const OF_CONTROL: ReadonlySet<EvidenceKind> = new Set([
  'filing',
  'exchange-list',
  'shareholders',
  'site',
]);

/** Whether control of the firm is attested: a list of operators says nothing about parents. */
export function attestsControl(evidence: readonly Evidence[]): boolean {
  return evidence.some((one) => OF_CONTROL.has(one.kind));
}

/** Evidence of who controls a firm; the press is shown, but attests nothing. */
export function controlEvidence(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter((one) => OF_CONTROL.has(one.kind) || one.kind === 'press');
}

/**
 * Evidence of who operates an app or owns a firm name: operator lists, policies, stores, registers.
 */
export function operatorEvidence(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter((one) => !OF_CONTROL.has(one.kind) && one.kind !== 'press');
}

const SHORT = /^(\S+) (.+) (\d{4}(?:-\d\d){0,2})$/u;

/**
 * Evidence in its short form, `filing 20-F 2024-04-30`; a text of another shape is returned as it
 * is.
 */
export function fromShort(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const [, kind, source, day] = SHORT.exec(value) ?? [];
  return kind === undefined ? value : { kind, source, day };
}

const FORM =
  'evidence is a kind, a source and a day: "exchange-list HKEX list of issuers 2026-07-20"';

/**
 * Evidence of an edge of a company file: one or a list, in the short form or as a map with `url`.
 */
export const edgeEvidence = listOf(
  z.preprocess(
    fromShort,
    z
      .strictObject({ ...Evidence.shape, day: PartialDate }, { error: FORM })
      .transform((one): Evidence => one),
  ),
);

/**
 * Evidence of a history entry: a bare kind, the short form, or a map; what it leaves out is the
 * entry's own.
 */
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

/**
 * An authority's own notice is of the entry's day; an address without a source is named by its
 * host.
 */
export function restsOn(
  written: z.output<typeof entryEvidence> | undefined,
  entry: { readonly regulator: string; readonly date: PartialDate | string },
): Evidence[] {
  return (written ?? []).map(({ kind, source, day, url, seen }) => ({
    kind,
    source: source ?? (url === undefined ? entry.regulator : new URL(url).hostname),
    day: day ?? (kind === 'notice' ? PartialDate.parse(entry.date) : null),
    ...(url === undefined ? {} : { url }),
    ...(seen === undefined ? {} : { seen }),
  }));
}
