import { z } from 'zod';
import { Act, ActObject, type ActShare } from './act.ts';
import type { ReachTier, ValueTier } from './company.ts';
import { type Evidence, entryEvidence, isAttested, restsOn } from './evidence.ts';
import { entryTitle, list, listOf, orNull, text, whole, wrong } from './file-values.ts';
import { CompanyId, RegulatorId, SectorId } from './ids.ts';
import type { Bilingual } from './language.ts';
import type { Fine } from './notice.ts';
import type { EventApp, RegulatoryEvent } from './score.ts';
import { CalendarDate } from './time.ts';

/**
 * A regulatory event from before the first run: one act of one regulator, with every company it
 * hit. It never alerts.
 */
export interface HistoryRecord {
  /** `cn-miit-2021-08-18-batch-17`. */
  readonly id: string;
  readonly regulator: RegulatorId;
  /** Day of publication. */
  readonly date: CalendarDate;
  readonly title: Bilingual & { readonly en: string };
  readonly act: Act;
  readonly batch: { readonly yearly: number | null; readonly total: number | null } | null;
  readonly deadline: CalendarDate | null;
  /** The matter shared by acts of several authorities and courts. */
  readonly matter: string | null;
  /** Day on which the act ended, or was to end, without an act that reports it. */
  readonly liftedOn: CalendarDate | null;
  /** Day on which the act was last seen to stand. */
  readonly inForce: CalendarDate | null;
  readonly hits: readonly RecordedHit[];
  readonly evidence: readonly Evidence[];
  /** False = unverified, and shown so. */
  readonly attested: boolean;
}

/** One company that an act of the record hit. */
export interface RecordedHit {
  readonly company: CompanyId;
  /** The act with the facts stated for this company only. */
  readonly act: Act;
  readonly object: ActObject;
  readonly share: ActShare | null;
  /** Apps by a name that the catalog resolves on that day. */
  readonly apps: readonly string[];
  readonly unnamedApps: number;
  readonly companyWide: boolean;
  readonly core: boolean;
  readonly fine: Fine | null;
  readonly market: string | null;
  /** That market's share of the company's revenue, 0..1; null = not known. */
  readonly marketShare: number | null;
  /** Tiers of the part that is hit where it is less than the app or company. */
  readonly part: { readonly value: ValueTier; readonly reach: ReachTier } | null;
  readonly together: boolean;
}

/**
 * A dated note without load (listing, lawsuit, media signal), shown in the history of each of its
 * companies.
 */
export const HistoryNotes = z
  .strictObject({
    id: text,
    companies: listOf(CompanyId),
    date: CalendarDate,
    kind: text,
    title: entryTitle,
    evidence: entryEvidence.optional(),
  })
  .transform(({ companies, evidence, ...entry }) => {
    const rests = restsOn(evidence, { regulator: 'announcement', date: entry.date });
    const notes = companies.map((company) => ({
      ...entry,
      company,
      attested: isAttested(rests),
      evidence: rests,
      id: companies.length === 1 ? entry.id : `${entry.id}-${company}`,
    }));
    return { id: entry.id, date: entry.date, companies, notes };
  });
export type HistoryNote = z.output<typeof HistoryNotes>['notes'][number];

const ruleHit = z
  .strictObject({
    sector: orNull(SectorId),
    company: orNull(CompanyId),
    exposure: z.enum(['0.1', '0.5', '1']).transform((value) => Number(value) as 0.1 | 0.5 | 1),
    evidence: entryEvidence.optional(),
  })
  .refine(
    (one) => (one.sector === null) !== (one.company === null),
    wrong('a hit names a sector or a company, one of them', 'Correct the hit.'),
  );

/**
 * A rule for a sector with its stages, as `config/rules.yml` states it. `hits` are entered by a
 * person; a law for everybody has none and adds nothing.
 */
export const SectorRule = z
  .strictObject({
    id: text,
    regulator: RegulatorId,
    title: entryTitle,
    proposed: orNull(CalendarDate),
    enacted: orNull(CalendarDate),
    inForce: orNull(CalendarDate),
    dropped: orNull(CalendarDate),
    /** Level at each stage by what it touches (docs/scoring.md). */
    level: z
      .strictObject({ proposed: whole, enacted: whole })
      .refine(
        ({ proposed, enacted }) => proposed >= 1 && enacted <= 5 && enacted >= proposed,
        wrong(
          'levels go from 1 to 5, and an enacted rule is at least as grave as its draft',
          'Correct them.',
        ),
      ),
    evidence: entryEvidence.optional(),
    hits: list(ruleHit),
  })
  .refine(
    (one) => [one.proposed, one.enacted, one.inForce, one.dropped].some((date) => date !== null),
    wrong('the rule has no date', 'Give it proposed, enacted, inForce or dropped.'),
  )
  .transform((entry) => {
    const own = { regulator: entry.regulator, date: entry.enacted ?? entry.proposed ?? '' };
    const rests = restsOn(entry.evidence, own);
    const hits = entry.hits.map((hit) => ({
      ...hit,
      evidence: hit.evidence === undefined ? rests : restsOn(hit.evidence, own),
    }));
    return { ...entry, hits, attested: isAttested(rests), evidence: rests };
  });
export type SectorRule = z.output<typeof SectorRule>;

