import type { CardLine } from '../domain/card.ts';
import type { Confirmation } from '../domain/evidence.ts';
import type { Notice } from '../domain/notice.ts';
import type { Language } from './words.ts';

const SAYS = {
  en: {
    model: (percent: number, quote: string) => `Press model: ${percent} % sure of “${quote}”`,
    outlet: (host: string) => `A second outlet reports the same: ${host}`,
    official: (host: string) => `The authority’s own page says the same: ${host}`,
    person: (by: string, because: string) => `Accepted by ${by}: ${because}`,
    reader: (model: string, quote: string) => `Confirmed by a second reader (model ${model}): “${quote}”`,
  },
  zh: {
    model: (percent: number, quote: string) => `新闻模型：${percent}%，“${quote}”`,
    outlet: (host: string) => `另一家媒体有相同报道：${host}`,
    official: (host: string) => `监管机构自身页面有相同内容：${host}`,
    person: (by: string, because: string) => `经 ${by} 核实：${because}`,
    reader: (model: string, quote: string) => `经第二阅读模型（${model}）确认：“${quote}”`,
  },
} as const;

/** Both readings of each step that something else confirmed: how sure the press model was of which words, and what confirms it. */
export function readingLines(notice: Pick<Notice, 'actions' | 'url'>, language: Language): CardLine[] {
  return notice.actions.flatMap(({ confirmed, probability, phrase }) => {
    if (confirmed === undefined) return [];
    const text = SAYS[language].model(Math.round((probability ?? 0) * 100), phrase);
    return [
      { label: null, text, weight: 'normal' as const, url: notice.url },
      confirmedLine(confirmed, language),
    ];
  });
}

/** What made steps certain of which the reader alone was not sure; each once. */
export function confirmedLines({ actions }: Pick<Notice, 'actions'>, language: Language): CardLine[] {
  const lines = actions.flatMap(({ confirmed }) =>
    confirmed === undefined ? [] : [confirmedLine(confirmed, language)],
  );
  return [...new Map(lines.map((line) => [`${line.text} ${line.url}`, line])).values()];
}

function confirmedLine(by: Confirmation, language: Language): CardLine {
  const says = SAYS[language];
  const line = { label: null, weight: 'strong' as const, url: 'url' in by ? by.url : null };
  switch (by.kind) {
    case 'outlet':
    case 'official':
      return { ...line, text: says[by.kind](hostOf(by.url)) };
    case 'person':
      return { ...line, text: says.person(by.by, by.because) };
    case 'reader':
      return { ...line, text: says.reader(by.model, by.quote) };
  }
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url);
