import { z } from 'zod';
import {
  Act,
  type ActObject,
  APPS,
  Market,
  ObjectKind,
  Scope,
  Size,
  SizeKind,
  WHOLE_COMPANY,
  Who,
} from './act.ts';
import { ValueTier } from './company.ts';
import { isAttested, recordEvidence, restsOn } from './evidence.ts';
import {
  batch,
  entryTitle,
  flag,
  listOf,
  nameEntry,
  orNull,
  orText,
  positive,
  share,
  text,
  whole,
  wrong,
} from './file-values.ts';
import { fineOf } from './fine-sums.ts';
import type { HistoryRecord, RecordedHit } from './history.ts';
import { CompanyId, RegulatorId } from './ids.ts';
import { Effect, MEASURES, Measure, Posture, usualPosture } from './measures.ts';
import { CalendarDate } from './time.ts';

const size = z.strictObject({
  currency: Size.shape.currency,
  amount: positive,
  kind: SizeKind.default('penalty'),
  per: Size.shape.per.default('total'),
  stage: Size.shape.stage.default('final'),
  joint: flag.default(false),
  share: orNull(share),
  basis: orNull(text),
});

/** One sum or several of different kinds; `not-published` = the amount was not published. */
const sizes = z.union([z.literal('not-published').transform((): Size[] => []), listOf(size)]);

const ratedShare = z.strictObject({
  value: share,
  basis: orNull(text),
  year: orNull(whole),
  source: orNull(text),
  quality: z.enum(['stated', 'computed', 'judged']),
});

/** A share by its number, or by a judged tier: `share: minor`. */
const shareEntry = z.preprocess(
  (value) => (typeof value === 'string' ? { tier: value, quality: 'judged' } : value),
  z.union([ratedShare, z.strictObject({ tier: ValueTier, quality: z.literal('judged') })]),
);

const DAY_AND_SOURCE = /^(\d{4}-\d\d-\d\d)(?: (.+))?$/;

/** A day with its source: `2026-06-08 list of 8 June`, or a map with `url`. */
const sighting = z.preprocess(
  (value) => {
    if (typeof value !== 'string') return value;
    const [, day, source] = DAY_AND_SOURCE.exec(value) ?? [];
    return day === undefined ? value : { day, ...(source && { source }) };
  },
  z.strictObject(
    { day: CalendarDate, source: orNull(text), url: orNull(z.url({ protocol: /^https?$/ })) },
    { error: 'a day, or a day and its source: "2026-06-08 list of 8 June 2026"' },
  ),
);

const object = z.strictObject({
  kind: ObjectKind.exclude(['company']),
  en: text,
  zh: orNull(text),
});

const hitEntry = z
  .strictObject({
    company: CompanyId,
    /** Apps by a name that the catalogue resolves on that day. */
    apps: listOf(text).default(() => []),
    unnamedApps: whole.default(0),
    object: object.optional(),
    size: sizes.optional(),
    market: Market.optional(),
    about: nameEntry.optional(),
    share: orNull(shareEntry),
  })
  .refine(
    ({ apps, object }) =>
      object === undefined || apps.length === 0 || ['function', 'data'].includes(object.kind),
    wrong(
      'a hit names apps or another object',
      'Make two hits of it; apps stand beside a function or data alone.',
      ['object'],
    ),
  )
  .transform(({ object: written, ...hit }) => ({
    ...hit,
    object: objectOf(written, hit.apps.length > 0 || hit.unnamedApps > 0),
  }));

function objectOf(written: z.output<typeof object> | undefined, hasApps: boolean): ActObject {
  if (written === undefined) return hasApps ? APPS : WHOLE_COMPANY;
  return { kind: written.kind, name: { en: written.en, zh: written.zh } };
}

const matterSlug = z
  .string()
  .regex(
    /^[a-z]{2}(?:-[a-z0-9]+)+$/,
    'a matter is a jurisdiction and words joined by hyphens: eu-google-android',
  );

const entryShape = z.strictObject({
  id: text,
  by: RegulatorId,
  with: listOf(RegulatorId).default(() => []),
  for: orNull(RegulatorId),
  title: entryTitle,
  measure: orNull(Measure),
  form: orNull(text),
  posture: Posture.optional(),
  on: listOf(text).optional(),
  effect: orNull(Effect),
  acted: CalendarDate,
  public: CalendarDate.optional(),
  effective: orNull(CalendarDate),
  deadline: orNull(CalendarDate),
  until: orNull(CalendarDate),
  ended: orNull(sighting),
  checked: orNull(sighting),
  market: orNull(Market),
  who: Who.default('everyone'),
  about: orNull(nameEntry),
  terms: orNull(nameEntry),
  matter: orNull(matterSlug),
  programme: orNull(matterSlug),
  batch: orNull(batch),
  together: flag.default(false),
  size: sizes.optional(),
  scope: orNull(z.strictObject({ n: whole.pipe(Scope.shape.n), of: Scope.shape.of })),
  evidence: recordEvidence,
  /** An act on others may omit them: it then hits everybody whom those hit. */
  hits: listOf(orText('company', hitEntry)).optional(),
});
type WrittenAct = z.output<typeof entryShape>;

/** Faults of an act that its single parts do not show. */
function faultsOf(entry: WrittenAct): { message: string; remedy: string; at: string }[] {
  return [...formFaults(entry), ...partFaults(entry), ...dayFaults(entry)];
}

