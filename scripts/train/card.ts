import type { LabelledDocument } from './dataset.ts';
import type { MeasuredGrade, Share } from './grades.ts';
import { shareOf } from './grades.ts';
import type { Judged } from './measure.ts';
import type { Trained } from './train-language.ts';

const percent = (value: number): string => value.toFixed(3).replace(/^0/, '');
const LARGEST = 40;
const LABEL = { en: 'English', zh: 'Chinese' } as const;

/**
 * The model card: data, `fresh` (what was measured by reading documents that no weights had seen),
 * figures from archives that were left out, calibration, the largest weights, and what is known to
 * go wrong. Of a language that was not trained the part of the card `before` stays.
 */
export function modelCard(
  trained: readonly Trained[],
  documents: readonly LabelledDocument[],
  fresh: string,
  streams: Streams,
  before: string,
): string {
  const real = documents.filter((one) => one.date !== '');
  const drawn = real.filter((one) => one.measured).length;
  const read = real.filter((one) => one.share >= 0.5).length;
  return [
    '# Press model',
    '',
    'Written by `npm run train`; do not edit. The model decides for each name in a document whether an authority has newly taken a step aimed at it (`step`), or at a person of it (`person`). It is a sum of weights over features with readable names; `tocsin read --explain` shows the sum of a decision.',
    '',
    '## Data',
    '',
    `\`training/labels.jsonl\` holds ${read} labels that were made by reading: ${drawn} of documents drawn from unselected streams, each with the number of documents it stands for (the sample), and ${read - drawn} of further documents, picked by what an earlier model thought of them: of the first archives nearly all in which it gave a name .1 or more, of those added later as many as could be read (stratum \`band2\`), and of general streams all (stratum \`general\`).`,
    `\`training/background.txt\` names ${real.length - read} further documents that nobody read and in which that model gave every name less than .1: they count as without a step, and 0.3 in training. With them are the invented sentences of \`scripts/train/lessons.yml\`.`,
    'No text of them is in this repository: `npm run corpus` finds them again in the public archives of `training/archives.yml` by the hash of title and text. Debatable documents are left out.',
    '',
    '## How the figures are made',
    '',
    'Whole archives are left out in turn (of a large one each year), with every story that is told there, and judged by weights that saw none of it. Only names of listed companies count. Precision is counted over every judged name of the archives once (the census), with its 95 % interval; recall is the weighted share of the names of the sample at which a labelled step is aimed (up to 1 December 2026 a name that labels write in two forms counted twice there and once where it was found: recall was told up to a tenth too low). The penalty, the kinds of features and the thresholds were chosen on these same figures, which are that much too good.',
    '',
    'A threshold is the lowest at which the census has the precision that `scripts/train.ts` asks, and at which the names of general streams alone (`general` in `training/archives.yml`: streams that nobody selected by their matter, each left out by itself) do not contradict it: the upper end of their interval is not below it. Most archives are business papers, in which precision is better than elsewhere. Of the general streams up to the fifth everything was scored, and the documents in which a name got .03 or more were read; of the later ones (`NotSooShariff/newsflow` on, and `pberry/ridehome` from 2021) every headline with a name of some 800 well-known firms, an authority and a word for an act. A part of the others are background.',
    '',
    fresh.trimEnd(),
    '',
    ...(['en', 'zh'] as const).flatMap((language) => {
      const own = trained.find(({ model }) => model.language === language);
      return own === undefined ? partBefore(before, language) : languagePart(streams, own);
    }),
    '## Known limits',
    '',
    '- Threats, plans, reactions and older steps that are told in the words of news are the most frequent errors; then owners of the firm that is meant, and employers of persons.',
    '- A headline in which every word has a capital shows no unknown firms.',
    '- A list of many names far from the step that is meant for them is read only in part; lists of notices have a reader of their own.',
    '- Private suits, consumer associations and stores that act in the words of an authority.',
    '',
  ].join('\n');
}

/** What a card says of one language, line by line. */
function partBefore(card: string, language: 'en' | 'zh'): string[] {
  const lines = card.split('\n');
  const from = lines.indexOf(`## ${LABEL[language]}`);
  if (from === -1) return [];
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith('## '));
  return lines.slice(from, from + 1 + length);
}

