import { preferred } from '../../base/i18n/locale.ts';
import { said, sentence } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import { stateReasons } from '../../domain/act-state.ts';
import type { Card } from '../../domain/card.ts';
import type { Claim } from '../../domain/claim.ts';
import { isAttested } from '../../domain/evidence.ts';
import type { HistoryEntry } from '../../domain/history.ts';
import type { Store } from '../../domain/ports.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Step } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { historyCard } from '../../pipeline/present/history-card.ts';
import { stands } from '../../pipeline/score/cases.ts';
import { stateAt, type Wording } from '../../pipeline/score/explain.ts';
import type { Standing } from '../../pipeline/score/score.ts';
import { companyAnswer, type HistoryAnswer } from './answers.ts';
import { type CompanyState, stateOf } from './company-state.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';
import { WHOLE_ACT } from './named-acts.ts';
import { withRecord } from './record.ts';

/**
 * `history <company>`: acts of authorities, each once, rules and notes, each with what it rests on.
 */
export async function lookUp(
  { at, language }: Question,
  deps: LookupDeps,
  [{ company, because }]: readonly [Meant],
): Promise<LookupResult> {
  const state = await stateOf(deps, company, at);
  const { answer, card } = await historyOf(state, deps.store, language, because);
  return { found: true, answer, card: await withRecord(card, company.country, at, deps) };
}

/** The whole answer to "what is known of it?". `taken` = why the company was taken to be meant. */
export async function historyOf(
  state: CompanyState,
  store: Pick<Store, 'claims'>,
  language: Language,
  taken: Reason | null,
): Promise<{ card: Card; answer: HistoryAnswer }> {
  const { knowledge, company, listings, at, day } = state;
  const { catalog, wording } = knowledge;
  const entries = await entriesOf(state, store, language);
  const named = entries.map((one) => {
    const via = one.via === null ? null : preferred(wording.app(null, one.via), language);
    return { ...one, via };
  });
  return {
    answer: {
      company: companyAnswer(company, day),
      at: new Date(at).toISOString(),
      entries,
      taken: taken === null ? null : said(taken, language),
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
 * Everything dated that is known of a company by an instant, newest first: acts (each once), rules
 * that hit it, and notes.
 */
export async function entriesOf(
  { knowledge, company, steps, standing, at, day }: CompanyState,
  store: Pick<Store, 'claims'>,
  language: Language,
): Promise<HistoryEntry[]> {
  const { catalog, wording } = knowledge;
  const appIds = new Map(
    steps.flatMap((step) => step.apps.map(({ name, app }) => [name, app] as const)),
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
        url: note.evidence.find((one) => one.url !== undefined)?.url ?? null,
      }),
    );
  const query = { state: 'person', company: company.id, until: at, limit: MOST_PERSONS } as const;
  const persons = await store.claims(query);
  return [
    ...acts(standing, at, wording, language).map((one) => ({
      ...one,
      title: preferred(wording.title(one.title), language) ?? one.title,
      apps: one.apps.map(
        (name) => preferred(wording.app(appIds.get(name) ?? null, name), language) ?? name,
      ),
    })),
    ...rules(standing, at, language),
    ...notes,
    ...persons.map(({ claim }) => personEntry(claim)),
  ].sort((one, other) =>
    one.date < other.date ? 1 : one.date > other.date ? -1 : one.id < other.id ? -1 : 1,
  );
}

const MOST_PERSONS = 200;

/** A step against a person of the company, as one page states it. */
function personEntry({
  page,
  step,
  day,
  authority,
  type,
  title,
  outlet,
  url,
}: Claim): HistoryEntry {
  return {
    id: `${page}:${step}`,
    date: day,
    kind: 'person',
    regulator: authority?.id ?? null,
    types: [type],
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
 * Each act once, by its best account, with the level that the ledger gave it; closings carry none.
 */
function acts(
  { ledger }: Standing,
  at: Instant,
  wording: Wording,
  language: Language,
): HistoryEntry[] {
  const said = (step: Step) => preferred(wording.act(step, WHOLE_ACT), language);
  const graded = ledger.matters.flatMap((matter) =>
    matter.entries
      .filter((entry) => stands(entry, at))
      .map((entry) => ({
        ...entryOf(entry.step, 'act', entry.severity.level, said(entry.step)),
        state: stateReasons(stateAt(entry, at)).map((one) => sentence(one, language))[0] ?? null,
      })),
  );
  const closings = [...ledger.matters.flatMap((matter) => matter.closings), ...ledger.unplaced];
  return [...graded, ...closings.map((step) => entryOf(step, 'closing', null, said(step)))];
}

const NO_ACT = { act: null, object: null, sentence: null, state: null };

function entryOf(
  step: Step,
  kind: 'act' | 'closing',
  level: number | null,
  said: string | null,
): HistoryEntry {
  const { id, date, regulator, act, object, title, via, attested, url } = step;
  // A part of the company as a whole stands among the apps under the company's own id.
  const names = step.apps
    .map((app) => app.name)
    .filter((name) => name !== step.company && name !== object.name?.en);
  const apps = step.companyWide ? [] : names;
  const origin = step.origin === 'notice' && step.evidence < 1 ? 'press' : step.origin;
  return {
    id,
    date,
    kind,
    regulator,
    types: [act.measure ?? act.effect!],
    act,
    object,
    sentence: said,
    state: null,
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
          url: rule.evidence.find((one) => one.url !== undefined)?.url ?? null,
        }),
      ),
  );
}
