import { z } from 'zod';
import { ReachTier, ValueTier } from '../domain/company.ts';
import { isAttested } from '../domain/evidence.ts';
import type { HistoryNote, HistoryRecord } from '../domain/history.ts';
import { CompanyId, RegulatorId } from '../domain/ids.ts';
import { ActionType } from '../domain/notice.ts';
import { CalendarDate } from '../domain/time.ts';
import { entryEvidence, restsOn } from './evidence-text.ts';
import { sameAct } from './history-rules.ts';
import {
  type Problem,
  placeOf,
  problemAt,
  readEntry,
  readYaml,
  type SourceFile,
  type YamlPath,
} from './yaml.ts';
import {
  batch,
  flag,
  list,
  listOf,
  numeric,
  orNull,
  orText,
  text,
  entryTitle as title,
  whole,
} from './yaml-values.ts';

const evidence = entryEvidence.optional();
const fine = orNull(
  z.strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters'),
    amount: numeric,
    share: orNull(numeric),
  }),
);

const market = orNull(z.string().regex(/^[A-Z]{2}$/, 'a market is a country of two capital letters, or EU'));

const hit = z.strictObject({
  company: CompanyId,
  types: listOf(ActionType).optional(),
  apps: listOf(text).default(() => []),
  unnamedApps: whole.default(0),
  companyWide: flag.optional(),
  core: flag.default(false),
  fine,
  market,
  marketShare: orNull(numeric.refine((value) => value >= 0 && value <= 1, 'a share is a number from 0 to 1')),
  part: orNull(z.strictObject({ value: ValueTier, reach: ReachTier.default('unknown') })),
});

const record = z.strictObject({
  id: text,
  regulator: RegulatorId,
  date: CalendarDate,
  title,
  types: listOf(ActionType).default(() => ['named' as const]),
  batch: orNull(batch),
  deadline: orNull(CalendarDate),
  matter: orNull(text),
  liftedOn: orNull(CalendarDate),
  inForce: orNull(CalendarDate),
  market,
  together: flag.default(false),
  fine,
  evidence,
  hits: listOf(orText('company', hit)),
});

const note = z.strictObject({
  id: text,
  companies: listOf(CompanyId),
  date: CalendarDate,
  kind: text,
  title,
  evidence,
});

/** A file of `config/history`, as people write it; each entry is read by itself. */
const HistoryFile = z.strictObject({
  records: list(z.unknown()),
  notes: list(z.unknown()),
});
type RecordEntry = z.output<typeof record>;

/** History as it was read. `placeOfEntry` says where a record or note stands. */
export interface ReadHistory {
  readonly records: HistoryRecord[];
  readonly notes: HistoryNote[];
  /** Files that cannot be read at all. */
  readonly problems: Problem[];
  /** Entries that are not sound, each with its first problem; all others are there. */
  readonly leftOut: Problem[];
  readonly placeOfEntry: (id: string) => Pick<Problem, 'file' | 'line' | 'column'> | null;
}

/** Reads the history files. An entry that is not sound, or tells an act that is told already, is left out and said. */
export function readHistory(files: readonly SourceFile[]): ReadHistory {
  const records: HistoryRecord[] = [];
  const notes: HistoryNote[] = [];
  const problems: Problem[] = [];
  const leftOut: Problem[] = [];
  const origins = new Map<string, { file: SourceFile; path: YamlPath }>();
  const ids = new Set<string>();
  const acts = new Map<string, string>();
  const keep = <T extends { readonly id: string }>(found: readonly T[], file: SourceFile, path: YamlPath) => {
    for (const one of found) origins.set(one.id, { file, path });
    return found;
  };
  for (const file of files) {
    const read = readYaml(file, HistoryFile);
    problems.push(...read.problems);
    for (const [index, value] of (read.value?.records ?? []).entries()) {
      const path = ['records', index];
      const entry = soundEntry(file, path, value, record, ids, leftOut);
      if (entry === null) continue;
      const made = recordOf(entry);
      const known = sameAct(made, acts);
      if (known === null) records.push(...keep([made], file, path));
      else
        leftOut.push(
          problemAt(file, [...path, 'id'], `"${made.id}" tells the same act as "${known}"`, 'Join the two.'),
        );
    }
    for (const [index, value] of (read.value?.notes ?? []).entries()) {
      const path = ['notes', index];
      const entry = soundEntry(file, path, value, note, ids, leftOut);
      if (entry !== null) notes.push(...keep(notesOf(entry), file, path));
    }
  }
  records.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  const placeOfEntry = (id: string) => {
    const origin = origins.get(id);
    return origin === undefined ? null : { file: origin.file.path, ...placeOf(origin.file, origin.path) };
  };
  return { records, notes, problems, leftOut, placeOfEntry };
}