const interval = ({ right, of, share, low, high }: Share): string =>
  `${percent(share)} [${percent(low)}–${percent(high)}] (${right} of ${of})`;

function gradeRow(name: string, grade: MeasuredGrade | null): string {
  if (grade === null) return `| ${name} | – | – | – | – | – |`;
  const { threshold, alone, together, general, recall } = grade;
  const among = general.of === 0 ? '–' : interval(general);
  return `| ${name} | ${threshold.toFixed(3)} | ${interval(alone)} | ${interval(together)} | ${among} | ${percent(recall)} |`;
}

function languagePart(
  streams: Streams,
  { model, grades, persons, census, gold, alarms, generalAlarms, titles, quality }: Trained,
): string[] {
  const weights = Object.entries(model.step.weights).sort(
    ([, a], [, b]) => Math.abs(b) - Math.abs(a),
  );
  return [
    `## ${LABEL[model.language]}`,
    '',
    `${model.trained.documents} documents, ${model.trained.names} names, ${gold.names} labelled names of listed companies of the sample to be found; ${weights.length} weights for \`step\`, ${Object.keys(model.person.weights).length} for \`person\` (data ${model.trained.hash}).`,
    '',
    '| grade | from | precision alone | precision with higher grades | the same in general streams | recall with higher grades |',
    '|---|---|---|---|---|---|',
    gradeRow('confirmed', grades.confirmed),
    gradeRow('reported', grades.reported),
    gradeRow('unconfirmed', grades.unconfirmed),
    '',
    `${alarms} documents without a step hold a name that is confirmed or reported.${generalText(generalAlarms, streams[model.language])}`,
    '',
    `Where nothing but a title is read (documents that have no more, and the titles of those that have): confirmed ${interval(titles.confirmed)}, with the reported ones ${interval(titles.reported)}; of the labelled names ${interval(titles.found)} are confirmed or reported.`,
    '',
    'Persons, who are shown and never alert:',
    '',
    '| grade | from | precision alone | precision with higher grades | the same in general streams | recall with higher grades |',
    '|---|---|---|---|---|---|',
    gradeRow('confirmed', persons.confirmed),
    gradeRow('unconfirmed', persons.unconfirmed),
    '',
    qualityLine(quality),
    '',
    '| probability | names | mean | share right |',
    '|---|---|---|---|',
    ...calibrationRows(census),
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

/** Documents of general streams by language: how many were scored. */
export type Streams = Readonly<Record<'en' | 'zh', number>>;

function generalText(alarms: number, scored: number): string {
  if (scored === 0) return '';
  return ` In general streams these are ${alarms} of ${scored} documents that were scored, ${((alarms / scored) * 1000).toFixed(2)} of 1,000.`;
}

function qualityLine({
  names,
  typeRight,
  withAuthority,
  authorityRead,
  authorityRight,
  authorityDescribed,
  withCountry,
  countryRead,
  countryRight,
}: Trained['quality']): string {
  return [
    `Of the ${names} names of the sample at which a labelled step is aimed, unweighted: type right ${interval(shareOf(typeRight, names))}.`,
    `Where an authority is read (${authorityRead} of ${withAuthority} names whose label names one), right by its name ${interval(shareOf(authorityRight, authorityRead))}, and with ${authorityDescribed} that are described in other words and of the same country ${interval(shareOf(authorityRight + authorityDescribed, authorityRead))};`,
    `where a country is read (${countryRead} of ${withCountry}), right ${interval(shareOf(countryRight, countryRead))}. Both are read by rules and not learnt.`,
  ].join(' ');
}

function calibrationRows(judged: readonly Judged[]): string[] {
  const edges = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.001];
  return edges.slice(0, -1).flatMap((low, at) => {
    const inside = judged.filter(
      (one) => one.probability >= low && one.probability < edges[at + 1]!,
    );
    if (inside.length === 0) return [];
    const mean = inside.reduce((sum, one) => sum + one.probability, 0) / inside.length;
    const share = inside.filter((one) => one.right).length / inside.length;
    return [
      `| ${low}–${Math.min(1, edges[at + 1]!)} | ${inside.length} | ${percent(mean)} | ${percent(share)} |`,
    ];
  });
}
