import { basename } from 'node:path';
import { z } from 'zod';
import { list, orNull, text, wrong } from '../../domain/file-values.ts';
import { IssueId } from '../../domain/ids.ts';
import { RecordWords } from '../../domain/record-words.ts';
import { ReleaseWords } from '../../domain/release-words.ts';
import {
  ActVerbs,
  CoinedWords,
  Countries,
  DecisionWords,
  GateWords,
  InstructionCues,
  NameWords,
  OfficialPhrases,
  PressWords,
  ProductWords,
  type Words,
} from '../../domain/words.ts';
import { type Bureau, BureausFile, type Place, PlacesFile } from './lists.ts';
import { type Problem, problemAt, readYaml, type SourceFile } from './yaml.ts';

const issue = z
  .strictObject({
    en: text,
    zh: text,
    also: z.strictObject({ zh: list(text), en: list(text) }).default(() => ({ zh: [], en: [] })),
  })
  .transform(({ en, zh, also }) => ({
    en,
    zh,
    phrases: { zh: [zh, ...also.zh], en: [en, ...also.en] },
  }));

const IssuesFile = z.record(IssueId, issue).superRefine((issues, context) => {
  const owner = new Map<string, string>();
  for (const [id, { phrases }] of Object.entries(issues))
    for (const phrase of [...phrases.zh, ...phrases.en]) {
      const other = owner.get(phrase.toLowerCase());
      const remedy = 'A wording belongs to one accusation; remove it from one of them.';
      if (other !== undefined && other !== id)
        context.addIssue({
          code: 'custom',
          ...wrong(`"${phrase}" already means ${other}`, remedy, [id]),
        });
      owner.set(phrase.toLowerCase(), id);
    }
});

/** The files of `config/words`, all of which must be there. */
const FILES = {
  issues: IssuesFile,
  stores: z.array(
    z
      .strictObject({ name: text, also: list(text), operator: orNull(text) })
      .transform(({ name, also, operator }) => ({ name, aliases: also, operator })),
  ),
  places: PlacesFile,
  bureaus: BureausFile,
  official: OfficialPhrases,
  gate: GateWords,
  decisions: DecisionWords,
  releases: ReleaseWords,
  records: RecordWords,
  'press-zh': PressWords,
  'press-en': PressWords,
  countries: Countries,
  names: NameWords,
  coined: CoinedWords,
  instructions: InstructionCues,
  products: ProductWords,
  'act-verbs': ActVerbs,
};
type Read = { [Name in keyof typeof FILES]: z.output<(typeof FILES)[Name]> };

/**
 * Reads `config/words`: what apps are accused of, what regulators do, stores and places. Null where
 * a file has problems; every problem says where it is and what to do.
 */
export function loadWords(files: readonly SourceFile[]): {
  words: Words | null;
  places: readonly Place[];
  bureaus: readonly Bureau[];
  problems: Problem[];
} {
  const byName = new Map(files.map((file) => [basename(file.path, '.yml'), file]));
  const known = `Known here: ${Object.keys(FILES).join(', ')}.`;
  const problems = [...byName]
    .filter(([name]) => !(name in FILES))
    .map(([name, file]) => problemAt(file, [], `"${name}.yml" is not a file of words`, known));
  const read: Partial<Read> = {};
  for (const [name, schema] of Object.entries(FILES)) {
    const file = byName.get(name);
    const path = `${name}.yml`;
    const found =
      file === undefined
        ? {
            problems: [
              problemAt(
                { path, text: '' },
                [],
                `${path} is missing`,
                'Put it back; reading needs it.',
              ),
            ],
          }
        : readYaml(file, schema as z.ZodType);
    problems.push(...found.problems);
    if ('value' in found && found.value !== null) Object.assign(read, { [name]: found.value });
  }
  const { places = [], bureaus = [] } = read;
  if (problems.length > 0) return { words: null, places, bureaus, problems };
  const {
    issues,
    stores,
    official,
    gate,
    decisions,
    releases,
    records,
    countries,
    names,
    coined,
    instructions,
    products,
    ...press
  } = read as Read;
  return {
    words: {
      press: { en: press['press-en'], zh: press['press-zh'] },
      countries,
      names,
      coined,
      instructions,
      products,
      actVerbs: press['act-verbs'],
      official,
      gate,
      decisions,
      releases,
      records,
      stores,
      issues: Object.entries(issues).map(([id, entry]) => ({ id: id as IssueId, ...entry })),
      places: places.map(({ full: _, code: __, ...one }) => one),
    },
    places,
    bureaus,
    problems,
  };
}
