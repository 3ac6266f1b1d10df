import { bracketed, preferred } from '../../base/i18n/locale.ts';
import { dayInSentence, type Language } from '../../base/i18n/words.ts';
import type { CardLine } from '../../domain/card.ts';
import type { Action } from '../../domain/notice.ts';
import { isWithdrawn, type RegulatoryEvent } from '../../domain/score.ts';
import { line } from '../../pipeline/present/plain-card.ts';
import { sentenceAround } from '../../pipeline/read/document/sentences.ts';
import type { LookupDeps } from './lookup-result.ts';

const MOST_NOTICES = 3;

/** The words of an act, and its sentence before and after them; null without their page. */
export function actInSentence({ span }: Pick<Action, 'span'>, text: string) {
  if (span.end <= span.start || span.end > text.length) return null;
  const { start, end } = sentenceAround(text, span);
  return {
    before: text.slice(start, span.start),
    words: text.slice(span.start, span.end),
    after: text.slice(span.end, end),
  };
}

type SentenceDeps = Pick<LookupDeps, 'store' | 'documentOf'> & {
  readonly wording: LookupDeps['knowledge']['wording'];
};

/**
 * The sentences that a company's newest acts were read from, each with the authority, the day and
 * the address of its page. Empty where the pages are not kept.
 */
export async function actSentences(
  events: readonly RegulatoryEvent[],
  { store, documentOf, wording }: SentenceDeps,
  language: Language,
): Promise<CardLine[]> {
  if (documentOf === undefined) return [];
  const newest = new Map(
    events
      .filter((event) => event.notice !== null && !isWithdrawn(event))
      .toSorted((a, b) => b.at - a.at)
      .map((event) => [event.notice!, event]),
  );
  const lines: CardLine[] = [];
  for (const [id, event] of [...newest].slice(0, MOST_NOTICES)) {
    const notice = await store.notice(id);
    const text = notice === null ? undefined : (await documentOf(notice.item))?.text;
    if (notice === null || text === undefined) continue;
    const sentences = new Set(
      notice.actions
        .filter(({ act }) => act.measure === event.act.measure)
        .flatMap((action) => actInSentence(action, text) ?? [])
        .map(({ before, words, after }) => `${before}${words}${after}`),
    );
    const who = preferred(wording.regulator(event.regulator), language) ?? event.regulator;
    const label = `${who}${bracketed(dayInSentence(event.date, language), language)}`;
    for (const sentence of sentences)
      lines.push({ ...line(label, `“${sentence}”`), url: notice.url || null });
  }
  return lines;
}
