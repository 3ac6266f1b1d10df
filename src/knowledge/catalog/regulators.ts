import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { z } from 'zod';
import { OutletId, RegulatorId } from '../../domain/ids.ts';
import {
  type Outlet,
  OutletFile,
  type Regulator,
  RegulatorFile,
  type Source,
  SourceEntry,
} from '../../domain/regulator.ts';
import type { Countries } from '../../domain/words.ts';
import type { Bureau, Place } from './lists.ts';
import { type Problem, problemAt, readEach, type SourceFile, type YamlPath } from './yaml.ts';

/** A source of an authority is official unless it says otherwise, one of a newspaper is not. */
export function toSource(entry: SourceEntry, official: boolean): Source {
  return { ...entry, official: entry.official ?? official };
}

/** Reads files that each describe one authority with its sources. Reports duplicate sources. */
function readBodies<
  Schema extends z.ZodType<{ sources: SourceEntry[] }>,
  Ids extends z.ZodType<string>,
>(files: readonly SourceFile[], schema: Schema, idOf: Ids) {
  const { entries, problems } = readEach(files, schema, idOf);
  const seen = new Set<string>();
  for (const { value, file } of entries)
    for (const [at, source] of value.sources.entries()) {
      const { id } = source;
      const message = `source "${id}" stands twice`;
      if (seen.has(id))
        problems.push(problemAt(file, ['sources', at, 'id'], message, 'Give it an id of its own.'));
      seen.add(id);
      problems.push(...selectorProblems(source, file, ['sources', at]));
    }
  return { entries, problems };
}

/** CSS selectors of a source that no page can be asked with. */
function selectorProblems(
  { kind, select, pages }: SourceEntry,
  file: SourceFile,
  at: YamlPath,
): Problem[] {
  const stated: [YamlPath, string | undefined][] = [
    ...(kind === 'html-list'
      ? Object.entries(select).map(([key, text]): [YamlPath, string] => [['select', key], text])
      : []),
    [['pages', 'next'], pages?.next],
  ];
  return stated.flatMap(([path, text]) => {
    const because = text === undefined ? null : selectorProblem(text);
    if (because === null) return [];
    const message = `"${text}" is no CSS selector: ${because}`;
    return [
      problemAt(file, [...at, ...path], message, 'Write it as in a style sheet: ul.list > li.'),
    ];
  });
}

/** Loaded only when configuration is read; a compiled catalog does not need it. */
let emptyPage: ((selector: string) => unknown) | null = null;

