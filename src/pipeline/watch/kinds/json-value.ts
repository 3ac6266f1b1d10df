import { bareText } from '../../../base/markup/bare-text.ts';
import { parsePage } from '../../../base/markup/parse-page.ts';
import { jsonIn } from '../../../domain/json-text.ts';
import { cleanTitle } from './entry.ts';

/**
 * The value at a dotted path. `*` applies to every element of an array, and JSON written as text is
 * parsed on the way (`result` of a service that answers `{"result":"[…]"}`). Undefined where there
 * is none; an empty path or `.` is the value itself.
 */
export function valueAt(value: unknown, path: string): unknown {
  const parts = path.split('.').filter((part) => part !== '');
  return parts.reduce(stepInto, opened(value, parts.length > 0));
}

function stepInto(from: unknown, part: string, index: number, parts: readonly string[]): unknown {
  const more = index < parts.length - 1;
  if (part === '*') return Array.isArray(from) ? from.flatMap((one) => opened(one, more)) : [];
  if (Array.isArray(from) && !/^\d+$/.test(part)) {
    // Behind a star: the same of each element.
    const each = from.map((one) => fieldOf(one, part));
    return each.flatMap((one) => (one === undefined ? [] : opened(one, true)));
  }
  return opened(fieldOf(from, part), more);
}

const fieldOf = (from: unknown, part: string): unknown =>
  (from as Record<string, unknown> | null | undefined)?.[part];

/** Parses JSON that is written as text. */
function opened(value: unknown, more: boolean): unknown {
  if (typeof value !== 'string' || !more) return value;
  return jsonIn(value) ?? value;
}

/** The array at a path; JSON written as text is read; null = there is none. */
export function arrayAt(value: unknown, path: string): readonly unknown[] | null {
  const found = valueAt(value, path);
  const list = typeof found === 'string' ? jsonIn(found) : found;
  return Array.isArray(list) ? list : null;
}

const GAP = /\{([^{}]{1,80})\}/g;

/**
 * What a selector says of an element: a dotted path (`docTitle`), an attribute of the first tag in
 * the HTML at a path (`ck@encode-open`), or a text with such paths in braces
 * (`/detail?id={docId}`); of several, parted by ` | `, the first that says something. `inAddress` =
 * for an address.
 */
export function textBy(value: unknown, selector: string, inAddress = false): string {
  for (const each of selector.split(' | ')) {
    const found = each.includes('{') ? filled(value, each, inAddress) : plainAt(value, each);
    if (found !== '') return found;
  }
  return '';
}

/** Empty where one of its paths finds nothing: half an address is useless. */
function filled(data: unknown, template: string, inAddress: boolean): string {
  let isWhole = true;
  const text = template.replace(GAP, (_, path: string) => {
    const value = plainAt(data, path);
    if (value === '') isWhole = false;
    // A value with a slash is a path of its own.
    return inAddress && !value.includes('/') ? encodeURIComponent(value) : value;
  });
  return isWhole ? text : '';
}

function plainAt(data: unknown, selector: string): string {
  const [path = '', attribute] = selector.trim().split('@');
  const value = valueAt(data, path);
  if (value === undefined || value === null || typeof value === 'object') return '';
  const text = String(value);
  if (attribute !== undefined) return attributeIn(text, attribute);
  return text.trim();
}

function attributeIn(html: string, name: string): string {
  const page = parsePage(html);
  return page.ok ? (page.$(`[${name}]`).first().attr(name)?.trim() ?? '') : '';
}

/** A title without the tags that highlight search terms. */
export const titleOf = (text: string): string =>
  cleanTitle(/<[a-z/]/i.test(text) ? bareText(text).replaceAll('\n', '') : text);
