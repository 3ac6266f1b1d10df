import { archiveFolds } from './archive-folds.ts';
import type { Example } from './examples.ts';
import { fitLogistic } from './fit.ts';

export type Head = 'step' | 'person';

/**
 * Of the pairs that were tried for each language those with the best recall on archives left out:
 * the figures are that much too good.
 */
const PENALTY = { en: { l1: 0.2, l2: 0.8 }, zh: { l1: 0.05, l2: 8 } } as const;
/** Names of documents that somebody read in which a feature has to stand to be weighed. */
const LEAST_NAMES = 3;
/** The least share of a document that somebody read. */
const READ = 0.5;

/**
 * The sum of each name by weights that saw neither its part of the archives nor any story that is
 * told there too. Names of invented sentences have the sum 0.
 */
export function crossValidated(
  head: Head,
  examples: readonly Example[],
  stories: ReadonlyMap<string, string>,
): Float64Array {
  const folds = archiveFolds([...new Set(examples.map((one) => one.document))]);
  const foldOf = (one: Example) => folds.get(one.document.id)!;
  const storyOf = (one: Example) => stories.get(one.document.id)!;
  const sums = new Float64Array(examples.length);
  for (const fold of new Set(folds.values())) {
    if (fold === null) continue;
    const left = new Set(examples.flatMap((one) => (foldOf(one) === fold ? [storyOf(one)] : [])));
    const { bias, weights } = fitHead(
      head,
      examples.filter((one) => foldOf(one) !== fold && !left.has(storyOf(one))),
    );
    for (const [at, example] of examples.entries()) {
      if (foldOf(example) !== fold) continue;
      sums[at] = example.features.reduce((sum, feature) => sum + (weights[feature] ?? 0), bias);
    }
  }
  return sums;
}

/** Fits one head; the weights that are left, by name, in the order of their names. */
export function fitHead(
  head: Head,
  examples: readonly Example[],
): { bias: number; weights: Record<string, number> } {
  const counts = new Map<string, number>();
  for (const { features, document } of examples)
    if (document.share >= READ)
      for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const names = [...counts]
    .flatMap(([feature, count]) => (count >= LEAST_NAMES ? [feature] : []))
    .sort();
  const ids = new Map(names.map((name, at) => [name, at]));
  const fitted = fitLogistic(
    {
      rows: examples.map(({ features }) =>
        Uint32Array.from(features.flatMap((feature) => ids.get(feature) ?? [])),
      ),
      labels: examples.map((one) => one[head]),
      weights: examples.map(({ document }) => document.share),
      features: names.length,
    },
    PENALTY[examples[0]!.language],
  );
  const weights: Record<string, number> = {};
  for (const [at, name] of names.entries()) {
    const weight = Math.round(fitted.weights[at]! * 1000) / 1000;
    if (weight !== 0) weights[name] = weight;
  }
  return { bias: fitted.bias, weights };
}
