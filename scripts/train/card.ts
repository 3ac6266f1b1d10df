import { curveOf, pointAt } from './measure.ts';
import type { Trained } from './train-language.ts';

/** What was trained, and how many documents of its language the unselected streams have. */
type OfStream = Trained & { readonly stream: number };

const percent = (value: number): string => value.toFixed(3).replace(/^0/, '');
const LARGEST = 40;
const LABEL = { en: 'English', zh: 'Chinese' } as const;

/**
 * The model card: data, figures from cross-validation, calibration, the largest weights, and what
 * is known to go wrong.
 */
export function modelCard(trained: readonly OfStream[], measured: number, taught: number): string {
  return [
    '# Press model',
    '',
    'Written by `npm run train -- <folder>…`; do not edit. The model decides for each name in a document whether an authority has newly taken a step aimed at it',
    '(`step`), or at a person of it (`person`). It is a sum of weights over features with readable names; `tocsin read --explain` shows the sum of a decision.',
    '',
    '## Data',
    '',
    `${measured} labelled documents were trained on and measured; ${taught} more were only trained on: documents of unselected streams, picked by what an earlier model`,
    'thought of them: those of which it thought something were labelled by reading and count half; the others count as without a step and 0.3. With them are the invented sentences of `scripts/train/lessons.yml`, written after looking at errors of cross-validation and of the streams, so the',
    'figures for what they teach are somewhat too good; only documents kept aside settle that.',
    'No text of them is in this repository. Debatable documents are left out. Figures are weighted by how many documents of the stream one stands for, count only names of',
    'listed companies, and come from five-fold cross-validation, repeated three times, in which no story (documents within three days that name the same company) stands on both sides.',
    'The penalty (of ten pairs of strengths that with the best recall), the kinds of features and the thresholds were chosen on this same cross-validation: the figures are that much too good.',
    '',
    ...trained.flatMap(languagePart),
    '## Known limits',
    '',
    '- Threats, plans and older steps that are told in the words of news are the most frequent errors; then owners of the firm that is meant, and employers of persons.',
    '- A headline in which every word has a capital shows no unknown firms.',
    '- A list of many names far from the step that is meant for them is read only in part; lists of notices have a reader of their own.',
    '- Private suits, consumer associations and stores that act in the words of an authority.',
    '',
  ].join('\n');
}

function languagePart(one: OfStream): string[] {
  const { model, curve, gold, told, unconfirmed, judged, quality, alarms, stream } = one;
  const row = (name: string, point: Trained['told']) =>
    point === null
      ? `| ${name} | – | – | – | – | – |`
      : `| ${name} | ${point.threshold.toFixed(3)} | ${percent(point.precision)} | ${percent(point.recall)} | ${point.told} | ${point.wrong} |`;
  const weights = Object.entries(model.step.weights).sort(
    ([, a], [, b]) => Math.abs(b) - Math.abs(a),
  );
  const people = Object.entries(model.person.weights).sort(
    ([, a], [, b]) => Math.abs(b) - Math.abs(a),
  );
  return [
    `## ${LABEL[model.language]}`,
    '',
    `${model.trained.documents} documents, ${model.trained.names} names, ${gold.names} labelled names of listed companies to be found; ${weights.length} weights for \`step\`, ${people.length} for \`person\` (data ${model.trained.hash}).`,
    '',
    '| | threshold | precision | recall | names | wrong |',
    '|---|---|---|---|---|---|',
    row('told', told),
    row('told or unconfirmed', unconfirmed),
    ...[0.9, 0.7, 0.5, 0.3, 0.1].map((threshold) =>
      row(`at ${threshold}`, pointAt(curve, threshold)),
    ),
    '',
    `Of ${stream} documents of unselected streams ${alarms} without a step ${alarms === 1 ? 'is' : 'are'} told when the story of each is left out of training.`,
    '',
    `Persons: ${personLine(one)}`,
    '',
    qualityLine(quality),
    '',
    '| probability | names | weighted mean | weighted share right |',
    '|---|---|---|---|',
    ...calibrationRows(judged),
    '',
    `The ${LARGEST} largest weights of \`step\`:`,
    '',
    ...weights
      .slice(0, LARGEST)
      .map(
        ([feature, weight]) =>
          `- ${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(2)} ${feature.replaceAll('|', '/')}`,
      ),
    '',
  ];
}

function qualityLine({
  names,
  typeRight,
  withAuthority,
  authorityRight,
  withCountry,
  countryRight,
}: Trained['quality']): string {
  const share = (right: number, all: number) =>
    `${percent(right / Math.max(1, all))} (${right} of ${all})`;
  return [
    `Of the ${names} names at which a labelled step is aimed, unweighted: type right ${share(typeRight, names)}; authority right by its name`,
    `${share(authorityRight, withAuthority)}, by its country ${share(countryRight, withCountry)}. Both are read by rules and not learnt; a label that names no authority is not counted.`,
  ].join(' ');
}

function personLine({ model, personCurve }: Trained): string {
  const point = pointAt(personCurve, model.person.told);
  return point === null || point.told === 0
    ? 'too few to tell any.'
    : `told at ${model.person.told}: precision ${percent(point.precision)}, recall ${percent(point.recall)} over ${point.told} names, ${point.wrong} wrong.`;
}

function calibrationRows(judged: Trained['judged']): string[] {
  const edges = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.001];
  return edges.slice(0, -1).flatMap((low, at) => {
    const inside = judged.filter(
      (one) => one.probability >= low && one.probability < edges[at + 1]!,
    );
    if (inside.length === 0) return [];
    const weight = inside.reduce((sum, one) => sum + one.weight, 0);
    const mean = inside.reduce((sum, one) => sum + one.weight * one.probability, 0) / weight;
    const share = curveOf(inside, 1).at(-1)!.precision;
    return [
      `| ${low}–${Math.min(1, edges[at + 1]!)} | ${inside.length} | ${percent(mean)} | ${percent(share)} |`,
    ];
  });
}
