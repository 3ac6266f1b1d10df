import { basename } from 'node:path';
import { z } from 'zod';
import { IssueId } from '../domain/ids.ts';
import { Countries, OfficialPhrases, PressWords, type Words } from '../domain/words.ts';
import { loadPlaces } from './lists.ts';
import { type Problem, problemAt, readYaml, type SourceFile } from './yaml.ts';
import { list, orNull, text } from './yaml-values.ts';

const IssuesFile = z.record(
  IssueId,
  z.strictObject({
    en: text,
    zh: text,
    also: z.strictObject({ zh: list(text), en: list(text) }).default(() => ({ zh: [], en: [] })),
  }),
);
const StoresFile = z.array(z.strictObject({ name: text, also: list(text), operator: orNull(text) }));
/** The files of `config/words`, all of which must be there. */
const NAMES = [
  ...['issues.yml', 'stores.yml', 'places.yml', 'official.yml'],
  ...['press-zh.yml', 'press-en.yml', 'countries.yml'],
];

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
  const known = `Known here: ${NAMES.join(', ')}.`;
  for (const [name, file] of byName)
    if (!NAMES.includes(name)) problems.push(problemAt(file, [], `"${name}" is not a file of words`, known));
  for (const name of NAMES)
    if (!byName.has(name)) {
      const file = { path: name, text: '' };
      problems.push(problemAt(file, [], `${name} is missing`, 'Put it back; reading needs it.'));
    }
  const one = <T>(name: string, schema: z.ZodType<T>): T | null => {
    const file = byName.get(name);
    if (file === undefined) return null;
    const read = readYaml(file, schema);
    problems.push(...read.problems);
    return read.value;
  };
  const issues = one('issues.yml', IssuesFile) ?? {};
  const stores = one('stores.yml', StoresFile) ?? [];
  const placesFile = byName.get('places.yml');
  const places = placesFile === undefined ? { places: [], problems: [] } : loadPlaces(placesFile);
  problems.push(...places.problems);
  return {
    words: {
      press: {
        en: one('press-en.yml', PressWords) ?? NO_WORDS,
        zh: one('press-zh.yml', PressWords) ?? NO_WORDS,
      },
      countries: one('countries.yml', Countries) ?? {},
      issues: issuesOf(byName.get('issues.yml'), issues, problems),
      official: one('official.yml', OfficialPhrases) ?? NO_OFFICIAL,
      stores: stores.map(({ name, also, operator }) => ({ name, aliases: also, operator })),
      places: places.places.map(({ zh, short, en, slug, level }) => ({ zh, short, en, slug, level })),
    },
    problems,
  };
}

function issuesOf(
  file: SourceFile | undefined,
  entries: z.infer<typeof IssuesFile>,
  problems: Problem[],
): Words['issues'] {
  const owner = new Map<string, string>();
  return Object.entries(entries).map(([id, entry]) => {
    const phrases = { zh: [entry.zh, ...entry.also.zh], en: [entry.en, ...entry.also.en] };
    for (const phrase of [...phrases.zh, ...phrases.en]) {
      const other = owner.get(phrase.toLowerCase());
      const remedy = 'A wording belongs to one accusation; remove it from one of them.';
      if (other !== undefined && other !== id)
        problems.push(problemAt(file!, [id], `"${phrase}" already means ${other}`, remedy));
      owner.set(phrase.toLowerCase(), id);
    }
    return { id: id as IssueId, en: entry.en, zh: entry.zh, phrases };
  });
}
