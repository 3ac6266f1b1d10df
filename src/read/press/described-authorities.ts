import type { Token } from './tokens.ts';

/** Words between a country and the noun of its authority: "U.S. National Highway Traffic Safety Administration". */
const MOST_WORDS = 6;
const MOST_CHARACTERS = 14;
/** What a Chinese authority's name ends with when no list has it. */
const ENDINGS = [
  '委员会',
  '管理局',
  '监管局',
  '监督局',
  '总局',
  '法院',
  '检察院',
  '议会',
  '厅',
  '局',
  '部',
  '署',
  '院',
  '委',
  '会',
];
const HAN = /^\p{Script=Han}+$/u;
const CAPITAL = /^\p{Lu}/u;

/**
 * Joins a country and a noun for an authority into one token: "Polish watchdog", "瑞士竞争委员会". Its group is the
 * country. A country that stands alone stays what it is.
 */
export function withAuthorities(tokens: readonly Token[], text: string, language: 'en' | 'zh'): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const last = token.kind === 'country' ? lastOf(tokens, at, text, language) : -1;
    if (last < 0) {
      joined.push(token);
      continue;
    }
    const end = tokens[last]!.end;
    const written = text.slice(token.start, end);
    joined.push({ ...token, end, text: written.toLowerCase(), kind: 'authority', group: token.group });
    at = last;
  }
  return joined;
}

function lastOf(tokens: readonly Token[], at: number, text: string, language: 'en' | 'zh'): number {
  let last = -1;
  for (
    let next = at + 1;
    next < tokens.length && next - at <= (language === 'en' ? MOST_WORDS : MOST_CHARACTERS);
    next += 1
  ) {
    const token = tokens[next]!;
    if (token.start > tokens[next - 1]!.end + 1) break;
    if (token.kind === 'authority') {
      last = next;
      if (language === 'en') break;
      continue;
    }
    if (last >= 0 && language === 'en') break;
    if (language === 'zh') {
      if (token.kind === 'name' || token.kind === 'number' || token.kind === 'mark') break;
      if (token.kind === 'step' && token.text.length > 1 && last < 0 && !joins(token)) break;
      if (last >= 0) break;
      if (token.kind === 'word' && HAN.test(token.text) && next - at > 1) {
        const tail = text.slice(tokens[at]!.end, token.end);
        if (ENDINGS.some((ending) => ending.length > 1 && tail.endsWith(ending))) last = next;
      }
      continue;
    }
    const isBetween =
      token.kind === 'word' ||
      token.kind === 'cue' ||
      token.kind === 'country' ||
      (token.kind === 'step' && CAPITAL.test(text[token.start]!)) ||
      token.text === "'" ||
      token.text === '’';
    if (
      !isBetween ||
      (token.kind === 'cue' &&
        token.group !== 'scope' &&
        token.group !== 'market' &&
        token.group !== 'product' &&
        !CAPITAL.test(text[token.start]!))
    )
      break;
  }
  return last;
}

/** Words for steps that also stand inside names of authorities: 审查, 调查, 检查. */
function joins(token: Token): boolean {
  return ['检查', '调查', '审查', '稽查', '监管', '限制'].includes(token.text);
}
