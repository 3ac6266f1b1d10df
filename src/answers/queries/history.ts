import { preferred } from '../../base/i18n/locale.ts';
import { renderReason } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import { endsOthers } from '../../domain/act.ts';
import type { Card } from '../../domain/card.ts';
import { isAttested } from '../../domain/evidence.ts';
import type { HistoryEntry } from '../../domain/history.ts';
import { byText } from '../../domain/order.ts';
import type { Store } from '../../domain/ports.ts';
import type { Reason } from '../../domain/reason.ts';
import type { ReportedAction } from '../../domain/reported-action.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { historyCard } from '../../pipeline/present/history-card.ts';
import { stands } from '../../pipeline/score/cases.ts';
import type { Standing } from '../../pipeline/score/score.ts';
import { type CompanyState, stateOf } from '../../pipeline/standing/company-state.ts';
import { companyAnswer, type HistoryAnswer } from './answers.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';
import { withRecord } from './record-line.ts';
import { knownActs, type SaidAct, sayActs } from './said-acts.ts';

/** `history <company>`: acts of authorities, each once, rules and notes, each with its evidence. */
export async function lookUp(
  { at, language }: Question,
  deps: LookupDeps,
  [{ company, because }]: readonly [Meant],
): Promise<LookupResult> {
  const state = await stateOf(deps, company, at);
  const { answer, card } = await historyOf(state, deps.store, language, because);
  return { found: true, answer, card: await withRecord(card, company.country, at, deps) };
}

/** The history of a company. `taken` = why the search chose it. */
export async function historyOf(
  state: CompanyState,
  store: Pick<Store, 'reportedActions'>,
  language: Language,
  taken: Reason | null,
): Promise<{ card: Card; answer: HistoryAnswer }> {
  const { knowledge, company, listings, at, day } = state;
  const { catalog, wording } = knowledge;
  const entries = await entriesOf(state, store, language);
  const named = entries.map((historyEntry) => {
    const via =
      historyEntry.via === null ? null : preferred(wording.app(null, historyEntry.via), language);
    return { ...historyEntry, via };
  });
  return {
    answer: {
      company: companyAnswer(company, day),
      at: new Date(at).toISOString(),
      entries,
      taken: taken === null ? null : renderReason(taken, language),
    },
    card: historyCard({
      company,
      listings,
      at,
      entries: named,
      regulators: catalog.regulators,
      language,
      taken,
    }),
  };
}

/**
 * Everything dated and known about a company by an instant, newest first: acts (each once), rules
 * that hit it, and notes.
 */
export async function entriesOf(
  state: CompanyState,
  store: Pick<Store, 'reportedActions'>,
  language: Language,
): Promise<HistoryEntry[]> {
  const { knowledge, company, events, standing, at, day } = state;
  const { catalog, wording } = knowledge;
  const appIds = new Map(
    events.flatMap((event) => event.apps.map(({ name, app }) => [name, app] as const)),
  );
  const notes = catalog.notes
    .filter((note) => note.company === company.id && note.date <= day)
    .map(
      (note): HistoryEntry => ({
        id: note.id,
        date: note.date,
        kind: 'note',
        regulator: null,
        types: [note.kind],
        ...NO_ACT,
        level: null,
        title: preferred(note.title, language) ?? note.title.en,
        apps: [],
        via: null,
        attested: note.attested && isAttested(note.evidence),
        origin: 'catalog',
        url: note.evidence.find((evidence) => evidence.url !== undefined)?.url ?? null,
      }),
    );
  const query = { state: 'person', company: company.id, until: at, limit: MOST_PERSONS } as const;
  const persons = await store.reportedActions(query);
  return [
    ...acts(state, sayActs(knownActs(state), language)).map((historyEntry) => ({
      ...historyEntry,
      title: preferred(wording.title(historyEntry.title), language) ?? historyEntry.title,
      apps: historyEntry.apps.map(
        (name) => preferred(wording.app(appIds.get(name) ?? null, name), language) ?? name,
      ),
    })),
    ...rules(standing, at, language),
    ...notes,
    ...persons.map(({ action }) => personEntry(action)),
  ].sort((entry, other) => byText(other.date, entry.date) || byText(entry.id, other.id));
}

const MOST_PERSONS = 200;

/** An act against a person of the company, as one page states it. */
function personEntry({
  page,
  step,
  day,
  authority,
  kind,
  title,
  outlet,
  url,
}: ReportedAction): HistoryEntry {
  return {
    id: `${page}:${step}`,
    date: day,
    kind: 'person',
    regulator: authority?.id ?? null,
    types: [kind],
    ...NO_ACT,
    level: null,
    title,
    apps: [],
    via: null,
    attested: true,
    url,
    origin: outlet === null ? 'notice' : 'press',
  };
}

/**
 * Each act once, by its best account, with the level that the ledger gave it; closings, and rules
 * for more than one company, carry none.
 */
function acts(
  { standing: { ledger }, events, at }: CompanyState,
  say: (event: RegulatoryEvent) => SaidAct,
): HistoryEntry[] {
  const graded = ledger.matters.flatMap((matter) =>
    matter.entries
      .filter((entry) => stands(entry, at))
      .map(({ event, severity }) => entryOf(event, 'act', severity.level, say(event))),
  );
  const changes = [
    ...ledger.matters.flatMap(({ closings, news, entries }) => [
      ...closings,
      ...news,
      ...entries.flatMap((entry) => entry.changes),
    ]),
    ...ledger.unplaced,
  ].filter((event) => event.at <= at && event.act.measure === null);
  const rules = events.filter((event) => event.at <= at && event.act.measure === 'rule');
  return [
    ...graded,
    ...[...new Set(changes)].map((event) =>
      entryOf(event, endsOthers(event.act) ? 'closing' : 'change', null, say(event)),
    ),
    ...rules.map((event) => entryOf(event, 'act', null, say(event))),
  ];
}

const NO_ACT = { act: null, object: null, sentence: null, state: null };

function entryOf(
  event: RegulatoryEvent,
  kind: 'act' | 'closing' | 'change',
  level: number | null,
  { sentence, state }: SaidAct,
): HistoryEntry {
  const { id, date, regulator, act, object, title, via, attested, url } = event;
  // The company as a whole is among the apps under its own id.
  const names = event.apps
    .map((app) => app.name)
    .filter((name) => name !== event.company && name !== object.name?.en);
  const apps = event.companyWide ? [] : names;
  const origin = event.origin === 'notice' && event.evidence < 1 ? 'press' : event.origin;
  return {
    id,
    date,
    kind,
    regulator,
    types: [act.measure ?? act.effect!],
    act,
    object,
    sentence,
    state,
    level,
    title,
    apps,
    via,
    attested,
    origin,
    url,
  };
}

function rules({ hits }: Standing, at: Instant, language: Language): HistoryEntry[] {
  return hits.flatMap(({ rule, events }) =>
    events
      .filter((event) => event.at <= at)
      .map(
        (event): HistoryEntry => ({
          id: `rule:${rule.id}#${event.stage}`,
          date: event.date,
          kind: 'rule',
          regulator: rule.regulator,
          types: [event.stage],
          ...NO_ACT,
          level:
            event.stage === 'dropped'
              ? null
              : rule.level[event.stage === 'proposed' ? 'proposed' : 'enacted'],
          title: preferred(rule.title, language) ?? rule.title.en,
          apps: [],
          via: null,
          attested: rule.attested,
          origin: 'catalog',
          url: rule.evidence.find((evidence) => evidence.url !== undefined)?.url ?? null,
        }),
      ),
  );
}
