import { actSentence, type NamedAct } from '../../base/i18n/act-sentence.ts';
import { LOCALES, preferred } from '../../base/i18n/locale.ts';
import { filled, MESSAGES, phrasesOf } from '../../base/i18n/messages.ts';
import {
  change,
  companyName,
  type Language,
  localeOf,
  nameIn,
  points,
  shortDay,
} from '../../base/i18n/words.ts';
import { APPS, WHOLE_COMPANY } from '../../domain/act.ts';
import { actOfType } from '../../domain/act-types.ts';
import type { Alert, Signal } from '../../domain/alert.ts';
import { type Company, tickerOf } from '../../domain/company.ts';
import type { Mapping } from '../../domain/exposure.ts';
import type { CompanyId, IssueId } from '../../domain/ids.ts';
import type { MoveTable } from '../../domain/move-table.ts';
import type { Action, Notice } from '../../domain/notice.ts';
import type { Regulator } from '../../domain/regulator.ts';
import type { Instant } from '../../domain/time.ts';
import type { Issue } from '../../domain/words.ts';
import { isSignalWithdrawn } from '../alert/corrections.ts';
import { bySeverityOrder } from './severity-order.ts';

/** The facts behind an alert. Nothing else may appear on its card. */
export interface AlertFacts {
  readonly alert: Alert;
  /** Of this address, biggest change first. */
  readonly signals: readonly Signal[];
  readonly notice: Notice;
  readonly mapping: Mapping;
  readonly regulator: Pick<Regulator, 'short' | 'shortZh' | 'name' | 'timezone'> | null;
  readonly companies: ReadonlyMap<CompanyId, Pick<Company, 'name' | 'apps'>>;
  readonly issues: ReadonlyMap<IssueId, Pick<Issue, 'en' | 'zh'>>;
  /** How far acts of each size moved shares, under the model of the scores; null = not known. */
  readonly moves?: MoveTable | null;
  readonly language: Language;
  readonly now: Instant;
}

const MOST_APPS = 2;
const MOST_TICKERS = 2;

/**
 * The facts with what every line needs: who is taken back and who is not, the mentions that hit the
 * latter, and the words.
 */
export function withMessages(facts: AlertFacts) {
  const { signals, language } = facts;
  const back = signals.filter((signal) => isSignalWithdrawn(signal, facts.mapping));
  const standing = signals.filter((signal) => !isSignalWithdrawn(signal, facts.mapping));
  const own = new Set(standing.flatMap((signal) => signal.exposure.apps.map((app) => app.mention)));
  return {
    ...facts,
    back,
    standing,
    own,
    body: bodyOf(facts),
    words: localeOf(language),
    say: phrasesOf('alert', language),
  };
}
export type WordedAlert = ReturnType<typeof withMessages>;

/**
 * The first line of an alert, which is also its push preview: the gravest company, what happened
 * and by when, and its score before and after. Companies that are taken back come first, since they
 * were accused in error.
 */
export function headline(facts: WordedAlert): string {
  const { alert, back, standing, language, say } = facts;
  const [top, ...others] = standing;
  // A list of which no company is named: announced only, or without a company that reaches a
  // threshold.
  const n = facts.notice.counts.apps?.value ?? facts.mapping.counts.subjects;
  const apps = n === 0 ? say('someApps') : phrasesOf('card', language)('count', { n });
  const first =
    top === undefined
      ? back.length === 0 && did(bySeverityOrder(facts.notice.actions)[0], apps, facts)
      : say('first', {
          name: nameOf(top, facts),
          act: actOn(top, facts),
          risk: riskOf(top, language),
        });
  const rest = others.length > 0 && say('others', { n: others.length });
  const line = [backSentence(facts), first, rest].filter(Boolean).join(say('between'));
  // Whoever reads a subject or a push preview alone sees that this is no new act.
  const isMarked = alert.alertReason !== 'correction' || line.startsWith(say('correction'));
  return isMarked ? line : `${say('correction')}${line}`;
}

/** `Trip.com (TCOM, 9961.HK)` */
export function nameOf(
  { company: id, exposure }: Signal,
  { companies, language }: Pick<AlertFacts, 'companies' | 'language'>,
): string {
  const say = phrasesOf('alert', language);
  const where = exposure.private
    ? localeOf(language).private
    : exposure.listings.slice(0, MOST_TICKERS).map(tickerOf).join(say('listed'));
  const name = nameIn(companies, id, language).replace(/ Group$/, '');
  return where === '' ? name : say('named', { name, where });
}

/**
 * `Risk 5.0 → 22.1 (watch)`; the act's own points stand beside it where the score moved by
 * something else.
 */
export function riskOf(signal: Signal, language: Language): string {
  const { own, before, after } = signal;
  const moves = change(before, after);
  const alone = own === undefined || own === 0 || after < before ? null : change(0, own);
  const band = localeOf(language).bands[signal.bandAfter];
  const values = { before: points(before), after: points(after), band };
  const say = phrasesOf('alert', language);
  return alone === null || alone === moves
    ? say('risk', values)
    : say('riskAlone', { ...values, alone });
}

/** The acts of a notice that hit a company, the gravest first. */
export function actsOn({ exposure }: Signal, notice: Pick<Notice, 'actions'>): Action[] {
  const own = new Set(exposure.apps.map((app) => app.mention));
  const acts = bySeverityOrder(notice.actions);
  const hits = acts.filter(
    ({ mentions }) => mentions.length === 0 || mentions.some((id) => own.has(id)),
  );
  return hits.length === 0 ? acts : hits;
}

const WEIGHT = ['core', 'major', 'unknown', 'minor', 'trivial'];

