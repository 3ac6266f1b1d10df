import type { Signal } from '../domain/alert.ts';
import { tickerOf } from '../domain/company.ts';
import type { ExposedApp } from '../domain/exposure.ts';
import type { Action, Notice } from '../domain/notice.ts';
import type { CalendarDate } from '../domain/time.ts';
import type { AlertFacts } from './alert-facts.ts';
import { bySeverityOrder } from './severity-order.ts';
import { change, companyName, type Language, localeOf, points, shortName } from './words.ts';

const MOST_APPS = 2;
const MOST_TICKERS = 2;

/**
 * The first line of an alert, which is also its push preview: the gravest company, what happened and by when, and its score before and
 * after. Companies that are taken back come first, since they were accused in error.
 */
export function headline(facts: AlertFacts): string {
  const { alert, signals, language } = facts;
  const words = localeOf(language).alert;
  const back = signals.filter((signal) => isTakenBack(signal, facts));
  const standing = signals.filter((signal) => !back.includes(signal));
  const [top, ...others] = standing;
  const parts = [backSentence(back, facts)];
  if (top === undefined && back.length === 0) parts.push(listSentence(facts));
  if (top !== undefined) {
    const corrected = alert.alertReason === 'correction' && back.length === 0;
    parts.push(
      words.first(
        `${corrected ? words.correction : ''}${nameOf(top, facts)}`,
        actSentence(top, facts),
        riskOf(top, language),
      ),
    );
  }
  if (others.length > 0) parts.push(words.others(others.length));
  return parts.filter(Boolean).join(words.between);
}

/** Whether an earlier version of the notice named the company and this one does not: its apps stand in that version alone. */
export function isTakenBack(signal: Signal, { mapping }: Pick<AlertFacts, 'mapping'>): boolean {
  return !mapping.exposures.some((one) => one.company === signal.company);
}

/** `Trip.com (TCOM, 9961.HK)` */
export function nameOf(
  { company: id, exposure }: Signal,
  { companies, language }: Pick<AlertFacts, 'companies' | 'language'>,
): string {
  const words = localeOf(language);
  const where = exposure.private
    ? words.private
    : exposure.listings.slice(0, MOST_TICKERS).map(tickerOf).join(words.alert.listed);
  const company = companies.get(id);
  const name = company === undefined ? id : shortName(company, language).replace(/ Group$/, '');
  return where === '' ? name : words.alert.named(name, where);
}

/** `Risk 5.0 → 22.1 (watch)`; the act's own points stand beside it where the score moved by something else. */
export function riskOf(signal: Signal, language: Language): string {
  const { own, before, after } = signal;
  const words = localeOf(language).alert;
  const moves = change(before, after);
  const alone = own === undefined || own === 0 || after < before ? null : change(0, own);
  return words.risk(
    points(before),
    points(after),
    localeOf(language).bands[signal.bandAfter],
    alone === moves ? null : alone,
  );
}

/** The acts of a notice that hit a company, the gravest first. */
export function actsOn({ exposure }: Signal, notice: Pick<Notice, 'actions'>): Action[] {
  const own = new Set(exposure.apps.map((app) => app.mention));
  const acts = bySeverityOrder(notice.actions);
  const hits = acts.filter(({ mentions }) => mentions.length === 0 || mentions.some((id) => own.has(id)));
  return hits.length === 0 ? acts : hits;
}

/** Names of a company's apps in the reader's language, the weightiest first, each once; `both` = with the name in the notice. */
export function appNames({ exposure }: Signal, facts: AlertFacts, both = false): string[] {
  const ordered = exposure.apps.toSorted((a, b) => WEIGHT.indexOf(a.value) - WEIGHT.indexOf(b.value));
  return [...new Set(ordered.map((app) => appName(app, facts, both)))];
}

function appName(app: ExposedApp, { companies, language }: AlertFacts, both: boolean): string {
  const owner = (app.app?.split('/')[0] ?? '') as Signal['company'];
  const known = companies.get(owner)?.apps.find((one) => one.id === app.app);
  const name = known === undefined ? app.name : companyName(known, language);
  return both && name.toLowerCase() !== app.name.toLowerCase() ? `${name} ${app.name}` : name;
}

const WEIGHT = ['core', 'major', 'unknown', 'minor', 'trivial'];

export function bodyOf({ regulator, language }: Pick<AlertFacts, 'regulator' | 'language'>): string {
  if (regulator === null) return localeOf(language).alert.someBody;
  return language === 'zh' ? (regulator.shortZh ?? regulator.name.zh ?? regulator.short) : regulator.short;
}

function actSentence(signal: Signal, facts: AlertFacts): string {
  const { notice, language } = facts;
  const words = localeOf(language).alert;
  const [act] = actsOn(signal, notice);
  if (act === undefined) return `${bodyOf(facts)}: ${localeOf(language).stages[signal.stage]}`;
  const names = appNames(signal, facts);
  const what =
    signal.exposure.edge === 'store'
      ? words.itsStore
      : signal.exposure.companyWide || names.length === 0
        ? words.theCompany
        : words.list(names.slice(0, MOST_APPS), Math.max(0, names.length - MOST_APPS) + unnamedApps(facts));
  return sentence(act, what, facts);
}

/** Apps that a notice counts and does not name; they are the company's where it names nobody else. */
export function unnamedApps({ notice, mapping }: Pick<AlertFacts, 'notice' | 'mapping'>): number {
  const { subjects, ofListed, listedCompanies } = mapping.counts;
  if (listedCompanies > 1 || ofListed < subjects) return 0;
  return Math.max(0, (notice.counts.apps?.value ?? 0) - subjects);
}

/** A list of which no company is told: announced only, or without a company that reaches a threshold. */
function listSentence(facts: AlertFacts): string {
  const { notice, mapping, language } = facts;
  const words = localeOf(language);
  const count = notice.counts.apps?.value ?? mapping.counts.subjects;
  const act = bySeverityOrder(notice.actions)[0];
  const what = count === 0 ? words.alert.someApps : words.count(count);
  return act === undefined ? `${bodyOf(facts)}: ${what}` : sentence(act, what, facts);
}

function sentence(act: Action, what: string, facts: AlertFacts): string {
  const { notice, language } = facts;
  const words = localeOf(language).alert;
  const fine = act.fine === null ? '' : words.fine(act.fine.currency, act.fine.amount);
  const until = notice.deadline === null ? '' : words.until(shortDay(notice.deadline.value, language));
  return `${words.did[act.type].replace('{body}', bodyOf(facts)).replace('{what}', what)}${fine}${until}`;
}

/** "JD.com (JD) was removed from the list by MIIT; its score is 0.2 again" */
function backSentence(back: readonly Signal[], facts: AlertFacts): string {
  const words = localeOf(facts.language).alert;
  const [first] = back;
  if (first === undefined) return '';
  const names = words.list(
    back.slice(0, MOST_APPS).map((signal) => nameOf(signal, facts)),
    back.length - MOST_APPS,
  );
  const how = facts.notice.revised === undefined ? words.removed : words.takenBack;
  const score = back.length === 1 ? words.again(points(first.after)) : '';
  return `${how(names, back.length, bodyOf(facts))}${score}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `25 Aug` or `8月25日`. */
function shortDay(date: CalendarDate, language: Language): string {
  const [, month, dayOfMonth] = date.split('-').map(Number);
  return language === 'zh' ? `${month}月${dayOfMonth}日` : `${dayOfMonth} ${MONTHS[month! - 1]}`;
}