function formFaults({ measure, form, effect, on, posture }: WrittenAct) {
  const faults: { message: string; remedy: string; at: string }[] = [];
  if ((measure === null) === (effect === null))
    faults.push({
      message: 'an act has a measure of its own or an effect on another, one of them',
      remedy: 'State measure, or on and effect.',
      at: 'measure',
    });
  if ((effect === null) !== (on === undefined))
    faults.push({
      message: '"on" and "effect" stand together',
      remedy: 'State which acts are changed, and how.',
      at: effect === null ? 'on' : 'effect',
    });
  if (measure === null) return faults;
  const forms = Object.keys(MEASURES[measure].forms);
  if (form !== null && !forms.includes(form))
    faults.push({
      message: `"${form}" is no form of ${measure}`,
      remedy: forms.length === 0 ? 'Remove it.' : `Use one of ${forms.join(', ')}.`,
      at: 'form',
    });
  if (posture === undefined && usualPosture(measure, form) === null)
    faults.push({
      message: `${measure} states no posture`,
      remedy: `Use one of ${Posture.options.join(', ')}.`,
      at: 'posture',
    });
  return faults;
}

function partFaults(entry: WrittenAct) {
  const { measure, effect, market, hits, matter, programme, size } = entry;
  const faults: { message: string; remedy: string; at: string }[] = [];
  const add = (at: string, message: string, remedy: string) => faults.push({ at, message, remedy });
  if (effect === null && market === null && hits?.some((hit) => hit.market === undefined))
    add('market', 'the act states no market', 'Say where it takes effect: CN, US-CA, EU, world.');
  if (effect === null && hits === undefined)
    add('hits', 'the act states no hits', 'Say which companies it is against.');
  if (matter !== null && programme !== null)
    add('programme', 'an act has a matter or a programme', 'Remove one of them.');
  const isSized = size !== undefined || hits?.every((hit) => hit.size !== undefined);
  if (measure !== null && MEASURES[measure].needs.includes('size') && !isSized)
    add('size', `${measure} states no size`, 'Add the sum, or size: not-published.');
  return faults;
}

function dayFaults({ acted, effective, until, ended, checked, posture, ...entry }: WrittenAct) {
  const faults: { message: string; remedy: string; at: string }[] = [];
  const later = { public: entry.public, until, ended: ended?.day, checked: checked?.day };
  for (const [at, day] of Object.entries(later))
    if (day != null && day < acted)
      faults.push({
        at,
        message: `"${at}" lies before the act`,
        remedy: 'Correct one of the two days.',
      });
  if (posture === 'not-yet-effective' && effective === null)
    faults.push({
      at: 'effective',
      message: 'an act that is not yet effective states no day',
      remedy: 'Say from which day it binds.',
    });
  return faults;
}

/**
 * An act that was known before the first run, as `config/history` states it under `acts`
 * (docs/acts.md). It never alerts.
 */
export const ActEntry = entryShape
  .superRefine((entry, context) => {
    for (const { message, remedy, at } of faultsOf(entry))
      context.addIssue({ code: 'custom', message, path: [at], params: { remedy } });
  })
  .transform(({ id, by, title, batch, together, evidence, hits = null, ...entry }) => {
    const rests = restsOn(evidence, { regulator: by, date: entry.acted });
    const { measure, form, on = [], public: date = entry.acted, size = [], ...rest } = entry;
    const posture = entry.posture ?? (measure && usualPosture(measure, form)) ?? 'final';
    return {
      id,
      by,
      title,
      batch,
      together,
      /** Day of publication; the score counts from it. */
      date,
      act: Act.parse({ ...rest, measure, form, on, posture, size }),
      hits,
      evidence: rests,
      /** False = unverified, and shown so. */
      attested: isAttested(rests),
    };
  });
export type ActEntry = z.output<typeof ActEntry>;
type Hit = NonNullable<ActEntry['hits']>[number];

/**
 * An entry as a record of the history. Without hits of its own it takes those of the acts that it
 * changes.
 */
export function recordOfAct(entry: ActEntry, earlier: readonly HistoryRecord[]): HistoryRecord {
  const { by, act, hits, ...rest } = entry;
  return {
    ...rest,
    act,
    regulator: by,
    deadline: act.deadline,
    matter: act.matter,
    liftedOn: act.ended?.day ?? act.until,
    inForce: act.checked?.day ?? null,
    hits:
      hits?.map((hit) => recordedHit(hit, entry)) ??
      earlier.flatMap((record) => record.hits.map((hit) => sameHit(hit, act))),
  };
}

function recordedHit({ size, about, ...hit }: Hit, { act, together }: ActEntry): RecordedHit {
  const own: Act = {
    ...act,
    size: size ?? act.size,
    about: about ?? act.about,
    market: hit.market ?? act.market,
  };
  const value = hit.share === null || !('value' in hit.share) ? null : hit.share.value;
  const tier = hit.share !== null && 'tier' in hit.share ? hit.share.tier : null;
  return {
    ...hit,
    act: own,
    companyWide: hit.object.kind === 'company',
    core: tier === 'core',
    fine: fineOf(own),
    market: own.market,
    marketShare: value,
    // The core of a company without an object of its own is the flag above.
    part:
      tier === null || (tier === 'core' && hit.object.kind === 'company')
        ? null
        : { value: tier, reach: 'unknown' },
    together,
  };
}

/** A hit of an earlier act as one of the act that changes it. */
const sameHit = (hit: RecordedHit, act: Act): RecordedHit => ({
  ...hit,
  act: { ...act, market: hit.act.market },
  fine: fineOf(act),
});
