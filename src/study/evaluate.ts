import type { CorpusDocument, GoldApp, GoldCompany, GoldLabel, Prediction } from './corpus.ts';
import { count, type Share, share, type Tally, tally } from './tally.ts';

/** One difference between answer and label. */
export interface Mistake {
  readonly id: string;
  readonly figure:
    | 'wrong company'
    | 'false alarm'
    | 'missed action'
    | 'action'
    | 'app'
    | 'app field'
    | 'company'
    | 'private company'
    | 'listed flag'
    | 'deadline'
    | 'batch'
    | 'regulator';
  readonly expected: string;
  readonly got: string;
}

/** All figures of one set of documents, by the scoring rules of the corpus' README. */
export interface Figures {
  documents: number;
  detection: Tally;
  actions: Tally;
  apps: Tally;
  developer: Share;
  version: Share;
  store: Share;
  companies: Tally;
  unjudged: number;
  privateRecall: Share;
  listedFlag: Share;
  deadline: Share;
  deadlineDated: Share;
  inventedDates: number;
  batch: Share;
  batchStated: Share;
  regulator: Share;
}

export const figures = (): Figures => ({
  documents: 0,
  detection: tally(),
  actions: tally(),
  apps: tally(),
  developer: share(),
  version: share(),
  store: share(),
  companies: tally(),
  unjudged: 0,
  privateRecall: share(),
  listedFlag: share(),
  deadline: share(),
  deadlineDated: share(),
  inventedDates: 0,
  batch: share(),
  batchStated: share(),
  regulator: share(),
});

export interface Evaluation {
  readonly overall: Figures;
  readonly by: Record<'kind' | 'textStatus' | 'body' | 'layout', Record<string, Figures>>;
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

function groupOf(groups: Record<string, Figures>, name: string): Figures {
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
  to: Figures,
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

type Say = (figure: Mistake['figure'], expected: unknown, answer: unknown) => void;

function scoreActions(to: Figures, gold: GoldLabel, got: Prediction, say: Say): void {
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

const appKey = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s《》〈〉"'“”‘’「」『』`´]/gu, '');

function scoreApps(to: Figures, gold: GoldLabel, got: Prediction, say: Say): void {
  const rightApps = new Map<string, GoldApp>(gold.apps.map((one) => [appKey(one.name), one]));
  const optional = new Set(gold.appsOptional.map((one) => appKey(one.name)));
  const given = new Map(got.apps.map((one) => [appKey(one.name), one]));
  for (const [key, app] of given) {
    const right = rightApps.get(key);
    if (right !== undefined) {
      to.apps.right += 1;
      scoreAppFields(
        to,
        right,
        got.apps.filter((one) => appKey(one.name) === key),
        say,
      );
    } else if (!optional.has(key)) {
      to.apps.wrong += 1;
      say('app', 'not censured', app.name);
    }
  }
  for (const [key, app] of rightApps) {
    if (given.has(key)) continue;
    to.apps.missed += 1;
    if (got.isAction) say('app', app.name, 'missing');
  }
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
const versionKey = (text: string) => plain(text).replace(/^版本/u, '');

function scoreAppFields(to: Figures, right: GoldApp, given: Prediction['apps'], say: Say): void {
  const answers = (pick: (one: Prediction['apps'][number]) => (string | null)[]) =>
    given.flatMap(pick).filter((one) => one !== null);
  const judge = (
    field: 'developer' | 'version' | 'store',
    wanted: (string | null)[],
    got: string[],
    key: (text: string) => string,
  ) => {
    if (wanted[0] === null && wanted.every((one) => one === null)) return;
    if (right[field] === null) return;
    const keys = new Set(wanted.filter((one) => one !== null).map(key));
    const hit = got.some((one) => keys.has(key(one)));
    count(to[field], hit);
    if (!hit) say('app field', `${right.name} ${field} ${right[field]}`, got);
  };
  judge(
    'developer',
    [right.developer],
    answers((one) => [one.developer]),
    plain,
  );
  judge(
    'version',
    [right.version, ...right.extra.map((one) => one.version)],
    answers((one) => [one.version]),
    versionKey,
  );
  judge(
    'store',
    [right.store, ...right.extra.map((one) => one.store)],
    answers((one) => [one.store]),
    plain,
  );
}

const nameKey = (name: string) => appKey(name);
const tickers = (one: GoldCompany) => [...(one.ticker === null ? [] : [one.ticker]), ...one.altTickers];
const names = (one: GoldCompany) => [one.name, ...one.altNames].map(nameKey);

function scoreCompanies(to: Figures, gold: GoldLabel, got: Prediction, say: Say): void {
  const found = new Set<GoldCompany>();
  for (const company of got.companies) {
    if (company.ticker !== null) scoreListed(to, gold, company, found, say);
    else scorePrivate(to, gold, company, found, say);
  }
  for (const right of gold.companies.filter((one) => one.ticker !== null && !found.has(one))) {
    to.companies.missed += 1;
    if (got.isAction) say('company', `${right.name} ${right.ticker}`, 'missing');
  }
  for (const right of gold.companies.filter((one) => one.ticker === null)) {
    count(to.privateRecall, found.has(right));
    if (!found.has(right) && got.isAction) say('private company', right.name, 'missing');
  }
}

type Company = Prediction['companies'][number];

function scoreListed(
  to: Figures,
  gold: GoldLabel,
  company: Company,
  found: Set<GoldCompany>,
  say: Say,
): void {
  const own = new Set([company.ticker!, ...company.altTickers]);
  const same = (one: GoldCompany) => tickers(one).some((ticker) => own.has(ticker));
  const right = gold.companies.find(same);
  if (right !== undefined) {
    if (!found.has(right)) to.companies.right += 1;
    found.add(right);
    count(to.listedFlag, company.listed === (right.ticker !== null));
    return;
  }
  if (gold.companiesOptional.some(same)) return;
  const shown = `${company.name} ${company.ticker}`;
  const known = gold.companiesWrong.some(same);
  if (!gold.companiesComplete && !known) {
    to.unjudged += 1;
    return;
  }
  to.companies.wrong += 1;
  const isPrivate = gold.companies.some(
    (one) => one.ticker === null && names(one).includes(nameKey(company.name)),
  );
  say(
    'wrong company',
    isPrivate
      ? 'private on that day'
      : known
        ? 'a known trap'
        : gold.companies.map((one) => one.ticker ?? one.name),
    `${shown} via ${company.via.join(', ')}`,
  );
}

function scorePrivate(
  to: Figures,
  gold: GoldLabel,
  company: Company,
  found: Set<GoldCompany>,
  say: Say,
): void {
  const same = (one: GoldCompany) =>
    [company.name, ...company.altNames].some((name) => names(one).includes(nameKey(name)));
  const right = gold.companies.find(same);
  if (right !== undefined && right.ticker === null) {
    found.add(right);
    return;
  }
  if (right !== undefined) {
    to.companies.wrong += 1;
    say('wrong company', `${right.name} ${right.ticker}`, `${company.name} without a ticker`);
  } else if (gold.companiesWrong.some(same)) {
    to.companies.wrong += 1;
    say('wrong company', 'a known trap', `${company.name} (private) via ${company.via.join(', ')}`);
  }
}

function scoreFields(to: Figures, gold: GoldLabel, got: Prediction, say: Say): void {
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
        (one === null ? null : nameKey(one)) === (got.regulator === null ? null : nameKey(got.regulator)),
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
