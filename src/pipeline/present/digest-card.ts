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
import type { Claim } from '../../domain/claim.ts';
import type { CompanyId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Instant } from '../../domain/time.ts';
import { line, plainCard, section } from './plain-card.ts';

interface DigestFacts extends Pick<Catalog, 'companies' | 'regulators'> {
  readonly signals: readonly Signal[];
  readonly notices: ReadonlyMap<NoticeId, Pick<Notice, 'title' | 'url' | 'published' | 'datedBy'>>;
  readonly language: Language;
  readonly now: Instant;
  readonly reference: string;
  /** A list of what a source in flood sent, instead of the digest of a day. */
  readonly isFlood?: boolean;
}

/** What waited since the last digest: one section for each notice, its companies by change. */
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
        `${points(before)} → ${points(after)} (${change(before, after)}) ${words.bands[bandAfter]}, ${words.stages[stage]}`,
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

interface UnconfirmedFacts extends Pick<Catalog, 'companies' | 'regulators' | 'outlets'> {
  readonly claims: readonly Claim[];
  readonly language: Language;
  /** Of the alert; null for a look-up. */
  readonly reference: string | null;
}

/**
 * Steps that nobody confirmed yet, in their order, each with its quote, its chance and who reports
 * it.
 */
export function unconfirmedCard(facts: UnconfirmedFacts): Card {
  const { claims, language, reference } = facts;
  const say = phrasesOf('unconfirmed', language);
  const [only] = claims;
  const isReported = claims.length > 0 && claims.every((claim) => claim.grade === 'reported');
  const head = say(isReported ? 'reported' : 'title');
  const title =
    claims.length === 1 && only !== undefined ? `${head}: ${claimWords(only, facts).who}` : head;
  const lines = claims.map((claim) => {
    const { who, body, act, outlet, chance } = claimWords(claim, facts);
    const by = claim.grade === 'reported' ? say('reportedBy', { outlet }) : outlet;
    const aside = [by, chance].filter((one) => one !== '').join('; ');
    return line(
      day(claim.day, language),
      `${who} · ${body} · ${act}: “${claim.quote}” (${aside})`,
      {
        url: claim.url,
      },
    );
  });
  return plainCard(
    language,
    title,
    say(leadOf(claims.length, isReported)),
    [{ title: null, lines }],
    {
      reference,
      url: reference === null ? null : (only?.url ?? null),
    },
  );
}

function leadOf(count: number, isReported: boolean) {
  if (count === 0) return 'none';
  return isReported ? 'reportedLead' : 'lead';
}

/** The parts of an unconfirmed step in words. */
export function claimWords(
  claim: Claim,
  { companies, regulators, outlets, language }: Omit<UnconfirmedFacts, 'claims' | 'reference'>,
): Readonly<Record<'who' | 'body' | 'act' | 'outlet' | 'chance', string>> {
  const say = phrasesOf('unconfirmed', language);
  const body = claim.authority?.id ? regulators.get(claim.authority.id) : undefined;
  const outlet = claim.outlet === null ? undefined : outlets.get(claim.outlet);
  const acts: Record<string, string> = localeOf(language).acts;
  return {
    who: nameIn(companies, claim.company ?? ('' as CompanyId), language, claim.name),
    body: regulatorName(body, language) ?? (claim.authority?.name || say('noBody')),
    act: acts[claim.type] ?? claim.type,
    outlet: preferred(outlet?.name, language) ?? '',
    chance: say('chance', { percent: Math.round((claim.probability ?? 0) * 100) }),
  };
}
