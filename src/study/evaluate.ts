import type { CorpusDocument, GoldLabel, Prediction } from './corpus.ts';
import { figures, type Mistake, type Say, type StudyFigures } from './figures.ts';
import { appKey, scoreApps } from './score-apps.ts';
import { scoreCompanies } from './score-companies.ts';
import { count } from './tally.ts';

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
  judgesCompanies: boolean,
): Evaluation {
  const overall = figures();
  const by: Evaluation['by'] = { kind: {}, textStatus: {}, body: {}, layout: {} };
  const mistakes: Mistake[] = [];
  const judged = documents.filter(({ gold }) => !gold.ambiguous);
  for (const { raw, gold } of judged) {
    const prediction = silent(predictions.get(raw.id), raw.id);
    const groups = [
      overall,
      groupOf(by.kind, raw.kind),
      groupOf(by.textStatus, raw.textStatus),
      groupOf(by.body, gold.regulator ?? 'none'),
      groupOf(by.layout, raw.layout),
    ];
    for (const [at, group] of groups.entries()) {
      const own: Mistake[] = [];
      scoreOne(group, gold, prediction, judgesCompanies, own);
      if (at === 0) mistakes.push(...own);
    }
  }
  return {
    overall,
    by,
    mistakes: mistakes.sort((one, other) => rank(one) - rank(other)),
    ambiguous: documents.filter(({ gold }) => gold.ambiguous).map(({ raw }) => raw.id),
  };
}

function groupOf(groups: Record<string, StudyFigures>, name: string): StudyFigures {
  groups[name] ??= figures();
  return groups[name];
}

const ORDER: readonly Mistake['figure'][] = [
  'wrong company',
  'false alarm',
  'missed action',
  'company',
  'listed flag',
  'private company',
  'app',
  'action',
  'regulator',
  'deadline',
  'batch',
  'app field',
];
const rank = (one: Mistake) => ORDER.indexOf(one.figure);

/** A prediction without action predicts nothing else. */
function silent(prediction: Prediction | undefined, id: string): Prediction {
  if (prediction?.isAction) return prediction;
  return {
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

function scoreOne(
  to: StudyFigures,
  gold: GoldLabel,
  got: Prediction,
  judgesCompanies: boolean,
  mistakes: Mistake[],
): void {
  const say = (figure: Mistake['figure'], expected: unknown, answer: unknown) =>
    mistakes.push({ id: gold.id, figure, expected: show(expected), got: show(answer) });
  to.documents += 1;
  if (gold.isAction && got.isAction) to.detection.right += 1;
  else if (got.isAction) {
    to.detection.wrong += 1;
    say('false alarm', 'no action', got.actionTypes);
  } else if (gold.isAction) {
    to.detection.missed += 1;
    say('missed action', gold.actionTypes, 'no action');
  }
  scoreActions(to, gold, got, say);
  scoreApps(to, gold, got, say);
  if (judgesCompanies) scoreCompanies(to, gold, got, say);
  if (gold.isAction) scoreFields(to, gold, got, say);
}

function scoreActions(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
  const rightTypes = new Set(gold.isAction ? gold.actionTypes : []);
  const given = new Set(got.actionTypes);
  for (const type of given) {
    if (rightTypes.has(type)) to.actions.right += 1;
    else if (!gold.actionTypesOptional.includes(type)) {
      to.actions.wrong += 1;
      say('action', [...rightTypes], `+ ${type}`);
    }
  }
  for (const type of rightTypes) {
    if (given.has(type)) continue;
    to.actions.missed += 1;
    if (got.isAction) say('action', type, [...given]);
  }
}

function scoreFields(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
  const dated =
    got.isAction &&
    (got.deadline === gold.deadline || (got.deadline !== null && gold.deadlineAlt.includes(got.deadline)));
  count(to.deadline, dated);
  if (gold.deadline !== null) count(to.deadlineDated, dated);
  else if (got.deadline !== null && !gold.deadlineAlt.includes(got.deadline)) to.inventedDates += 1;
  if (!dated && got.isAction) say('deadline', gold.deadline, got.deadline);

  const batch = got.isAction && batchFits(gold, got);
  count(to.batch, batch);
  if (gold.batch !== null) count(to.batchStated, batch);
  if (!batch && got.isAction) say('batch', gold.batch, got.batch);

  const body =
    got.isAction &&
    [gold.regulator, ...gold.regulatorAlt].some(
      (one) =>
        (one === null ? null : appKey(one)) === (got.regulator === null ? null : appKey(got.regulator)),
    );
  count(to.regulator, body);
  if (!body && got.isAction) say('regulator', [gold.regulator, ...gold.regulatorAlt], got.regulator);
}

function batchFits(gold: GoldLabel, got: Prediction): boolean {
  const answer = got.batch;
  if (
    answer !== null &&
    gold.batchAlt.some((one) => one.yearly === answer.yearly && one.total === answer.total)
  )
    return true;
  if (gold.batch === null || answer === null) return gold.batch === null && answer === null;
  const part = (wanted: number | null, given: number | null) => wanted === null || wanted === given;
  return part(gold.batch.yearly, answer.yearly) && part(gold.batch.total, answer.total);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}
