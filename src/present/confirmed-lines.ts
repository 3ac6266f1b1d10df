import type { CardLine } from '../domain/card.ts';
import type { Confirmation } from '../domain/evidence.ts';
import type { Notice } from '../domain/notice.ts';
import { phrasesOf } from './messages.ts';
import { line } from './plain-card.ts';
import type { Language } from './words.ts';

/** Both readings of each step that something else confirmed: how sure the press model was of which words, and what confirms it. */
export function readingLines(notice: Pick<Notice, 'actions' | 'url'>, language: Language): CardLine[] {
  return notice.actions.flatMap(({ confirmed, probability, phrase }) => {
    if (confirmed === undefined) return [];
    const percent = Math.round((probability ?? 0) * 100);
    const text = phrasesOf('confirmed', language)('model', { percent, quote: phrase });
    return [line(null, text, { url: notice.url }), confirmedLine(confirmed, language)];
  });
}

/** What made steps certain of which the reader alone was not sure; each once. */
export function confirmedLines({ actions }: Pick<Notice, 'actions'>, language: Language): CardLine[] {
  const lines = actions.flatMap(({ confirmed }) =>
    confirmed === undefined ? [] : [confirmedLine(confirmed, language)],
  );
  return [...new Map(lines.map((one) => [`${one.text} ${one.url}`, one])).values()];
}

function confirmedLine(by: Confirmation, language: Language): CardLine {
  const { kind, ...values } = 'url' in by ? { ...by, host: hostOf(by.url) } : by;
  const text = phrasesOf('confirmed', language)(kind, values as Readonly<Record<string, string>>);
  return line(null, text, { weight: 'strong', url: 'url' in by ? by.url : null });
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url);
