import type { PressLanguage, Token } from './tokens.ts';

/**
 * Tokens between a country and the noun of its authority: "U.S. National Highway Traffic Safety
 * Administration".
 */
const MOST_BETWEEN = { en: 6, zh: 14 } as const;
/** Words for acts that also stand inside names of authorities. */
const JOINING: ReadonlySet<string> = new Set('检查 调查 审查 稽查 监管 限制'.split(' '));
/** Cues that stand inside names of authorities in small letters too. */
const JOINING_CUES: ReadonlySet<string> = new Set(['scope', 'market', 'product', 'deal']);
const CAPITAL = /^\p{Lu}/u;

/**
 * Joins a country and a noun for an authority into one token: "Polish watchdog", "瑞士竞争委员会". Its
 * group is the country. A country that stands alone stays what it is.
 */
export function withAuthorities(
  tokens: readonly Token[],
  text: string,
  language: PressLanguage,
): readonly Token[] {
  if (!tokens.some(({ kind }) => kind === 'country')) return tokens;
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const last = token.kind === 'country' ? lastOf(tokens, at, text, language) : at;
    joined.push(last === at ? token : asOne(token, tokens[last]!, text));
    at = last;
  }
  return joined;
}

function asOne(country: Token, { end, name }: Token, text: string): Token {
  return {
    ...country,
    end,
    text: text.slice(country.start, end).toLowerCase(),
    kind: 'authority',
    // 中国 before 国家市场监管总局 makes it no other authority.
    name: name?.key.startsWith(`${country.group.toLowerCase()}-`) ? name : null,
  };
}

/** Index of the noun that closes the authority's name; `at` where none does. */
function lastOf(
  tokens: readonly Token[],
  at: number,
  text: string,
  language: PressLanguage,
): number {
  const most = Math.min(tokens.length - 1, at + MOST_BETWEEN[language]);
  for (let next = at + 1; next <= most; next += 1) {
    const token = tokens[next]!;
    if (token.start > tokens[next - 1]!.end + 1) break;
    if (token.kind === 'authority') return next;
    if (language === 'zh' ? !goesOnZh(token) : !goesOnEn(token, text)) break;
  }
  return at;
}

function goesOnZh({ kind, text }: Token): boolean {
  if (kind === 'step') return text.length === 1 || JOINING.has(text);
  return kind !== 'name' && kind !== 'number' && kind !== 'mark';
}

function goesOnEn({ kind, group, start, text: written }: Token, text: string): boolean {
  if (kind === 'step') return CAPITAL.test(text[start]!);
  if (kind === 'cue') return JOINING_CUES.has(group) || CAPITAL.test(text[start]!);
  return kind === 'word' || kind === 'country' || written === "'" || written === '’';
}
