import type { Match } from '../domain/exposure.ts';
import type { AlertId, NoticeId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import { bothNames, reason } from '../domain/reason.ts';
import { noticeCard } from '../present/notice-card.ts';
import { plainCard, plainLine } from '../present/plain-card.ts';
import { withRecordLine } from '../present/record-lines.ts';
import { sentence } from '../present/sentence.ts';
import type { Language } from '../present/words.ts';
import { day } from '../present/words.ts';
import type { NotFound } from './answers.ts';
import { oneCompany } from './find-company.ts';
import type { LookupDeps, LookupOptions, LookupResult } from './lookup-result.ts';
import { recordOver, watchingOf } from './record.ts';
import { dayOf } from './risk.ts';

/** A notice as it was read, by an alert's reference or as the newest of a company; every row of it as a table. */
export async function noticeAnswer(
  query: string,
  deps: LookupDeps,
  options: LookupOptions,
): Promise<LookupResult> {
  const found = await noticeFor(query, deps, options);
  if ('found' in found) return found;
  const mapping = await deps.store.mapping(found.id);
  const card = noticeCard({
    notice: found,
    mapping,
    text: '',
    catalog: deps.knowledge.catalog,
    language: options.language,
    now: options.at,
  });
  const body = found.regulator === null ? null : deps.knowledge.catalog.regulators.get(found.regulator.value);
  const watching = await watchingOf(deps.store, deps.clock.now());
  const links =
    found.url === '' ? [] : [{ label: options.language === 'zh' ? '来源' : 'Source', url: found.url }];
  return {
    found: true,
    card: {
      ...(body == null
        ? card
        : withRecordLine(card, recordOver(deps.knowledge, body.country, options.at, watching))),
      url: found.url || null,
      links,
    },
    table: rowsOf(found, mapping?.matches ?? [], options.language),
  };
}

const NEWEST = 20;
const LIST = {
  en: {
    title: 'Newest notices',
    none: 'No notice has been read yet. They stand here as sources are read; `history` shows what is on record.',
  },
  zh: { title: '最新通报', none: '尚未读到通报。读取来源后将显示在此；历史记录可用 `history` 查看。' },
} as const;

/** The newest notices by title, each with its day, its regulator and its reference. */
export async function noticesCard(
  { store, knowledge }: LookupDeps,
  { at, language }: LookupOptions,
): Promise<LookupResult> {
  const newest = await store.notices({ until: at, limit: NEWEST });
  const says = LIST[language];
  const lines = newest.map((notice) => {
    const body =
      notice.regulator === null ? null : knowledge.wording.regulator(notice.regulator.value)[language];
    const when = notice.published === null ? '–' : day(notice.published, language);
    const text = [body, notice.title || notice.url].filter(Boolean).join(' · ');
    return plainLine(when, text, { url: notice.url || null });
  });
  const none = [plainLine(null, says.none)];
  const card = plainCard(language, says.title, '', [
    { title: null, lines: lines.length === 0 ? none : lines },
  ]);
  return { found: true, card };
}

/** The notice that a reference or a company's name means. */
export async function noticeFor(
  query: string,
  { store, knowledge, find }: LookupDeps,
  { at }: LookupOptions,
): Promise<Notice | NotFound> {
  const id = query.trim();
  const alerted = await store.alert(id as AlertId);
  const byReference = await store.notice((alerted?.alert.notice ?? id) as NoticeId);
  if (byReference !== null) return byReference;
  const taken = oneCompany(id, dayOf(at), find, knowledge.catalog.companies);
  if (!taken.found) return taken;
  const [newest] = await store.notices({ company: taken.company.id, until: at, limit: 1 });
  if (newest !== undefined) return newest;
  return {
    found: false,
    because: reason('no-notice', { company: bothNames(taken.company.name, taken.company.id) }),
    candidates: [],
  };
}

/** One row for each version and store that the notice names, with what it was matched to and why. */
function rowsOf(notice: Notice, matches: readonly Match[], language: Language): string[][] {
  const by = new Map(matches.map((match) => [match.mention, match]));
  const rows = notice.mentions.flatMap((mention) => {
    const match = by.get(mention.id);
    const matched = [
      match?.company ?? '',
      match?.kind ?? '',
      match?.confidence.toFixed(2) ?? '',
      sentence(match?.reason ?? mention.roleBecause, language),
    ];
    const own = mention.rows.length === 0 ? [null] : mention.rows;
    return own.map((row) => [
      mention.name,
      mention.developer ?? '',
      row?.version ?? '',
      row?.store ?? '',
      row?.accusations.map((one) => one.phrase).join('; ') ?? '',
      ...matched,
    ]);
  });
  return [
    ['app', 'developer', 'version', 'store', 'accused of', 'company', 'match', 'confidence', 'reason'],
    ...rows,
  ];
}
