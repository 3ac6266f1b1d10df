/** Where a name of the list stands in a text: half-open range of UTF-16 offsets. */
export interface Found<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

interface Node<T> {
  readonly next: Map<number, Node<T>>;
  entry: { readonly value: T; readonly exact: string | null } | null;
}

const WORD = /[A-Za-z0-9]/;
const ACRONYM = /^[A-Z]{2,6}$/;
const BETWEEN_SCRIPTS = /^(?:[A-Za-z0-9] \p{Script=Han}|\p{Script=Han} [A-Za-z0-9])$/u;

/**
 * A finder of many names at once: longest match wins, matches never overlap, letters of any case except for acronyms
 * (`CAC` is not `cac`), Latin names only as whole words. Time grows with the text, not with the list.
 */
export function nameFinder<T>(
  names: Iterable<readonly [name: string, value: T]>,
): (text: string) => Found<T>[] {
  const root: Node<T> = { next: new Map(), entry: null };
  for (const [name, value] of names) {
    let node = root;
    for (const unit of units(name.toLowerCase())) {
      let child = node.next.get(unit);
      if (child === undefined) {
        child = { next: new Map(), entry: null };
        node.next.set(unit, child);
      }
      node = child;
    }
    const exact = ACRONYM.test(name) ? name : null;
    // "Huya" beside "HUYA": written in small letters too, the name counts in any case.
    if (node.entry === null) node.entry = { value, exact };
    else if (exact === null) node.entry = { value: node.entry.value, exact };
  }
  return (text) => {
    const lower = text.toLowerCase();
    const sameLength = lower.length === text.length ? lower : text;
    const found: Found<T>[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const hit = longestAt(root, text, sameLength, at);
      if (hit === null) continue;
      found.push(hit);
      at = hit.end - 1;
    }
    return found;
  };
}

function longestAt<T>(root: Node<T>, text: string, lower: string, start: number): Found<T> | null {
  let node: Node<T> | undefined = root.next.get(lower.charCodeAt(start));
  if (node === undefined) return null;
  if (start > 0 && WORD.test(text[start]!) && WORD.test(text[start - 1]!)) return null;
  let best: Found<T> | null = null;
  for (let end = start + 1; node !== undefined; end += 1) {
    if (node.entry !== null && fits(text, start, end, node.entry.exact)) {
      best = { start, end, value: node.entry.value };
    }
    if (end >= text.length) break;
    let next: Node<T> | undefined = node.next.get(lower.charCodeAt(end));
    // `360 搜索` is 360搜索: many who write Chinese set a blank between the scripts.
    const after = lower.charCodeAt(end + 1);
    if (!next?.next.has(after) && BETWEEN_SCRIPTS.test(text.slice(end - 1, end + 2))) {
      end += 1;
      next = node.next.get(after);
    }
    node = next;
  }
  return best;
}

function fits(text: string, start: number, end: number, exact: string | null): boolean {
  if (exact !== null && text.slice(start, end) !== exact) return false;
  return !(end < text.length && WORD.test(text[end - 1]!) && WORD.test(text[end]!));
}

function* units(text: string): Iterable<number> {
  for (let at = 0; at < text.length; at += 1) yield text.charCodeAt(at);
}
