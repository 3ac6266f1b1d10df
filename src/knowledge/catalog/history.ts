import { z } from 'zod';
import { ActEntry, recordOfAct } from '../../domain/act-entry.ts';
import { list, listOf } from '../../domain/file-values.ts';
import { type HistoryNote, HistoryNotes, type HistoryRecord } from '../../domain/history.ts';
import type { CompanyId, RegulatorId, SectorId } from '../../domain/ids.ts';
import { actOfNames, kindNamed } from '../../domain/old-acts.ts';
import { byText } from '../../domain/order.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { type Problem, problemAt, readEntry, readYaml, type SourceFile } from './yaml.ts';

/** A file of `config/history`, as people write it; each entry is read by itself. */
const HistoryFile = z.strictObject({
  acts: list(z.unknown()),
  /** Acts in the form of version 0.1, which is refused. */
  records: list(z.unknown()),
  notes: list(z.unknown()),
});

/** What history and rules may speak of. */
export interface KnownIds {
  readonly companies: ReadonlySet<CompanyId>;
  readonly regulators: ReadonlySet<RegulatorId>;
  readonly sectors: ReadonlySet<SectorId>;
}

/** What is wrong with an entry, at which of its keys, and what to do. */
type Fault = { readonly key?: string; readonly message: string; readonly remedy: string };

/**
 * Reads the history files. An entry that is not sound, tells an act that is recorded already, or
 * speaks of a company or body that is not `known`, is in `leftOut` with its first problem;
 * `problems` has files that cannot be read at all, `future` acts that lie after `today`: a slip of
 * the pen, because nobody can attest them. They weigh nothing before their day.
 */
export function readHistory(
  files: readonly SourceFile[],
  { known = null, today = null }: { known?: KnownIds | null; today?: CalendarDate | null } = {},
) {
  const notes: HistoryNote[] = [];
  const entries: Placed<ActEntry>[] = [];
  const found = { problems: [] as Problem[], leftOut: [] as Problem[], future: [] as Problem[] };
  const ids = new Set<string>();
  for (const file of files) {
    const read = readYaml(file, HistoryFile);
    found.problems.push(...read.problems);
    const take = <Entry extends { id: string }>(
      key: 'acts' | 'notes',
      schema: z.ZodType<Entry>,
      named: (entry: Entry) => NamedIds & { readonly day: string },
      use: (placed: Placed<Entry>) => void,
    ) => {
      for (const [index, written] of (read.value?.[key] ?? []).entries()) {
        const path = [key, index];
        const { value, problems } = readEntry(file, path, written, schema);
        if (value === null) {
          found.leftOut.push(
            problems.find(({ message }) => message.startsWith('unknown key')) ?? problems[0]!,
          );
          continue;
        }
        const { day, ...of } = named(value);
        const [lost] = known === null ? [] : unknownIds(known, of);
        const fault =
          misplaced(file, { id: value.id, date: day, key: DAY_KEYS[key] }, ids) ??
          (lost && { ...lost, message: `${value.id}: ${lost.message}` });
        if (fault !== undefined) found.leftOut.push(faultAt({ file, path }, fault));
        else use({ file, path, value });
      }
    };
    take('acts', ActEntry, idsOfAct, (placed) => void entries.push(placed));
    for (const [index, written] of (read.value?.records ?? []).entries())
      found.problems.push(problemAt(file, ['records', index], ...oldForm(written)));
    take(
      'notes',
      HistoryNotes,
      ({ companies, date }) => ({ companies, day: date }),
      ({ value }) => void notes.push(...value.notes),
    );
  }
  const resolved = resolve(entries);
  found.leftOut.push(...resolved.leftOut);
  const acts = new Map<string, string>();
  const sound: HistoryRecord[] = [];
  for (const { value, ...place } of resolved.records) {
    const fault = sameAct(value, acts);
    if (fault !== undefined) {
      found.leftOut.push(faultAt(place, fault));
      continue;
    }
    sound.push(value);
    if (today === null || value.date <= today) continue;
    const text = `${value.id}: ${value.date} is in the future`;
    const correct = 'Correct the date; an act is recorded when it has happened.';
    found.future.push(problemAt(place.file, place.path, text, correct));
  }
  sound.sort((record, other) => byText(record.date, other.date));
  return { records: sound, notes, ...found };
}

/** The key of an entry that says in whose file it belongs. */
const DAY_KEYS = { acts: 'acted', notes: 'date' } as const;

/** An entry with where it stands. */
type EntryPlace = { readonly file: SourceFile; readonly path: readonly (string | number)[] };
type Placed<Entry> = EntryPlace & { readonly value: Entry };

const faultAt = ({ file, path }: EntryPlace, { key, message, remedy }: Fault): Problem =>
  problemAt(file, key === undefined ? path : [...path, key], message, remedy);

const idsOfAct = ({ by, date, act, hits }: ActEntry) => ({
  regulators: [by, ...act.with, ...(act.for === null ? [] : [act.for])],
  companies: (hits ?? []).map((hit) => hit.company),
  day: act.acted ?? date,
});

