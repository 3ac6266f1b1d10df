import type { Signal } from '../domain/alert.ts';
import type { CardLine, CardSection } from '../domain/card.ts';
import { isAttested } from '../domain/evidence.ts';
import type { ExposedApp } from '../domain/exposure.ts';
import type { Accusation, Mention } from '../domain/notice.ts';
import type { AlertFacts } from './alert-facts.ts';
import { reasonIn } from './phrases/reason.ts';
import { change, localeOf, points, shortName, tickers } from './words.ts';

const MAX_APPS = 8;
const MAX_FACTORS = 4;
const WEIGHT = ['core', 'major', 'unknown', 'minor', 'trivial'];

/** What a notice means for one company: score, its apps with versions and stores, points, and how often before. */
export function companySection(signal: Signal, facts: AlertFacts): CardSection {
  const { language } = facts;
  const words = localeOf(language);
  const company = facts.companies.get(signal.company);
  const name = company === undefined ? signal.company : shortName(company, language);
  const where = signal.exposure.private ? words.notListed : tickers(signal.exposure.listings);
  const lines: CardLine[] = [
    line(words.score, `${moved(signal)}, ${words.bands[signal.bandAfter]}`, 'strong'),
  ];
  const title = where === '' ? name : `${name} (${where})`;
  if (isTakenBack(signal, facts)) {
    const apps = signal.exposure.apps.map((app) => app.name).join(', ');
    const because = facts.notice.revised === undefined ? words.takenOff(apps) : words.takenBack(apps);
    return { title, lines: [line(null, because, 'strong'), ...lines] };
  }
  if (signal.exposure.via !== null) {
    const child = facts.companies.get(signal.exposure.via);
    lines.push(line(null, words.via(child === undefined ? signal.exposure.via : shortName(child, language))));
  }
  lines.push(
    ...appLines(signal, facts),
    ...factorLines(signal, facts),
    line(words.before, words.earlier(signal.earlier)),
    ...evidenceLines(signal, facts),
  );
  return { title, lines };
}

/** Whether an earlier version of the notice named the company and this one does not: its apps stand in that version alone. */
export function isTakenBack(signal: Signal, { mapping }: Pick<AlertFacts, 'mapping'>): boolean {
  return !mapping.exposures.some((one) => one.company === signal.company);
}

/** The act's own points first: near the top of the scale the score hardly moves, whatever happens. */
export function moved({ own, before, after }: Signal): string {
  const scores = `${points(before)} → ${points(after)}`;
  return own === undefined || own === 0 || after < before
    ? `${scores} (${change(before, after)})`
    : `${change(0, own)} (${scores})`;
}

/** How sure the least sure of its matches is, and why; from 0.9 on the reason is left to the details. */
function evidenceLines(signal: Signal, { mapping, language }: AlertFacts): CardLine[] {
  const own = new Set(signal.exposure.apps.map((app) => app.mention));
  const matches = mapping.matches.filter((match) => own.has(match.mention));
  const least = matches.toSorted((a, b) => a.confidence - b.confidence)[0];
  if (least === undefined) return [];
  const unverified = matches.some((match) => match.chain.some(isUnverifiedEdge));
  const more = matches.length > 1 ? ` (${localeOf(language).more(matches.length - 1)})` : '';
  return [
    line(
      localeOf(language).matched,
      `${least.confidence.toFixed(2)} ${reasonIn(least.reason, language)}${more}${unverified ? `; ${localeOf(language).ownershipUnverified}` : ''}`,
      'quiet',
    ),
  ];
}

/** A name or a store is no edge of the registry; everything between app and listing is. */
function isUnverifiedEdge({
  edge,
  evidence,
}: AlertFacts['mapping']['matches'][number]['chain'][number]): boolean {
  return edge !== 'name of' && edge !== 'store run by' && !isAttested(evidence);
}

function factorLines(signal: Signal, facts: AlertFacts): CardLine[] {
  const words = localeOf(facts.language);
  const factors = signal.factors.filter((one) => one.points !== 0).toSorted((a, b) => b.points - a.points);
  const lines = factors
    .slice(0, MAX_FACTORS)
    .map((factor) => line(points(factor.points), factor.because[facts.language]));
  if (factors.length > MAX_FACTORS) lines.push(line(null, words.more(factors.length - MAX_FACTORS), 'quiet'));
  return lines;
}

/** Apps that weigh most come first; an accusation that all of them share is told once, below them. */
function appLines(signal: Signal, facts: AlertFacts): CardLine[] {
  const words = localeOf(facts.language);
  const shown = signal.exposure.apps
    .toSorted((a, b) => WEIGHT.indexOf(a.value) - WEIGHT.indexOf(b.value))
    .flatMap((app) => {
      const mention = facts.notice.mentions.find((one) => one.id === app.mention);
      return mention === undefined ? [] : [{ app, mention, accused: accusations(mention, facts) }];
    });
  const shared = new Set(shown.map((one) => one.accused)).size === 1;
  const lines = shown
    .slice(0, MAX_APPS)
    .map(({ app, mention, accused }) =>
      line(
        appName(app, mention, facts),
        [places(mention) || words.noVersion, shared ? '' : accused].filter(Boolean).join(': '),
      ),
    );
  if (shown.length > MAX_APPS) lines.push(line(null, words.more(shown.length - MAX_APPS), 'quiet'));
  const accused = shown[0]?.accused ?? '';
  if (shared && accused !== '') lines.push(line(words.accused, accused));
  return lines;
}

/** `微信 WeChat`: as the notice writes it, with the English name where the catalog has another. */
function appName(app: ExposedApp, mention: Mention, facts: AlertFacts): string {
  const known = facts.companies.get(signalOwner(app))?.apps.find((one) => one.id === app.app);
  const english = known?.name.en ?? null;
  return english === null || facts.language === 'zh' || english.toLowerCase() === mention.name.toLowerCase()
    ? mention.name
    : `${mention.name} ${english}`;
}

function signalOwner(app: ExposedApp) {
  return (app.app?.split('/')[0] ?? '') as Signal['company'];
}

/** `8.4.20 (App Store), 8.4.25 (OPPO软件商店)` */
function places(mention: Mention): string {
  const rows = mention.rows.map((row) =>
    [row.version, row.store === null ? null : `(${row.store})`].filter(Boolean).join(' '),
  );
  return [...new Set(rows.filter((text) => text !== ''))].join(', ');
}

/** `违规调用… / improper use of …; 开屏弹窗… / harassing users …` */
function accusations(mention: Mention, facts: AlertFacts): string {
  const each = new Map<string, Accusation>();
  for (const row of mention.rows) for (const one of row.accusations) each.set(one.issue ?? one.phrase, one);
  return [...each.values()].map((one) => accusation(one, facts)).join('; ');
}

function accusation(one: Accusation, facts: AlertFacts): string {
  const issue = one.issue === null ? undefined : facts.issues.get(one.issue);
  if (facts.language === 'zh' || issue === undefined || issue.en.toLowerCase() === one.phrase.toLowerCase())
    return one.phrase;
  return `${one.phrase} / ${issue.en}`;
}

/** One line of a card. */
export function line(
  label: string | null,
  text: string,
  weight: CardLine['weight'] = 'normal',
  url: string | null = null,
): CardLine {
  return { label, text, weight, url };
}