/**
 * Names of a company's apps in the reader's language, the weightiest first, each once; `both` =
 * with the name in the notice.
 */
export function appNames(
  { exposure }: Signal,
  { companies, language }: AlertFacts,
  both = false,
): string[] {
  const ordered = exposure.apps.toSorted(
    (a, b) => WEIGHT.indexOf(a.value) - WEIGHT.indexOf(b.value),
  );
  const names = ordered.map((app) => {
    const owner = companies.get((app.app?.split('/')[0] ?? '') as CompanyId);
    const known = owner?.apps.find((one) => one.id === app.app);
    const name = known === undefined ? app.name : companyName(known, language);
    return both && name.toLowerCase() !== app.name.toLowerCase() ? `${name} ${app.name}` : name;
  });
  return [...new Set(names)];
}

export function bodyOf({
  regulator,
  language,
}: Pick<AlertFacts, 'regulator' | 'language'>): string {
  if (regulator === null) return phrasesOf('alert', language)('someBody');
  const chinese = regulator.shortZh ?? regulator.name.zh;
  return preferred({ en: regulator.short, zh: chinese }, language) ?? regulator.short;
}

/** What a notice did to the company of a signal. */
function actOn(signal: Signal, facts: WordedAlert): string {
  const { notice, language, words, say } = facts;
  const [act] = actsOn(signal, notice);
  if (act === undefined) return did(act, words.stages[signal.stage], facts);
  const { edge, companyWide } = signal.exposure;
  const names = appNames(signal, facts);
  if (edge !== 'store' && !isPlain(act)) return actSentence(namedOn(signal, act, facts), language);
  const more = Math.max(0, names.length - MOST_APPS) + unnamedApps(facts);
  if (edge === 'store') return did(act, say('itsStore'), facts);
  if (companyWide || names.length === 0) return did(act, say('theCompany'), facts);
  return did(act, namesText(names.slice(0, MOST_APPS), more, language), facts);
}

/**
 * Whether the short words for a type say all of an act. What is proposed, filed, agreed or undone,
 * and what is done to a part of a company, is said by the table of acts.
 */
function isPlain(action: Action): boolean {
  const plain = actOfType(action.type);
  // A process of an older version may still store actions without their acts.
  const { act = plain, object = null } = action as Partial<Action>;
  const same = (['measure', 'form', 'posture', 'effect', 'who', 'about', 'terms'] as const).every(
    (key) => JSON.stringify(plain[key]) === JSON.stringify(act[key]),
  );
  return same && object === null && act.size.length <= 1;
}

/** The act of a signal with its names in the language of the alert. */
function namedOn(signal: Signal, { act, object }: Action, facts: WordedAlert): NamedAct {
  const { notice, companies, language, body } = facts;
  const as = (name: string) => ({ en: name, zh: name });
  const { companyWide, apps } = signal.exposure;
  const whole = companyWide || apps.length === 0 ? WHOLE_COMPANY : APPS;
  return {
    act: { ...act, deadline: act.deadline ?? notice.deadline?.value ?? null, for: null, with: [] },
    by: as(body),
    with: [],
    for: null,
    company: as(nameIn(companies, signal.company, language)),
    object: object ?? whole,
    apps: companyWide ? [] : appNames(signal, facts).map(as),
    unnamedApps: unnamedApps(facts),
    title: as(notice.title),
    changed: [],
  };
}

/**
 * Apps that a notice counts and does not name; they are the company's where it names nobody else.
 */
export function unnamedApps({ notice, mapping }: Pick<AlertFacts, 'notice' | 'mapping'>): number {
  const { subjects, ofListed, listedCompanies } = mapping.counts;
  if (listedCompanies > 1 || ofListed < subjects) return 0;
  return Math.max(0, (notice.counts.apps?.value ?? 0) - subjects);
}

/** What a body did to whom; without an act, the two alone. */
function did(
  act: Action | undefined,
  what: string,
  { notice, language, say, body }: WordedAlert,
): string {
  if (act === undefined) return `${body}: ${what}`;
  const { fine, type } = act;
  const { deadline } = notice;
  const paid =
    fine === null
      ? ''
      : say('fine', { currency: fine.currency, amount: compact(fine.amount, language) });
  const until = deadline === null ? '' : say('until', { date: shortDay(deadline.value, language) });
  return `${filled(MESSAGES[language].terms.did[type], { body, what }, language)}${paid}${until}`;
}

/** "JD.com (JD) was removed from the list by MIIT; its score is 0.2 again" */
function backSentence(facts: WordedAlert): string {
  const { back, notice, language, say, body } = facts;
  const [first] = back;
  if (first === undefined) return '';
  const shown = back.slice(0, MOST_APPS).map((signal) => nameOf(signal, facts));
  const names = namesText(shown, back.length - MOST_APPS, language);
  const how = notice.revised === undefined ? 'removed' : 'takenBack';
  const score = back.length === 1 ? say('again', { score: points(first.after) }) : '';
  return `${say(how, { names, n: back.length, body })}${score}`;
}

/** Names with how many more there are. */
export function namesText(names: readonly string[], more: number, language: Language): string {
  const say = phrasesOf('alert', language);
  const list = (some: readonly string[]) => some.join(say('listed'));
  if (more > 0) return say('listMore', { names: list(names), n: more, all: names.length + more });
  if (names.length < 2) return list(names);
  return say('listLast', { names: list(names.slice(0, -1)), last: names.at(-1)! });
}

/** `1.2B`, `12亿`. */
const compact = (amount: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language].tag, {
    notation: 'compact',
    maximumFractionDigits: 2,
  }).format(amount);
