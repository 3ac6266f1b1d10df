import { beforeAll, describe, expect, it } from 'vitest';
import type { LabelledDocument } from '../../scripts/train/dataset.ts';
import { examplesOf } from '../../scripts/train/examples.ts';
import { storiesOf } from '../../scripts/train/stories.ts';
import { type Trained, trainLanguage } from '../../scripts/train/train-language.ts';
import { decodeText } from '../../src/pipeline/decode/decode.ts';
import { knownNames, type MarketName } from '../../src/pipeline/read/document/known-names.ts';
import {
  createAnnotator,
  createPressReader,
  type PressParts,
} from '../../src/pipeline/read/press/press-reader.ts';
import { parts as real } from '../support/reading.ts';

const FIRMS = [
  'Alder',
  'Birch',
  'Cedar',
  'Hazel',
  'Juniper',
  'Larch',
  'Maple',
  'Rowan',
  'Spruce',
  'Willow',
].map((one) => `${one}soft`);
const AIMED = [
  'EU fines NAME 20 million euros',
  'U.S. regulator fines NAME over privacy',
  'FTC opens probe into NAME',
];
const NOT_AIMED = [
  'NAME may be fined next year',
  'NAME fines its suppliers',
  'Rival urges EU to probe NAME',
];

const documents: LabelledDocument[] = FIRMS.flatMap((firm, at) =>
  [...AIMED, ...NOT_AIMED].map((sentence, nth): LabelledDocument => {
    const id = `${firm}-${nth}`;
    const isAimed = nth < AIMED.length;
    return {
      id,
      lang: 'en',
      date: `2024-${String(at + 1).padStart(2, '0')}-${String(nth * 4 + 1).padStart(2, '0')}`,
      archive: `archive ${at % 5}`,
      general: false,
      title: sentence.replace('NAME', firm),
      text: '',
      weight: 1,
      measured: true,
      share: 1,
      label: {
        id,
        step: isAimed,
        steps: isAimed ? [{ type: 'fined', targets: [firm], scope: 'company' }] : [],
        others: [],
      },
    };
  }),
);

let parts: Omit<PressParts, 'models'>;
let untaught: PressParts['models']['zh'];

beforeAll(() => {
  const { words, regulators, outlets, models } = real;
  const names = [...FIRMS, 'Sequoiasoft'].map(
    (name): MarketName => ({
      name,
      kind: 'company',
      key: `company:${name.toLowerCase()}`,
      ordinary: false,
    }),
  );
  parts = { words, names: knownNames(names, { words, regulators, outlets }) };
  untaught = models.zh;
});

function train(): Trained {
  const annotator = createAnnotator(parts);
  const read = documents.map((one) => examplesOf(one, annotator, () => true));
  const stories = storiesOf(
    documents.map(({ id, date }, at) => ({ id, date, keys: read[at]!.keys })),
  );
  const examples = read.flatMap((one) => one.examples);
  return trainLanguage('en', examples, stories, {
    confirmed: 0.97,
    low: 0.8,
    reported: 0.92,
    unconfirmed: 0.4,
    least: 10,
  });
}

describe('training on sentences of our own', () => {
  it('gives the same model twice, and decides a clear case about a firm it never saw', () => {
    const [first, second] = [train(), train()];
    expect(first.model).toEqual(second.model);
    expect(first.grades.confirmed?.together.share).toBeGreaterThanOrEqual(0.97);
    const read = createPressReader({ ...parts, models: { en: first.model, zh: untaught } });
    const verdict = (title: string) => read(decodeText('', 'text'), { title }).findings[0]?.verdict;
    expect(verdict('EU fines Sequoiasoft 20 million euros')).toBe('confirmed');
    expect(verdict('Sequoiasoft may be fined next year')).toBe('none');
  });

  it('reads a page by the curve of its shape, and another by the curve of all', () => {
    const { model } = train();
    const withCurve = (shape: 'headline' | 'untitled'): PressParts['models']['en'] => ({
      ...model,
      step: { ...model.step, shapes: { [shape]: { slope: 1, intercept: -50 } } },
    });
    const probability = (en: PressParts['models']['en']) =>
      createPressReader({ ...parts, models: { en, zh: untaught } })(decodeText('', 'text'), {
        title: 'EU fines Sequoiasoft 20 million euros',
      }).findings[0]!.probability;
    expect(probability(withCurve('headline'))).toBeLessThan(1e-6);
    expect(probability(withCurve('untitled'))).toBe(probability(model));
  });
});
