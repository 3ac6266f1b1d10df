import type { GoldCompany, GoldLabel, Prediction } from './corpus.ts';
import type { Say, StudyFigures } from './figures.ts';
import { appKey } from './score-apps.ts';
import { count } from './tally.ts';

const nameKey = (name: string) => appKey(name);
const tickers = (one: GoldCompany) => [...(one.ticker === null ? [] : [one.ticker]), ...one.altTickers];
const names = (one: GoldCompany) => [one.name, ...one.altNames].map(nameKey);

/** Listed companies by ticker, private ones by name. */
export function scoreCompanies(to: StudyFigures, gold: GoldLabel, got: Prediction, say: Say): void {
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

type ScoredCompany = Prediction['companies'][number];

function scoreListed(
  to: StudyFigures,
  gold: GoldLabel,
  company: ScoredCompany,
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
  to: StudyFigures,
  gold: GoldLabel,
  company: ScoredCompany,
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
