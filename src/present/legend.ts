import { type Language, MESSAGES } from './messages.ts';

/** How a score is read in a few lines for a chat; the page shows the whole legend of the catalogue of messages. */
export function legendText(language: Language): string {
  const { title, levels, terms } = MESSAGES[language].legend;
  const colon = language === 'zh' ? '：' : ': ';
  const said = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(colon)).join('\n');
  return [`**${title}**`, said(levels), said([terms[0]!, ...terms.slice(3, 5)])].join('\n');
}