function selectorProblem(text: string): string | null {
  emptyPage ??= (
    createRequire(import.meta.url)('cheerio/slim') as typeof import('cheerio/slim')
  ).load('');
  try {
    emptyPage(text);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The file of a bureau that every place has: its names are generated, its sources are stated. */
const BureauFile = z.strictObject({ sources: z.array(SourceEntry) });

/** Newspapers and agencies: one file each. They carry news of authorities and are never one. */
export function loadOutlets(files: readonly SourceFile[]): {
  outlets: Outlet[];
  problems: Problem[];
} {
  const { entries, problems } = readBodies(files, OutletFile, OutletId);
  const outlets = entries.map(({ id, value: { name, names, sources, ...value } }) => ({
    id,
    name,
    ...value,
    names: [name.en, name.zh, ...names].filter((one) => one !== null),
    sources: sources.map((source) => toSource(source, false)),
  }));
  return { outlets, problems };
}

/**
 * The authorities: one file each, and the bureaus that every place has (communications
 * administration, cyberspace office, market regulator). A file with the id of a bureau replaces
 * what would be generated for it, or only adds sources where it states nothing else.
 */
export function loadRegulators(
  files: readonly SourceFile[],
  places: readonly Place[],
  bureaus: readonly Bureau[],
): { regulators: Regulator[]; problems: Problem[] } {
  const bare = files.filter(({ text }) => !/^name:/m.test(text) && /^sources:/m.test(text));
  const whole = files.filter((file) => !bare.includes(file));
  const { entries, problems } = readBodies(whole, RegulatorFile, RegulatorId);
  const added = readBodies(bare, BureauFile, RegulatorId);
  const sourcesOf = new Map(added.entries.map(({ id, value }) => [id, value.sources]));
  const official = (sources: readonly SourceEntry[] = []) =>
    sources.map((source) => toSource(source, true));
  const stated = entries.map(({ id, value: { name, names, sources, ...value } }) => ({
    id,
    name,
    ...value,
    names: [name.en, name.zh, value.short, ...names].filter((one) => one !== null),
    sources: official(sources),
  }));
  const known = new Set<string>(stated.map(({ id }) => id));
  const generated = places
    .flatMap((place) =>
      bureaus
        .filter(({ levels }) => levels.includes(place.level))
        .map((bureau) => bureauOf(bureau, place)),
    )
    .filter(({ id }) => !known.has(id))
    .map((bureau) => ({ ...bureau, sources: official(sourcesOf.get(bureau.id)) }));
  const regulators = [...stated, ...generated];
  return {
    regulators,
    // Without the bureaus nobody can tell whose the sources are: their file says what is wrong.
    problems: [
      ...problems,
      ...added.problems,
      ...togetherProblems(files, generated.length === 0 ? [] : bare, regulators),
    ],
  };
}

/**
 * A bureau of one place. Its official names follow the place's; newspapers shorten them in the ways
 * listed.
 */
/** What an office is called in English by the last word of its place in Chinese. */
const KINDS_OF_PLACE = [
  ['自治区', 'Autonomous Region'],
  ['省', 'Provincial'],
] as const;

function bureauOf({ id, en, zh, names }: Bureau, place: Place): Regulator {
  const { full, code } = place;
  const [, kind = 'Municipal'] = KINDS_OF_PLACE.find(([ending]) => full.endsWith(ending)) ?? [];
  const gaps: Readonly<Record<string, string | null>> = {
    zh: place.zh,
    full,
    en: place.en,
    kind,
    code,
  };
  const filled = (name: string) => name.replace(/\{(\w+)\}/g, (_, gap: string) => gaps[gap] ?? '');
  const name = { en: filled(en), zh: filled(zh) };
  const written = names.filter((name) => code !== null || !name.includes('{code}')).map(filled);
  return {
    id: `cn-${place.slug}-${id}` as RegulatorId,
    name,
    short: name.en,
    country: 'CN',
    level: place.level === 'province' ? 'provincial' : 'municipal',
    timezone: 'Asia/Shanghai',
    names: [...new Set([name.en, name.zh, ...written])],
    sources: [],
  };
}

/**
 * One authority a country for acts of bodies that the catalog does not know ("Polish watchdog"),
 * and one for acts whose report names no body. They have no names of their own, so no text is ever
 * matched to them.
 */
export function unnamedAuthorities(countries: Countries, known: readonly Regulator[]): Regulator[] {
  const english = new Intl.DisplayNames('en', { type: 'region' });
  const chinese = new Intl.DisplayNames('zh', { type: 'region' });
  const all = Object.entries(countries).map(([country, { zone }]) => {
    const [en, zh] = [english.of(country) ?? country, chinese.of(country) ?? country];
    return unnamed(country, `Authority of ${en}`, `${zh}的主管机构`, zone);
  });
  const nobody = [
    'Authority that the report does not name',
    '报道未具名的主管机构',
    'Asia/Shanghai',
  ] as const;
  return [...all, unnamed('ZZ', ...nobody)].filter(({ id }) =>
    known.every((regulator) => regulator.id !== id),
  );
}

function unnamed(country: string, en: string, zh: string, timezone: string): Regulator {
  return {
    id: `${country.toLowerCase()}-unnamed` as RegulatorId,
    name: { en, zh },
    short: en,
    country,
    level: country === 'EU' ? 'supranational' : 'national',
    timezone,
    names: [],
    sources: [],
  };
}

/**
 * What must hold over all authorities: ids of sources and names are one authority's, and whoever is
 * named is there.
 */
function togetherProblems(
  files: readonly SourceFile[],
  bare: readonly SourceFile[],
  regulators: readonly Regulator[],
): Problem[] {
  const known = new Set<string>(regulators.map(({ id }) => id));
  const problems = bare
    .filter(({ path }) => !known.has(basename(path, '.yml')))
    .map((file) =>
      problemAt(
        file,
        [],
        'no authority has this id, and the file states no name',
        'Name the authority (name, short, country, level, timezone, names), or correct the ' +
          'file name.',
      ),
    );
  const sourceOwners = new Map<string, string>();
  const nameOwners = new Map<string, string>();
  for (const { id, sources, names } of regulators) {
    const say = (path: string, message: string, remedy: string) => {
      const file = files.find((sourceFile) => sourceFile.path.endsWith(`${id}.yml`)) ?? {
        path: `${id}.yml`,
        text: '',
      };
      problems.push(problemAt(file, [path], message, remedy));
    };
    const otherOwner = (owners: Map<string, string>, key: string) => {
      const other = owners.get(key);
      owners.set(key, id);
      return other === id ? undefined : other;
    };
    for (const source of sources) {
      const other = otherOwner(sourceOwners, source.id);
      if (other !== undefined)
        say(
          'sources',
          `source "${source.id}" stands in ${other} as well`,
          'Give it an id of its own.',
        );
      if (source.speaksFor != null && !known.has(source.speaksFor))
        say('sources', `no authority "${source.speaksFor}" is known`, 'Correct speaksFor.');
    }
    // A shared name would make every notice with it ambiguous.
    const remedy = 'A name belongs to one authority; remove it from one of them.';
    for (const name of names) {
      const other = otherOwner(nameOwners, name.toLowerCase());
      if (other !== undefined) say('names', `"${name}" already names ${other}`, remedy);
    }
  }
  return problems;
}
