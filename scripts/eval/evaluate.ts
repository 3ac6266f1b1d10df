import type { CorpusDocument, Prediction } from './corpus.ts';
import { byGravity, figures, type Mistake, type StudyFigures } from './figures.ts';
import { scoreAnswer } from './score-answer.ts';

export interface Evaluation {
  readonly overall: StudyFigures;
  readonly by: Record<'kind' | 'textStatus' | 'body' | 'layout', Record<string, StudyFigures>>;
  readonly mistakes: readonly Mistake[];
  /** Documents left out because two careful readers may differ on them. */
  readonly ambiguous: readonly string[];
}

/** Scores answers against labels. A document without an answer counts as "no action". */
export function evaluate(
  documents: readonly CorpusDocument[],
  predictions: ReadonlyMap<string, Prediction>,
): Evaluation {
  const overall = figures();
  const by: Evaluation['by'] = { kind: {}, textStatus: {}, body: {}, layout: {} };
  const mistakes: Mistake[] = [];
  for (const { raw, gold } of documents.filter((one) => !one.gold.ambiguous)) {
    const got = silent(predictions.get(raw.id), raw.id);
    scoreAnswer(overall, gold, got, (figure, expected, answer) =>
      mistakes.push({ id: gold.id, figure, expected: show(expected), got: show(answer) }),
    );
    const groups = { ...raw, body: gold.regulator ?? 'none' };
    for (const key of Object.keys(by) as (keyof typeof by)[]) {
      by[key][groups[key]] ??= figures();
      scoreAnswer(by[key][groups[key]]!, gold, got, () => {});
    }
  }
  return {
    overall,
    by,
    mistakes: mistakes.sort(byGravity),
    ambiguous: documents.filter(({ gold }) => gold.ambiguous).map(({ raw }) => raw.id),
  };
}

/** A prediction without action predicts nothing else. */
function silent(prediction: Prediction | undefined, id: string): Prediction {
  return prediction?.isAction
    ? prediction
    : {
        id,
        isAction: false,
        regulator: null,
        actionTypes: [],
        deadline: null,
        batch: null,
        counts: null,
        apps: [],
        companies: [],
      };
}

const show = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
