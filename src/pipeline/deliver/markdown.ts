import type { Card, CardLine } from '../../domain/card.ts';
import { safeCard } from '../present/safe-card.ts';

/**
 * A card as plain CommonMark, for any chat or page: dates are written out, and no text from outside
 * becomes a mark, a link, a tag or a mention.
 */
export function commonMark(given: Card): string {
  const card = safeCard(given);
  const sections = card.sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => {
      const list = lines.map((line) => `- ${lineOf(line)}`).join('\n');
      return title === null ? list : `**${escaped(title)}**\n\n${list}`;
    });
  const links = card.links.map(({ label, url }) => `[${escaped(label)}](<${url}>)`).join(' · ');
  const title = `**${escaped(card.title)}**`;
  return [title, escaped(card.lead), ...sections, links, escaped(card.footer)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function lineOf({ label, text, url, weight }: CardLine): string {
  const shown = url === null ? escaped(text) : `[${escaped(text)}](<${url}>)`;
  const body = weight === 'strong' ? `**${shown}**` : shown;
  return label === null || label.trim() === '' ? body : `**${escaped(label.trim())}** ${body}`;
}

/** Text without marks of CommonMark and without mentions of everybody. */
function escaped(text: string): string {
  return text
    .replace(/\s/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&~|]/g, '\\$&')
    .replace(/^([#+-]|\d{1,9}[.)])/, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`)
    .replace(/@(?=everyone|here|all|channel)/gi, '@\u200b');
}
