import { preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import { day, type Language, localeOf } from '../../base/i18n/words.ts';
import type { Card } from '../../domain/card.ts';
import type { Match } from '../../domain/exposure.ts';
import type { AlertId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { bothNames, reason } from '../../domain/reason.ts';
import { noticeCard } from '../../pipeline/present/notice-card.ts';
import { line, plainCard, section } from '../../pipeline/present/plain-card.ts';
import type { NotFound } from './answers.ts';
import {
  companyMeant,
  type LookupDeps,
  type LookupResult,
  type Question,
} from './lookup-result.ts';
import { withRecord } from './record-line.ts';

/**
 * `notice [reference or company]`: a notice as it was read, every row of it as a table; without a
 * word the newest notices.
 */
export async function lookUp(question: Question, deps: LookupDeps): Promise<LookupResult> {
  if (question.words.length === 0) return { found: true, card: await noticesCard(deps, question) };
  const found = await noticeFor(question, deps);
  if ('found' in found) return found;
  const { knowledge, store } = deps;
  const { language, at } = question;
  const mapping = await store.mapping(found.id);
  const { catalog } = knowledge;
  const card = noticeCard({ notice: found, mapping, text: '', catalog, language, now: at });
  const regulator = found.regulator === null ? null : catalog.regulators.get(found.regulator.value);
  const { source } = localeOf(language);
  return {
    found: true,
    card: {
      ...(regulator == null ? card : await withRecord(card, regulator.country, at, deps)),
      url: found.url || null,
      links: found.url === '' ? [] : [{ label: source, url: found.url }],
    },
    table: rowsOf(found, mapping?.matches ?? [], language),
  };
}

const NEWEST = 20;

/** The newest notices by title, each with its day and its regulator. */
async function noticesCard(
  { store, knowledge }: LookupDeps,
  { at, language }: Question,
): Promise<Card> {
  const newest = await store.notices({ until: at, limit: NEWEST });
  const say = phrasesOf('notices', language);
  const lines = newest.map((notice) => {
    const body =
      notice.regulator === null
        ? null
        : preferred(knowledge.wording.regulator(notice.regulator.value), language);
    const when = notice.published === null ? '–' : day(notice.published, language);
    const text = [body, notice.title || notice.url].filter(Boolean).join(' · ');
    return { ...line(when, text), url: notice.url || null };
  });
  const list = section(null, lines.length === 0 ? line(null, say('none')) : lines);
  return plainCard(language, say('title'), '', [list]);
}

/** The notice of a reference or of a company's name. */
export async function noticeFor(question: Question, deps: LookupDeps): Promise<Notice | NotFound> {
  const { store } = deps;
  const id = (question.words[0] ?? '').trim();
  const alerted = await store.alert(id as AlertId);
  const byReference = await store.notice((alerted?.alert.notice ?? id) as NoticeId);
  if (byReference !== null) return byReference;
  const taken = companyMeant(id, question.at, deps);
  if (!taken.found) return taken;
  const { company } = taken;
  const [newest] = await store.notices({ company: company.id, until: question.at, limit: 1 });
  if (newest !== undefined) return newest;
  const because = reason('no-notice', { company: bothNames(company.name, company.id) });
  return { found: false, because, candidates: [] };
}

/** One row for each version and store in the notice, with its match and reason. */
function rowsOf(notice: Notice, matches: readonly Match[], language: Language): string[][] {
  const by = new Map(matches.map((match) => [match.mention, match]));
  const rows = notice.mentions.flatMap((mention) => {
    const match = by.get(mention.id);
    const matched = [
      match?.company ?? '',
      match?.kind ?? '',
      match?.confidence.toFixed(2) ?? '',
      formatReason(match?.reason ?? mention.roleBecause, language),
    ];
    const own = mention.rows.length === 0 ? [null] : mention.rows;
    return own.map((row) => [
      mention.name,
      mention.developer ?? '',
      row?.version ?? '',
      row?.store ?? '',
      row?.accusations.map((accusation) => accusation.phrase).join('; ') ?? '',
      ...matched,
    ]);
  });
  return [
    [
      'app',
      'developer',
      'version',
      'store',
      'accused of',
      'company',
      'match',
      'confidence',
      'reason',
    ],
    ...rows,
  ];
}
