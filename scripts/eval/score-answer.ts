import type { GoldApp, GoldCompany, GoldLabel, Prediction } from './corpus.ts';
import { count, type Say, type StudyFigures } from './figures.ts';

/** The key by which the corpus compares names. */
const nameKey = (name: string | null) =>
  name === null
    ? null
    : name
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s《》〈〉"'“”‘’「」『』`´]/gu, '');
const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Scores the answer to one document against its label. */
export function scoreAnswer(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
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
  scoreCompanies(to, gold, got, say);
  if (gold.isAction) scoreFields(to, gold, got, say);
}

function scoreActions(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
  const right = new Set(gold.isAction ? gold.actionTypes : []);
  const given = new Set(got.actionTypes);
  for (const type of given) {
    if (right.has(type)) to.actions.right += 1;
    else if (!gold.actionTypesOptional.includes(type)) {
      to.actions.wrong += 1;
      say('action', [...right], `+ ${type}`);
    }
  }
  for (const type of right.difference(given)) {
    to.actions.missed += 1;
    if (got.isAction) say('action', type, [...given]);
  }
}

/** Apps by name, and their fields wherever the label has a value. */
function scoreApps(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
  const right = new Map(gold.apps.map((one) => [nameKey(one.name), one]));
  const optional = new Set(gold.appsOptional.map((one) => nameKey(one.name)));
  const given = Map.groupBy(got.apps, (one) => nameKey(one.name));
  for (const [key, answers] of given) {
    const app = right.get(key);
    if (app !== undefined) {
      to.apps.right += 1;
      scoreAppFields(to, app, answers, say);
    } else if (!optional.has(key)) {
      to.apps.wrong += 1;
      say('app', 'not censured', answers.at(-1)!.name);
    }
  }
  for (const [key, app] of right) {
    if (given.has(key)) continue;
    to.apps.missed += 1;
    if (got.isAction) say('app', app.name, 'missing');
  }
}

function scoreAppFields(
  to: StudyFigures,
  app: GoldApp,
  answers: Prediction['apps'],
  say: Say,
): void {
  const judge = (
    field: 'developer' | 'version' | 'store',
    also: readonly (string | null)[] = [],
    key: (text: string) => string = plain,
  ) => {
    if (app[field] === null) return;
    const wanted = new Set([app[field], ...also].flatMap((one) => (one === null ? [] : key(one))));
    const got = answers.flatMap((one) => one[field] ?? []);
    const hit = got.some((one) => wanted.has(key(one)));
    count(to[field], hit);
    if (!hit) say('app field', `${app.name} ${field} ${app[field]}`, got);
  };
  judge('developer');
  judge(
    'version',
    app.extra.map((one) => one.version),
    (text) => plain(text).replace(/^版本/u, ''),
  );
  judge(
    'store',
    app.extra.map((one) => one.store),
  );
}

type AnsweredCompany = Prediction['companies'][number];
const tickers = (company: GoldCompany) => [
  ...(company.ticker === null ? [] : [company.ticker]),
  ...company.altTickers,
];
const names = (one: GoldCompany) => [one.name, ...one.altNames].map(nameKey);

/** Listed companies by ticker, private ones by name. */
function scoreCompanies(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
  const found = new Set<GoldCompany>();
  for (const company of got.companies) {
    if (company.ticker !== null) scoreListed(to, gold, company, found, say);
    else scorePrivate(to, gold, company, found, say);
  }
  for (const right of gold.companies) {
    const missing = !found.has(right);
    if (right.ticker === null) count(to.privateRecall, !missing);
    else if (missing) to.companies.missed += 1;
    if (missing && got.isAction)
      say(
        right.ticker === null ? 'private company' : 'company',
        right.ticker === null ? right.name : `${right.name} ${right.ticker}`,
        'missing',
      );
  }
}

function scoreListed(
  to: StudyFigures,
  gold: GoldLabel,
  company: AnsweredCompany,
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
  const known = gold.companiesWrong.some(same);
  if (!gold.companiesComplete && !known) {
    to.unjudged += 1;
    return;
  }
  to.companies.wrong += 1;
  const isPrivate = gold.companies.some(
    (one) => one.ticker === null && names(one).includes(nameKey(company.name)),
  );
  const ofGold = gold.companies.map((one) => one.ticker ?? one.name);
  const expected = known ? 'a known trap' : ofGold;
  say(
    'wrong company',
    isPrivate ? 'private on that day' : expected,
    `${company.name} ${company.ticker} via ${company.via.join(', ')}`,
  );
}

function scorePrivate(
  to: StudyFigures,
  gold: GoldLabel,
  company: AnsweredCompany,
  found: Set<GoldCompany>,
  say: Say,
): void {
  const own = [company.name, ...company.altNames].map(nameKey);
  const same = (one: GoldCompany) => own.some((name) => names(one).includes(name));
  const right = gold.companies.find(same);
  if (right?.ticker === null) found.add(right);
  else if (right !== undefined) {
    to.companies.wrong += 1;
    say('wrong company', `${right.name} ${right.ticker}`, `${company.name} without a ticker`);
  } else if (gold.companiesWrong.some(same)) {
    to.companies.wrong += 1;
    say('wrong company', 'a known trap', `${company.name} (private) via ${company.via.join(', ')}`);
  }
}

function scoreFields(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
  const judge = (
    field: 'deadline' | 'batch' | 'regulator',
    fits: boolean,
    expected: unknown = gold[field],
  ) => {
    const hit = got.isAction && fits;
    count(to[field], hit);
    if (!hit && got.isAction) say(field, expected, got[field]);
    return hit;
  };
  const alternative = got.deadline !== null && gold.deadlineAlt.includes(got.deadline);
  const dated = judge('deadline', got.deadline === gold.deadline || alternative);
  if (gold.deadline !== null) count(to.deadlineDated, dated);
  else if (got.deadline !== null && !alternative) to.inventedDates += 1;
  const batch = judge('batch', batchFits(gold, got.batch));
  if (gold.batch !== null) count(to.batchStated, batch);
  const bodies = [gold.regulator, ...gold.regulatorAlt];
  judge('regulator', bodies.map(nameKey).includes(nameKey(got.regulator)), bodies);
}

function batchFits({ batch, batchAlt }: GoldLabel, got: Prediction['batch']): boolean {
  if (got === null) return batch === null;
  if (batchAlt.some((one) => one.yearly === got.yearly && one.total === got.total)) return true;
  const part = (wanted: number | null, given: number | null) => wanted === null || wanted === given;
  return batch !== null && part(batch.yearly, got.yearly) && part(batch.total, got.total);
}
