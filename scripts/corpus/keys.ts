import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Effect, Measure, Posture } from '../../src/domain/measures.ts';

const KeyedStep = z.strictObject({
  type: z.string().nullish(),
  authority: z.string().nullish(),
  country: z.string().nullish(),
  /** What was done, how far it has come, or what it does to an earlier act (docs/acts.md). */
  measure: Measure.optional(),
  form: z.string().optional(),
  posture: Posture.optional(),
  effect: Effect.optional(),
  /** Names at which the step is aimed, as written. */
  targets: z.array(z.string()),
  scope: z.string(),
});

const KeyedLabel = z.strictObject({
  /** Hash of title and text. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  archive: z.string(),
  date: z.string().optional(),
  lang: z.enum(['en', 'zh']).optional(),
  stratum: z.string().optional(),
  /** How many documents of the stream this one stands for. */
  weight: z.number().positive().default(1),
  /** False where it was picked by what a model thought of it. */
  measured: z.boolean().default(true),
  /** How much it counts in training. */
  share: z.number().positive().max(1).default(1),
  step: z.union([z.boolean(), z.literal('debatable')]),
  steps: z.array(KeyedStep).default([]),
  /**
   * Further names with their role; `long <- short` where a short one only stands inside a longer.
   */
  others: z.array(z.strictObject({ name: z.string(), role: z.string() })).default([]),
});

/** A label without its text: the facts that are kept in the repository. */
export type KeyedLabel = z.infer<typeof KeyedLabel>;

/** The labels of a file of lines. Two of one document are an error. */
export function readKeys(path: string): KeyedLabel[] {
  const labels = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line === '') return [];
      const parsed = KeyedLabel.safeParse(JSON.parse(line));
      if (parsed.success) return [parsed.data];
      const [issue] = parsed.error.issues;
      throw new Error(`${path}, line ${at + 1}: ${issue?.path.join('.')} ${issue?.message}`);
    });
  const ids = new Set<string>();
  for (const { id } of labels) {
    if (ids.has(id)) throw new Error(`${path}: document ${id} has two labels.`);
    ids.add(id);
  }
  return labels;
}

/** Hashes of documents that nobody read and an earlier model thought nothing of, one a line. */
export function readBackground(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}
