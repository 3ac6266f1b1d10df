import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Labelled = z.object({
  id: z.string(),
  lang: z.enum(['en', 'zh']),
  date: z.string(),
  archive: z.string().default(''),
  /** Of a stream that nobody selected by its matter. */
  general: z.boolean().default(false),
  title: z.string(),
  text: z.string(),
  /** How many documents of the stream this one stands for. */
  weight: z.number().positive().default(1),
  /** False: it teaches and is not measured, since it was picked by what a model thought of it. */
  measured: z.boolean().default(true),
  /**
   * How much it counts in training: 0.5 where it was picked by what a model thought of it and then
   * read, less where nobody read it and its label is what an earlier model thinks.
   */
  share: z.number().positive().max(1).default(1),
});

const Step = z.object({
  /** Absent where nobody said it. */
  type: z.string().nullish(),
  authority: z.string().nullish(),
  country: z.string().nullish(),
  targets: z.array(z.string()),
  scope: z.string(),
});

const Label = z.object({
  id: z.string(),
  step: z.union([z.boolean(), z.literal('debatable')]),
  steps: z.array(Step).default([]),
  others: z.array(z.object({ name: z.string(), role: z.string() })).default([]),
});

export type LabelledDocument = z.infer<typeof Labelled> & {
  readonly label: z.infer<typeof Label>;
  /** The title of another document: it teaches, and is counted apart. */
  readonly isCopy?: boolean;
};

/**
 * Reads `documents.jsonl` and `labels.jsonl` of a folder. A document without a label is an error
 * with its id.
 */
export function readDataset(folder: string): LabelledDocument[] {
  const rows = <T>(name: string, schema: z.ZodType<T>): T[] => {
    const path = join(folder, name);
    if (!existsSync(path))
      throw new Error(
        `${path} is missing: a training folder holds documents.jsonl and labels.jsonl.`,
      );
    return readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, at) => {
        if (line.trim() === '') return [];
        const parsed = schema.safeParse(JSON.parse(line));
        if (!parsed.success)
          throw new Error(`${path}, line ${at + 1}: ${parsed.error.issues[0]?.message}`);
        return [parsed.data];
      });
  };
  const labels = new Map(rows('labels.jsonl', Label).map((one) => [one.id, one]));
  return rows('documents.jsonl', Labelled).map((document) => {
    const label = labels.get(document.id);
    if (label === undefined) throw new Error(`${folder}: document ${document.id} has no label.`);
    return { ...document, label };
  });
}

/** One archive writes "U. S." for "U.S.". */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\b([a-z]\.) (?=[a-z]\.)/g, '$1')
    .trim();

/**
 * The names of a step aimed at firms, apps and products; persons and sectors are none of the
 * company's steps.
 */
export function targetsOf({ label }: LabelledDocument): string[] {
  return label.step === true
    ? label.steps.flatMap((one) =>
        one.scope === 'person' || one.scope === 'sector' ? [] : one.targets,
      )
    : [];
}

/** Employers of persons at whom a step is aimed. */
export function employersOf({ label }: LabelledDocument): string[] {
  return label.step === true
    ? label.others.flatMap((one) => (one.role === 'person-of' ? [one.name.split(' <- ')[0]!] : []))
    : [];
}

/** Names of the document that another bearer has: `读者出版传媒 <- 出版传媒` is 出版传媒 of nobody listed. */
export function namesakesOf({ label }: LabelledDocument): string[] {
  return label.others.flatMap(({ name, role }) =>
    role === 'namesake' ? [name.split(' <- ')[1] ?? name] : [],
  );
}

/**
 * A prediction is right when one of its names equals, contains or is contained in a labelled one.
 */
export function agrees(name: string, labelled: string): boolean {
  const [one, other] = [folded(name), folded(labelled)];
  return one.includes(other) || other.includes(one);
}
