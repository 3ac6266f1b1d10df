import { z } from 'zod';

/** One document of a corpus, as its README defines it. Keys that we do not use may be there. */
export const RawDocument = z.looseObject({
  id: z.string().min(1),
  kind: z.string(),
  title: z.string(),
  published: z.string().nullable(),
  layout: z.string(),
  format: z.string(),
  textStatus: z.string(),
  text: z.string(),
});
export type RawDocument = z.infer<typeof RawDocument>;

const Batch = z.looseObject({ yearly: z.number().nullable(), total: z.number().nullable() });

const GoldApp = z.looseObject({
  name: z.string(),
  developer: z.string().nullable(),
  version: z.string().nullable(),
  store: z.string().nullable(),
  extra: z
    .array(z.looseObject({ store: z.string().nullable(), version: z.string().nullable() }))
    .default([]),
});
export type GoldApp = z.infer<typeof GoldApp>;

const GoldCompany = z.looseObject({
  name: z.string(),
  ticker: z.string().nullable(),
  altTickers: z.array(z.string()).default([]),
  altNames: z.array(z.string()).default([]),
});
export type GoldCompany = z.infer<typeof GoldCompany>;

/** What is right for one document. */
export const GoldLabel = z.looseObject({
  id: z.string(),
  isAction: z.boolean(),
  ambiguous: z.boolean(),
  regulator: z.string().nullable(),
  regulatorAlt: z.array(z.string()),
  actionTypes: z.array(z.string()),
  actionTypesOptional: z.array(z.string()),
  deadline: z.string().nullable(),
  deadlineAlt: z.array(z.string()),
  batch: Batch.nullable(),
  batchAlt: z.array(Batch),
  apps: z.array(GoldApp),
  appsOptional: z.array(GoldApp),
  companies: z.array(GoldCompany),
  companiesOptional: z.array(GoldCompany),
  companiesWrong: z.array(GoldCompany),
  companiesComplete: z.boolean(),
});
export type GoldLabel = z.infer<typeof GoldLabel>;

/** What a reader says of one document, in the keys of the labels. */
export interface Prediction {
  readonly id: string;
  readonly isAction: boolean;
  readonly regulator: string | null;
  readonly actionTypes: readonly string[];
  readonly deadline: string | null;
  readonly batch: { readonly yearly: number | null; readonly total: number | null } | null;
  readonly counts: {
    readonly apps: number;
    readonly parts: Readonly<Record<string, number>>;
  } | null;
  readonly apps: readonly {
    readonly name: string;
    readonly developer: string | null;
    readonly version: string | null;
    readonly store: string | null;
    readonly issues: readonly string[];
    readonly developerInherited: boolean;
    readonly extra: readonly Readonly<Record<'store' | 'version' | 'issue', string | null>>[];
  }[];
  readonly companies: readonly {
    readonly name: string;
    readonly ticker: string | null;
    readonly altTickers: readonly string[];
    readonly altNames: readonly string[];
    readonly via: readonly string[];
    readonly listed: boolean;
  }[];
}

export interface CorpusDocument {
  readonly raw: RawDocument;
  readonly gold: GoldLabel;
}

/**
 * Pairs and checks the files of a corpus; every problem names its file, key and what is wrong
 * there.
 */
export function parseCorpus(
  raw: ReadonlyMap<string, string>,
  gold: ReadonlyMap<string, string>,
): { documents: CorpusDocument[]; problems: string[] } {
  const documents: CorpusDocument[] = [];
  const problems: string[] = [];
  for (const name of [...gold.keys()].filter((one) => !raw.has(one))) {
    problems.push(
      `gold/${name}: there is no raw/${name} for it. Add the document or remove the label.`,
    );
  }
  for (const [name, text] of [...raw].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const label = gold.get(name);
    if (label === undefined) {
      problems.push(
        `raw/${name}: there is no gold/${name} for it. Add the label or remove the document.`,
      );
      continue;
    }
    const document = parseFile(`raw/${name}`, text, RawDocument, problems);
    const right = parseFile(`gold/${name}`, label, GoldLabel, problems);
    if (document !== null && right !== null) documents.push({ raw: document, gold: right });
  }
  return { documents, problems };
}

function parseFile<T>(
  name: string,
  text: string,
  schema: z.ZodType<T>,
  problems: string[],
): T | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    problems.push(`${name}: not JSON (${(error as Error).message}). Correct the file.`);
    return null;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.slice(0, 3)) {
    problems.push(
      `${name}: "${issue.path.join('.') || 'the file'}" ${issue.message}. Correct it as the corpus' README says.`,
    );
  }
  return null;
}
