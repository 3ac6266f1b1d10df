import { LOCALES } from '../../base/i18n/locale.ts';
import type { Card } from '../../domain/card.ts';
import { webAddress } from '../../domain/web-address.ts';

/**
 * A card that may stand in any message. Addresses are http or https, without a user name, and with
 * nothing in them that would end a link of Markdown; what is no such address is left out, the text
 * beside it stays. Text has no control characters and none that turn the direction of writing.
 * Chinese has full-width punctuation.
 */
export function safeCard(given: Card): Card {
  const say = LOCALES[given.language].fullWidth
    ? (text: string) => fullWidth(visible(text))
    : visible;
  const card = withStrings(given, (key, text) => {
    if (key === 'url') return safe(text);
    return READ.has(key) ? say(text) : text;
  });
  return { ...card, links: card.links.filter(({ url }) => url !== null) };
}

const READ: ReadonlySet<string> = new Set([
  'title',
  'lead',
  'footer',
  'label',
  'text',
  'alt',
  'name',
]);

/**
 * Applies a function to every visible text of a card; addresses, references and button actions
 * stay.
 */
export const withTexts = (card: Card, say: (text: string) => string): Card =>
  withStrings(card, (key, text) => (READ.has(key) ? say(text) : text));

/** Applies a function to every string of a part of a card, with its key. */
function withStrings<Part>(part: Part, anew: (key: string, text: string) => string | null): Part {
  if (Array.isArray(part)) return part.map((one) => withStrings(one, anew)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key,
    typeof value === 'string' ? anew(key, value) : withStrings(value, anew),
  ]);
  return Object.fromEntries(entries) as Part;
}

/** Removes invisible characters that change how the rest is read. */
const visible = (text: string) =>
  text.replace(/(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');

const FULL: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：' };
const HAN = /[\p{Script=Han}（）“”]/u;

/**
 * ASCII punctuation beside a Chinese character as Chinese writes it: `责令整改, 未结 (9月)` becomes
 * `责令整改，未结（9月）`.
 */
function fullWidth(text: string): string {
  return text
    .replace(/ ?\(([^()]*)\)/g, (whole, inside: string, at: number) =>
      HAN.test(inside) || HAN.test(text[at - 1] ?? '') ? `（${inside}）` : whole,
    )
    .replace(/(.)([,;:]) (?=(.))/gu, (whole, before: string, mark: string, after: string) =>
      HAN.test(before) || HAN.test(after) ? `${before}${FULL[mark]}` : whole,
    );
}

function safe(url: string): string | null {
  const address = webAddress(url);
  return address === null
    ? null
    : address.replace(/[()[\]]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
