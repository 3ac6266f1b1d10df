import { basename } from 'node:path';
import { z } from 'zod';
import { IssueId } from '../domain/ids.ts';
import { Countries, OfficialPhrases, PressWords, type Words } from '../domain/words.ts';
import { loadPlaces } from './places.ts';
import { type Problem, placeOf, readYaml, type SourceFile, type YamlPath } from './yaml.ts';

const text = z.string().min(1);
const wordings = z.strictObject({ zh: z.array(text).optional(), en: z.array(text).optional() }).optional();

const IssuesFile = z.record(IssueId, z.strictObject({ en: text, zh: text, also: wordings }));
const StoresFile = z.array(
  z.strictObject({ name: text, also: z.array(text).optional(), operator: text.optional() }),
);
/** The files of `config/words` that must be there. */
const NAMES = [
  'issues.yml',
  'stores.yml',
  'places.yml',
  'official.yml',
  'press-zh.yml',
  'press-en.yml',
  'countries.yml',
] as const;

const NO_OFFICIAL: OfficialPhrases = {
  actions: [],
  past: [],
  announced: [],
  statistics: [],
  none: [],
  authorities: [],
  rules: { proposed: [], enacted: [], cited: [], effective: [], noun: [], draft: [] },
  page: { chrome: [], ending: [] },
};
const NO_WORDS: PressWords = { steps: {}, reinstated: [], cues: {}, bodies: [] };

/**
 * Reads `config/words`: what apps are accused of, what regulators do, stores and places. A file with problems gives
 * nothing; every problem says where it is and what to do.
 */
export function loadWords(files: readonly SourceFile[]): { words: Words; problems: Problem[] } {
  const problems: Problem[] = [];
  const byName = new Map(files.map((file) => [basename(file.path), file]));
  for (const file of files) {
    if (!NAMES.includes(basename(file.path) as (typeof NAMES)[number])) {
      problems.push(
        problem(
          file,
          [],
          `"${basename(file.path)}" is not a file of words`,
          `Known here: ${NAMES.join(', ')}.`,
        ),
      );
    }
  }
  const one = <T>(
    name: (typeof NAMES)[number],
    schema: z.ZodType<T>,
  ): { file: SourceFile; value: T | null } => {
    const file = byName.get(name) ?? { path: name, text: '' };
    if (!byName.has(name))
      problems.push(problem(file, [], `${name} is missing`, 'Put it back; reading needs it.'));
    else {
      const read = readYaml(file, schema);
      problems.push(...read.problems);
      return { file, value: read.value };
    }
    return { file, value: null };
  };
  const issues = one('issues.yml', IssuesFile);
  const stores = one('stores.yml', StoresFile);
  const official = one('official.yml', OfficialPhrases);
  const placesFile = byName.get('places.yml');
  const places = placesFile === undefined ? { places: [], problems: [] } : loadPlaces(placesFile);
  problems.push(...places.problems);
  if (placesFile === undefined) one('places.yml', z.any());
  return {
    words: {
      press: {
        en: one('press-en.yml', PressWords).value ?? NO_WORDS,
        zh: one('press-zh.yml', PressWords).value ?? NO_WORDS,
      },
      countries: one('countries.yml', Countries).value ?? {},
      issues: issuesOf(issues.file, issues.value ?? {}, problems),
      official: official.value ?? NO_OFFICIAL,
      stores: (stores.value ?? []).map(({ name, also, operator }) => ({
        name,
        aliases: also ?? [],
        operator: operator ?? null,
      })),
      places: places.places.map(({ zh, short, en, slug, level }) => ({
        zh,
        short: short ?? null,
        en,
        slug,
        level,
      })),
    },
    problems,
  };
}

function issuesOf(
  file: SourceFile,
  entries: z.infer<typeof IssuesFile>,
  problems: Problem[],
): Words['issues'] {
  const owner = new Map<string, string>();
  return Object.entries(entries).map(([id, entry]) => {
    const phrases = { zh: [entry.zh, ...(entry.also?.zh ?? [])], en: [entry.en, ...(entry.also?.en ?? [])] };
    for (const phrase of [...phrases.zh, ...phrases.en]) {
      const other = owner.get(phrase.toLowerCase());
      if (other !== undefined && other !== id) {
        problems.push(
          problem(
            file,
            [id],
            `"${phrase}" already means ${other}`,
            'A wording belongs to one accusation; remove it from one of them.',
          ),
        );
      }
      owner.set(phrase.toLowerCase(), id);
    }
    return { id: id as IssueId, en: entry.en, zh: entry.zh, phrases };
  });
}

function problem(file: SourceFile, path: YamlPath, message: string, remedy: string): Problem {
  return { file: file.path, ...placeOf(file, path), message, remedy };
}
