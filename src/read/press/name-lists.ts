import type { Token } from './tokens.ts';

const isName = (token: Token | undefined): boolean => token?.kind === 'name' || token?.kind === 'unknown';
const JOINERS: ReadonlySet<string> = new Set([
  '、',
  ',',
  '，',
  'and',
  '&',
  '和',
  '与',
  '及',
  '以及',
  '等',
  '“',
  '”',
  '《',
  '》',
  '"',
]);

/**
 * The tokens with every list of names ("A, B and C", "甲、乙等") shrunk to one name, the candidate's own list to the candidate:
 * what is said of a list is said of each of its names. `listed` counts the names of the candidate's list.
 */
export function withoutLists(
  tokens: readonly Token[],
  at: number,
): { tokens: Token[]; at: number; listed: number } {
  const rest: Token[] = [];
  let where = 0;
  let listed = 1;
  for (let index = 0; index < tokens.length; ) {
    if (!isName(tokens[index])) {
      rest.push(tokens[index]!);
      index += 1;
      continue;
    }
    let last = index;
    let names = 1;
    for (let next = index + 1; next < tokens.length && next - last <= 3; next += 1) {
      if (isName(tokens[next])) {
        if (next === last + 1) break;
        last = next;
        names += 1;
      } else if (!JOINERS.has(tokens[next]!.text)) break;
    }
    const own = index <= at && at <= last;
    if (own) {
      where = rest.length;
      listed = names;
    }
    rest.push(own ? tokens[at]! : tokens[index]!);
    index = last + 1;
  }
  return { tokens: rest, at: where, listed };
}