/**
 * The acts, each that changes others after these: what it leaves out it has from them. An act on
 * one that nobody recorded is left out.
 */
function resolve(entries: readonly Placed<ActEntry>[]): {
  records: Placed<HistoryRecord>[];
  leftOut: Problem[];
} {
  const found = new Map<string, Placed<HistoryRecord>>();
  const leftOut: Problem[] = [];
  let waiting = entries;
  for (;;) {
    const later = waiting.filter(({ value }) => value.act.on.some((id) => !found.has(id)));
    for (const { value, ...place } of waiting) {
      if (value.act.on.some((id) => !found.has(id))) continue;
      const earlier = value.act.on.map((id) => found.get(id)!.value);
      found.set(value.id, { ...place, value: recordOfAct(value, earlier) });
    }
    if (later.length === 0 || later.length === waiting.length) break;
    waiting = later;
  }
  for (const { value, ...place } of waiting) {
    const lost = value.act.on.find((id) => !found.has(id));
    if (lost === undefined) continue;
    const message = `${value.id}: there is no act "${lost}"`;
    leftOut.push(
      faultAt(place, { key: 'on', message, remedy: 'Correct the id, or record that act as well.' }),
    );
  }
  return { records: [...found.values()], leftOut };
}

/** An id stands once, and an entry stands in a file of its year. */
function misplaced(
  file: SourceFile,
  { id, date, key }: { readonly id: string; readonly date: string; readonly key: string },
  ids: Set<string>,
): Fault | undefined {
  if (ids.has(id))
    return { key: 'id', message: `"${id}" stands twice`, remedy: 'Give it an id of its own.' };
  ids.add(id);
  const year = /(\d{4})\.yml$/.exec(file.path)?.[1];
  if (year === undefined || date.startsWith(year)) return undefined;
  const remedy = `Move it to a file of ${date.slice(0, 4)}.`;
  return { key, message: `${date} is not in ${year}`, remedy };
}

/**
 * A record of an act that is recorded already: same regulator and day, same company, same kinds of
 * act and same apps. Acts that nobody recorded are added to `acts`, which holds the id of their
 * record.
 */
function sameAct(
  { id, regulator, date, hits }: HistoryRecord,
  acts: Map<string, string>,
): Fault | undefined {
  const keys = hits.map(({ company, apps, object, act }) =>
    JSON.stringify([
      [regulator, date, company, apps.toSorted()],
      [object, act.measure, act.form, act.posture, act.effect, act.on, act.matter],
    ]),
  );
  const known = keys.map((key) => acts.get(key)).find((other) => other !== undefined);
  if (known !== undefined)
    return {
      key: 'id',
      message: `"${id}" tells the same act as "${known}"`,
      remedy: 'Join the two.',
    };
  for (const key of keys) acts.set(key, id);
  return undefined;
}

/** What is wrong with a record of version 0.1, and what to write in its place. */
function oldForm(written: unknown): [message: string, remedy: string] {
  const parsed = OldRecord.safeParse(written);
  const { id, regulator = '…', date = '…', types = [] } = parsed.data ?? {};
  const { measure, form, effect } = types.length === 0 ? NOTHING : actOfNames(types);
  const done = effect === null ? `measure: ${measure ?? '…'}` : `on: …, effect: ${effect}`;
  const more = form === null ? '' : `, form: ${form}`;
  return [
    `${id ?? 'a record'} is in the form of version 0.1`,
    `Write it under "acts": by: ${regulator}, acted: ${date}, ${done}${more}, market: …, hits: ` +
      '… (docs/acts.md).',
  ];
}

const NOTHING = { measure: null, form: null, effect: null };
/** A kind of act, or its name of version 0.1. */
export const actName = z
  .string()
  .refine((name) => kindNamed(name) !== null, 'a kind of act (docs/acts.md)');
const OldRecord = z.object({
  id: z.string().optional(),
  regulator: z.string().optional(),
  date: z.string().optional(),
  types: listOf(actName).optional(),
});

type NamedIds = {
  readonly regulators?: readonly RegulatorId[];
  readonly companies: readonly (CompanyId | null)[];
  readonly sectors?: readonly (SectorId | null)[];
};

/** Companies, regulators and sectors that an entry names and the catalog lacks. */
export function unknownIds(
  known: KnownIds,
  { regulators = [], companies, sectors = [] }: NamedIds,
): Fault[] {
  const lacking = <Id>(ids: readonly (Id | null | undefined)[], has: ReadonlySet<Id>) =>
    ids.filter((id): id is Id => id != null && !has.has(id));
  const add = (folder: string) => `Correct the id, or add its file to config/${folder}.`;
  const listed = `Use one of config/sectors.yml: ${[...known.sectors].join(', ')}.`;
  return [
    ...lacking(regulators, known.regulators).map((id) => {
      return { message: `there is no regulator "${id}"`, remedy: add('regulators') };
    }),
    ...lacking(companies, known.companies).map((id) => {
      return { message: `there is no company "${id}"`, remedy: add('companies') };
    }),
    ...lacking(sectors, known.sectors).map((id) => ({
      message: `unknown sector "${id}"`,
      remedy: listed,
    })),
  ];
}
