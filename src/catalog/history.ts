import { z } from 'zod';
import { ReachTier, ValueTier } from '../domain/company.ts';
import { isAttested } from '../domain/evidence.ts';
import type { HistoryNote, HistoryRecord } from '../domain/history.ts';
import { CompanyId, RegulatorId } from '../domain/ids.ts';
import { ActionType } from '../domain/notice.ts';
import { CalendarDate } from '../domain/time.ts';
import { entryEvidence, recordEvidence, restsOn } from './evidence-text.ts';
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
  fine,
  flag,
  list,
  listOf,
  orNull,
  orText,
  share,
  text,
  entryTitle as title,
  whole,
  wrong,
} from './yaml-values.ts';

const market = orNull(z.string().regex(/^[A-Z]{2}$/, 'a market is a country of two capital letters, or EU'));

const hit = z.strictObject({
  company: CompanyId,
  types: listOf(ActionType).optional(),
  apps: listOf(text).default(() => []),
  unnamedApps: whole.default(0),
  companyWide: flag.optional(),
  core: flag.default(false),
  fine: orNull(fine),
  market,
  marketShare: orNull(share),
  part: orNull(z.strictObject({ value: ValueTier, reach: ReachTier.default('unknown') })),
});

const record = z
  .strictObject({
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
    fine: orNull(fine),
    evidence: recordEvidence,
    hits: listOf(orText('company', hit)),
  })
  .refine(
    ({ date, liftedOn }) => liftedOn === null || liftedOn >= date,
    wrong('the act is lifted before it happened', 'Correct one of the two dates.', ['liftedOn']),
  );

const note = z.strictObject({
  id: text,
  companies: listOf(CompanyId),
  date: CalendarDate,
  kind: text,
  title,
  evidence: entryEvidence.optional(),
});

/** A file of `config/history`, as people write it; each entry is read by itself. */
const HistoryFile = z.strictObject({
  records: list(z.unknown()),
  notes: list(z.unknown()),
});
type RecordEntry = z.output<typeof record>;

/**
 * Reads the history files. An entry that is not sound, or tells an act that is told already, is in `leftOut` with its first problem;
 * `problems` has files that cannot be read at all. `placeOfEntry` says where a record or note stands.
 */
export function readHistory(files: readonly SourceFile[]) {
  const records: HistoryRecord[] = [];
  const notes: HistoryNote[] = [];
  const problems: Problem[] = [];
  const leftOut: Problem[] = [];
  const origins = new Map<string, { file: SourceFile; path: YamlPath }>();
  const ids = new Set<string>();
  const acts = new Map<string, string>();
  const sound = <Entry extends DatedEntry>(
    file: SourceFile,
    key: 'records' | 'notes',
    written: readonly unknown[] = [],
    schema: z.ZodType<Entry>,
  ) =>
    written.flatMap((one, index) => {
      const path = [key, index];
      const { value, problems } = readEntry(file, path, one, schema);
      const found = value === null ? problems : misplaced(file, path, value, ids);
      const first = found.find(({ message }) => message.startsWith('unknown key')) ?? found[0];
      if (value !== null && first === undefined) return [{ value, path }];
      leftOut.push(first!);
      return [];
    });
  for (const file of files) {
    const read = readYaml(file, HistoryFile);
    problems.push(...read.problems);
    for (const { value, path } of sound(file, 'records', read.value?.records, record)) {
      const made = recordOf(value);
      const known = sameAct(made, acts);
      const message = `"${made.id}" tells the same act as "${known}"`;
      if (known !== null) leftOut.push(problemAt(file, [...path, 'id'], message, 'Join the two.'));
      else {
        records.push(made);
        origins.set(made.id, { file, path });
      }
    }
    for (const { value, path } of sound(file, 'notes', read.value?.notes, note))
      for (const one of notesOf(value)) {
        notes.push(one);
        origins.set(one.id, { file, path });
      }
  }
  records.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  const placeOfEntry = (id: string) => {
    const origin = origins.get(id);
    return origin === undefined ? null : { file: origin.file.path, ...placeOf(origin.file, origin.path) };
  };
  return { records, notes, problems, leftOut, placeOfEntry };
}

type DatedEntry = { id: string; date: string };

/** An id stands once, and an entry stands in a file of its year. */
function misplaced(file: SourceFile, path: YamlPath, { id, date }: DatedEntry, ids: Set<string>): Problem[] {
  if (ids.has(id))
    return [problemAt(file, [...path, 'id'], `"${id}" stands twice`, 'Give it an id of its own.')];
  ids.add(id);
  const year = /(\d{4})\.yml$/.exec(file.path)?.[1];
  if (year === undefined || date.startsWith(year)) return [];
  const remedy = `Move it to a file of ${date.slice(0, 4)}.`;
  return [problemAt(file, [...path, 'date'], `${date} is not in ${year}`, remedy)];
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