const countedBatch = z
  .strictObject({ named: whole, removed: whole, note: text.optional() })
  .refine(
    ({ named, removed }) => named > 0 && removed <= named,
    wrong('a batch names at least one app and removes at most as many', 'Correct the counts.'),
  )
  .transform(({ named, removed }) => ({ named, removed }));

/**
 * How often something followed, from counted batches; never from the hand-picked history. Only
 * counts are written down; rate, n and range follow from them: rate = all removed / all named, low
 * and high = the lowest and highest rate of one batch.
 */
export const BaseRate = z
  .strictObject({
    id: text,
    /** The rate is that of this authority's lists, from this day on until a later rate begins. */
    regulator: RegulatorId,
    from: CalendarDate,
    /** Reported removals, or those of lists that the authority published. */
    counted: z.enum(['reported', 'published']),
    of: text,
    years: text,
    source: text,
    batches: z.array(countedBatch).min(1),
  })
  .transform((entry) => {
    const n = entry.batches.reduce((sum, batch) => sum + batch.named, 0);
    const rates = entry.batches.map((batch) => batch.removed / batch.named);
    const rate = entry.batches.reduce((sum, batch) => sum + batch.removed, 0) / n;
    return { ...entry, rate, n, low: Math.min(...rates), high: Math.max(...rates) };
  });
export type BaseRate = z.output<typeof BaseRate>;

/** The rate of an authority's lists on a day; null = none is known for this authority. */
export const baseRateOn = (
  rates: readonly BaseRate[],
  regulator: RegulatorId,
  day: CalendarDate,
): BaseRate | null =>
  rates
    .filter((rate) => rate.regulator === regulator && rate.from <= day)
    .reduce<BaseRate | null>(
      (latest, rate) => (latest === null || rate.from > latest.from ? rate : latest),
      null,
    );

const span = {
  /** First and last day of the history; null = it has none of them. */
  from: CalendarDate.nullable(),
  until: CalendarDate.nullable(),
  /** Day since which their sources are watched; null = nothing is. */
  watchedSince: CalendarDate.nullable(),
  /** Their sources that answered at least once, and how many of these do not answer now. */
  sources: z.number().int(),
  gaps: z.number().int(),
};

/** The span of knowledge about a company. A day without knowledge is never a quiet day. */
export const RecordCoverage = z.strictObject({
  /** For the authorities of the company's country. */
  ...span,
  /** The same for each authority that acted against the company, by its first act. */
  bodies: z.array(
    z.strictObject({
      regulator: z.string(),
      name: z.strictObject({ en: z.string(), zh: z.string() }),
      ...span,
    }),
  ),
  /**
   * `acts` = acts are known and counted; `no-acts` = none within the span; `no-data` = the instant
   * is outside the span.
   */
  state: z.enum(['acts', 'no-acts', 'no-data']),
  /** Why the span does not include the instant; null = it does. */
  because: z.enum(['no-record', 'before-record', 'after-record', 'future']).nullable(),
});
export type RecordCoverage = z.infer<typeof RecordCoverage>;

/**
 * One act against one company, stated by hand: facts replace history, notices and rules where a
 * score is checked.
 */
export type Fact = Omit<RegulatoryEvent, Unstated | 'apps' | 'market' | 'liftedOn' | 'kinds'> & {
  /** The fact states everything that the score needs, so that no catalog is used. */
  apps: Omit<EventApp, 'counted'>[];
  market: { name: string; share: number | null } | null;
  liftedOn: CalendarDate | null;
  /** Kinds of acts, or their names of version 0.1. */
  types: readonly string[];
};
type Unstated =
  | 'at'
  | 'act'
  | 'object'
  | 'share'
  | 'grade'
  | 'override'
  | 'evidence'
  | 'origin'
  | 'notice'
  | 'url'
  | 'withdrawnAt'
  | 'shareAssumed';

/**
 * One dated line: an act of an authority, a stage of a sector rule, or a note, which carries no
 * load.
 */
export const HistoryEntry = z.object({
  id: z.string(),
  date: z.string(),
  /**
   * `closing` ends earlier acts, `change` changes them; `person` = against a person of the company.
   * None of these carries a load of its own.
   */
  kind: z.enum(['act', 'closing', 'change', 'rule', 'note', 'person']),
  /** The acting regulator; null for notes. */
  regulator: z.string().nullable(),
  /** Measure or effect of the act, stage of the rule, or kind of note. */
  types: z.array(z.string()),
  /** The act, for acts of a record or notice; null for rules, notes and persons. */
  act: Act.nullable(),
  /** Its object, where that is no app of `apps`. */
  object: ActObject.nullable(),
  /** The act as a sentence in the language of the answer; null where `act` is. */
  sentence: z.string().nullable(),
  /** Whether it stands, as far as known; null where that does not apply. */
  state: z.string().nullable(),
  /** 1 to 5; null where it carries no level. */
  level: z.number().nullable(),
  title: z.string(),
  apps: z.array(z.string()),
  /** Listed child through which the company is affected. */
  via: z.string().nullable(),
  /** True where a third party can check it; false = unverified. */
  attested: z.boolean(),
  origin: z.enum(['notice', 'press', 'history', 'facts', 'catalog']),
  url: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
