import { kindName } from '../../base/i18n/act-label.ts';
import { preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import {
  change,
  day,
  type Language,
  localeOf,
  moment,
  nameIn,
  points,
  publishedOn,
  regulatorName,
} from '../../base/i18n/words.ts';
import type { Signal } from '../../domain/alert.ts';
import type { Card } from '../../domain/card.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { precisionOf } from '../../domain/grade.ts';
import type { CompanyId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { ReportedAction, ReportedOutcome } from '../../domain/reported-action.ts';
import type { Instant } from '../../domain/time.ts';
import { buttonsOf, line, plainCard, section } from './plain-card.ts';

interface DigestFacts extends Pick<Catalog, 'companies' | 'regulators'> {
  readonly signals: readonly Signal[];
  readonly notices: ReadonlyMap<NoticeId, Pick<Notice, 'title' | 'url' | 'published' | 'datedBy'>>;
  readonly language: Language;
  readonly now: Instant;
  readonly reference: string;
  /** A list of alerts held back during a flood, instead of a daily digest. */
  readonly isFlood?: boolean;
}

/** Signals since the last digest: one section a notice, its companies by change. */
export function digestCard(facts: DigestFacts): Card {
  const { language, signals, reference } = facts;
  const words = localeOf(language);
  const sections = [...Map.groupBy(signals, (signal) => signal.notice)].map(([id, own]) => {
    const notice = facts.notices.get(id);
    const { regulator } = own[0]!;
    const body = regulatorName(facts.regulators.get(regulator), language) ?? regulator;
    const date =
      notice?.published == null
        ? ''
        : `, ${publishedOn(day(notice.published, language), notice, language)}`;
    const lines = own.map(({ company, before, after, bandAfter, stage }) =>
      line(
        nameIn(facts.companies, company, language),
        `${points(before)} → ${points(after)} (${change(before, after)}) ` +
          `${words.bands[bandAfter]}, ${words.stages[stage]}`,
      ),
    );
    const source = notice?.url ? line(null, words.source, { url: notice.url }) : null;
    return section(`${body}: ${notice?.title ?? id}${date}`, lines, source);
  });
  const title = phrasesOf('digest', language)(facts.isFlood === true ? 'flood' : 'title', {
    n: signals.length,
  });
  return plainCard(language, title, moment(facts.now, 'Asia/Shanghai', language), sections, {
    reference,
  });
}

interface UnconfirmedFacts
  extends Pick<Catalog, 'companies' | 'regulators' | 'outlets' | 'grades'> {
  readonly actions: readonly ReportedAction[];
  readonly language: Language;
  /** Of the alert; null for a look-up. */
  readonly reference: string | null;
}

/**
 * Unconfirmed acts in the given order, each with its quote, its probability and its outlet.
 */
export function unconfirmedCard(facts: UnconfirmedFacts): Card {
  const { actions, language, reference } = facts;
  const say = phrasesOf('unconfirmed', language);
  const [only] = actions;
  const state = stateOf(actions);
  const head = say(HEADS[state]);
  const title =
    actions.length === 1 && only !== undefined
      ? `${head}: ${reportedActionWords(only, facts).who}`
      : head;
  const lines = actions.map((action) => {
    const { who, body, act, outlet, chance } = reportedActionWords(action, facts);
    const by = action.grade === 'reported' ? say('reportedBy', { outlet }) : outlet;
    const asides =
      action.outcome === undefined ? [by, chance] : [outcomeWords(action.outcome, facts)];
    const aside = asides.filter((text) => text !== '').join('; ');
    return line(
      day(action.day, language),
      `${who} · ${body} · ${act}: “${action.quote}” (${aside})`,
      {
        url: action.url,
      },
    );
  });
  return plainCard(language, title, say(LEADS[state]), [{ title: null, lines }], {
    reference,
    url: reference === null ? null : (only?.url ?? null),
    ...(reference === null
      ? {}
      : { buttons: buttonsOf(reference, ['details', 'wrong'], language) }),
  });
}

/** What a card of unconfirmed acts reports: that there are some, or what became of them. */
type UnconfirmedState = 'none' | 'open' | 'reported' | 'confirmed' | 'withdrawn' | 'mixed';

const HEADS = {
  none: 'title',
  open: 'title',
  reported: 'reported',
  confirmed: 'confirmed',
  withdrawn: 'withdrawn',
  mixed: 'changed',
} as const;
const LEADS = {
  none: 'none',
  open: 'lead',
  reported: 'reportedLead',
  confirmed: 'confirmedLead',
  withdrawn: 'withdrawnLead',
  mixed: 'changedLead',
} as const;

function stateOf(actions: readonly ReportedAction[]): UnconfirmedState {
  if (actions.length === 0) return 'none';
  const outcomes = actions.flatMap(({ outcome }) => outcome ?? []);
  if (outcomes.length > 0) {
    const confirmed = outcomes.filter(({ kind }) => kind === 'confirmed').length;
    if (confirmed === actions.length) return 'confirmed';
    return confirmed === 0 && outcomes.length === actions.length ? 'withdrawn' : 'mixed';
  }
  return actions.every(({ grade }) => grade === 'reported') ? 'reported' : 'open';
}

/** What became of a report, in words. */
function outcomeWords(
  outcome: ReportedOutcome,
  { outlets, language }: Pick<UnconfirmedFacts, 'outlets' | 'language'>,
): string {
  const say = phrasesOf('unconfirmed', language);
  if (outcome.kind === 'gone') return say('gone');
  if (outcome.kind === 'rejected')
    return say('rejectedBy', { by: outcome.by, because: outcome.because });
  const { by } = outcome;
  if (by?.kind === 'official') return say('confirmedByAuthority');
  if (by?.kind === 'outlet')
    return say('confirmedBy', {
      by: preferred(outlets.get(by.outlet)?.name, language) ?? by.outlet,
    });
  return by?.kind === 'person' ? say('confirmedBy', { by: by.by }) : say('confirmedNow');
}

/** The parts of an unconfirmed act in words. */
export function reportedActionWords(
  action: ReportedAction,
  facts: Omit<UnconfirmedFacts, 'actions' | 'reference'>,
): Readonly<Record<'who' | 'body' | 'act' | 'outlet' | 'chance', string>> {
  const { companies, regulators, outlets, grades, language } = facts;
  const say = phrasesOf('unconfirmed', language);
  const regulator = action.authority?.id ? regulators.get(action.authority.id) : undefined;
  const outlet = action.outlet === null ? undefined : outlets.get(action.outlet);
  return {
    who: nameIn(companies, action.company ?? ('' as CompanyId), language, action.name),
    body: regulatorName(regulator, language) ?? (action.authority?.name || say('noBody')),
    act: kindName(action.kind, language),
    outlet: preferred(outlet?.name, language) ?? '',
    chance:
      action.grade === 'reported' && grades !== null
        ? say('measured', precisionOf(grades, 'reported'))
        : say('chance', { percent: Math.round((action.probability ?? 0) * 100) }),
  };
}