type DatedEntry = { id: string; date: string; liftedOn?: string | null };

/** One entry, or null with its first problem in `leftOut`. A record says what it rests on, or that it is unverified. */
function soundEntry<Entry extends DatedEntry>(
  file: SourceFile,
  path: YamlPath,
  written: unknown,
  schema: z.ZodType<Entry>,
  ids: Set<string>,
  leftOut: Problem[],
): Entry | null {
  const { evidence: rests, ...rest } = (written ?? {}) as Record<string, unknown>;
  if (path[0] === 'records' && rests === undefined && written instanceof Object) {
    const remedy = 'Say which document it rests on (press, notice, filing), or evidence: unverified.';
    leftOut.push(problemAt(file, path, `record "${rest['id']}" states no evidence`, remedy));
    return null;
  }
  const { value, problems } = readEntry(file, path, rests === 'unverified' ? rest : written, schema);
  const found = value === null ? problems : misplaced(file, path, value, ids);
  const first = found.find((one) => one.message.startsWith('unknown key')) ?? found[0];
  if (first === undefined) return value;
  leftOut.push(first);
  return null;
}

/** An id stands once, and an entry stands in a file of its year. */
function misplaced(file: SourceFile, path: YamlPath, entry: DatedEntry, ids: Set<string>): Problem[] {
  const found: Problem[] = [];
  const say = (key: string, message: string, remedy: string) =>
    found.push(problemAt(file, [...path, key], message, remedy));
  if (ids.has(entry.id)) say('id', `"${entry.id}" stands twice`, 'Give it an id of its own.');
  ids.add(entry.id);
  if (entry.liftedOn != null && entry.liftedOn < entry.date)
    say('liftedOn', 'the act is lifted before it happened', 'Correct one of the two dates.');
  const year = /(\d{4})\.yml$/.exec(file.path)?.[1];
  if (year !== undefined && !entry.date.startsWith(year)) {
    say('date', `${entry.date} is not in ${year}`, `Move it to a file of ${entry.date.slice(0, 4)}.`);
  }
  return found;
}

function recordOf({ types, market, together, fine, ...entry }: RecordEntry): HistoryRecord {
  const rests = restsOn(entry.evidence, entry);
  return {
    ...entry,
    // A hit without apps is against the company as a whole; types, market and fine are the record's where it states none.
    hits: entry.hits.map((one) => ({
      ...one,
      types: one.types ?? types,
      companyWide: one.companyWide ?? (one.apps.length === 0 && one.unnamedApps === 0),
      together,
      fine: one.fine ?? fine,
      market: one.market ?? market,
    })),
    attested: isAttested(rests),
    evidence: rests,
  };
}

/** A note may name several companies; each gets its own. */
function notesOf(entry: z.output<typeof note>): HistoryNote[] {
  const rests = restsOn(entry.evidence, { regulator: 'announcement', date: entry.date });
  return entry.companies.map((company) => ({
    id: entry.companies.length === 1 ? entry.id : `${entry.id}-${company}`,
    company,
    date: entry.date,
    kind: entry.kind,
    title: entry.title,
    attested: isAttested(rests),
    evidence: rests,
  }));
}
