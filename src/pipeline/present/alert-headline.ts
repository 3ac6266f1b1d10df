import type { NamedAct } from '../../base/i18n/act-gaps.ts';
import { actSentence } from '../../base/i18n/act-sentence.ts';
import { preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import {
  change,
  companyName,
  type Language,
  localeOf,
  nameIn,
  points,
} from '../../base/i18n/words.ts';
import { APPS, WHOLE_COMPANY } from '../../domain/act.ts';
import type { Alert, Signal } from '../../domain/alert.ts';
import { type Company, tickerOf } from '../../domain/company.ts';
import type { Mapping } from '../../domain/exposure.ts';
import type { CompanyId, IssueId, RegulatorId } from '../../domain/ids.ts';
import type { MoveTable } from '../../domain/move-table.ts';
import type { Action, Notice } from '../../domain/notice.ts';
import type { Regulator } from '../../domain/regulator.ts';
import type { Instant } from '../../domain/time.ts';
import type { Issue } from '../../domain/words.ts';
import { isSignalWithdrawn } from '../alert/corrections.ts';
import { exactOf } from '../score/notice-events.ts';
import { bySeverityOrder } from './severity-order.ts';

/** An earlier act that a notice ends or changes. */
export interface ChangedAct {
  readonly act: NamedAct;
  readonly isOwn: boolean;
}

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
  /**
   * By company the earlier acts that the notice ends or changes; `isOwn` = by its own authority.
   */
  readonly changed?: ReadonlyMap<CompanyId, readonly ChangedAct[]>;
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
      ? back.length === 0 && actsWithoutCompany(apps, facts)
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
export function actsOn({ exposure }: Signal, notice: Pick<Notice, 'actions'>): readonly Action[] {
  const own = new Set(exposure.apps.map((app) => app.mention));
  const acts = bySeverityOrder(notice.actions);
  const hits = acts.filter(
    ({ mentions }) => mentions.length === 0 || mentions.some((id) => own.has(id)),
  );
  return exactOf(hits.length === 0 ? acts : hits);
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

/** What a notice did to the company of a signal, as a sentence. */
function actOn(signal: Signal, facts: WordedAlert): string {
  const { notice, language, words } = facts;
  const [action] = actsOn(signal, notice);
  if (action === undefined) return `${facts.body}: ${words.stages[signal.stage]}`;
  const isStore = signal.exposure.edge === 'store';
  const act = isStore ? { ...action.act, ...AS_STORE } : action.act;
  return actSentence(namedOn(signal, { ...action, act }, facts), language);
}

/** Who runs the store that offered an app was criticised as such, whatever was done to the app. */
const AS_STORE = { measure: 'name', form: 'criticised', posture: 'final', deadline: null } as const;

/** What a notice did, or that it names so many apps, where no company is named. */
function actsWithoutCompany(apps: string, facts: WordedAlert): string {
  const [gravest] = bySeverityOrder(facts.notice.actions);
  return gravest === undefined ? `${facts.body}: ${apps}` : actOnApps(gravest, apps, facts);
}

/** What a notice did where no company is named: to apps, by their number. */
function actOnApps(
  action: Action,
  apps: string,
  { notice, body, language }: Pick<WordedAlert, 'notice' | 'body' | 'language'>,
): string {
  return actSentence(
    {
      act: withDeadline(action, notice),
      by: inWords(body),
      with: [],
      for: null,
      company: inWords(apps),
      object: WHOLE_COMPANY,
      apps: [],
      unnamedApps: 0,
      title: inWords(notice.title),
      changed: [],
      isRead: true,
      isQuoted: action.quoted === true,
    },
    language,
  );
}

/**
 * What a notice did to the apps that it names, by their number: "MIIT orders 43 apps to fix
 * violations". Null where it states no act or no app. /
 */
export function noticeSentence(
  notice: Notice,
  regulators: ReadonlyMap<RegulatorId, NonNullable<AlertFacts['regulator']>>,
  language: Language,
): string | null {
  const [gravest] = bySeverityOrder(notice.actions);
  const apps = notice.mentions.filter(({ kind, role }) => kind === 'app' && role === 'subject');
  const n = notice.counts.apps?.value ?? apps.length;
  if (gravest === undefined || n === 0) return null;
  const id = notice.regulator?.value;
  const regulator = id === undefined ? null : (regulators.get(id) ?? null);
  const facts = { notice, body: bodyOf({ regulator, language }), language };
  return actOnApps(gravest, phrasesOf('card', language)('count', { n }), facts);
}

const inWords = (name: string) => ({ en: name, zh: name });

const withDeadline = ({ act }: Action, { deadline }: Notice): Action['act'] => ({
  ...act,
  deadline: act.deadline ?? deadline?.value ?? null,
  for: null,
  with: [],
});

/** The act of a signal with its names in the language of the alert. */
function namedOn(signal: Signal, action: Action, facts: WordedAlert): NamedAct {
  const { notice, companies, language, body } = facts;
  const { companyWide, apps, edge } = signal.exposure;
  const isWhole = companyWide || apps.length === 0 || edge === 'store';
  return {
    act: edge === 'store' ? action.act : withDeadline(action, notice),
    by: inWords(body),
    with: [],
    for: null,
    company: inWords(nameIn(companies, signal.company, language)),
    object: action.object ?? (isWhole ? WHOLE_COMPANY : APPS),
    apps: isWhole ? [] : appNames(signal, facts).map(inWords),
    unnamedApps: unnamedApps(facts),
    title: inWords(notice.title),
    changed: (facts.changed?.get(signal.company) ?? []).map((earlier) =>
      earlier.isOwn ? { ...earlier.act, by: inWords(body) } : earlier.act,
    ),
    isRead: true,
    isQuoted: action.quoted === true,
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
