import { bareText } from '../../base/markup/bare-text.ts';
import { type FindingCode, finding, type SourceFinding } from './findings.ts';

/** Marks of script challenges by common shields. */
const CHALLENGES: readonly RegExp[] = [
  /__jsl_clearance|_clearance_s\b/,
  /wzws[_-]|WZWS/,
  /acw_sc__v[23]/,
  /_cf_chl_opt|cf-browser-verification|challenge-platform/,
  /Just a moment\.\.\./,
  /\$_ts\s*=|window\[['"]\$_ts['"]\]/,
  /document\.cookie\s*=[\s\S]{0,400}location(?:\.href|\.reload|\s*=)/,
  /eval\(function\(p,a,c,k,e,[dr]\)/,
];

const ERROR_CODES = /(?<!第)\b(?:404|403|50[0-3])\b(?!\s{0,9}[款个批家期号名起件条万亿元余多强%])/;
const ERROR_TITLES = (
  'not found|forbidden|access denied|bad gateway|unavailable|maintenance|error ' +
  'page|页面不存在|页面未找到|找不到|无法访问|访问出错|' +
  '访问被拒绝|出错了|系统维护|维护中|错误页|拦截'
).split('|');

/** Longest legible text of a challenge or error page; a notice that speaks of errors is longer. */
const LITTLE_TEXT = 600;

/**
 * Whether an answer is not the requested page: a script challenge, a login, an error with status
 * 200, or empty. No script is run to find out. Null = it can be read.
 * @param called its title in the list: a page with this title is no error, even where the title has
 * words of errors ("the 500th list", "a campaign to block calls")
 */
export function pageFailure(
  text: string,
  label: string,
  called: string | null = null,
): SourceFinding | null {
  if (text.trim() === '') return finding('empty-page', label);
  const code = failureCode(text, called);
  return code === null ? null : finding(code, label);
}

/** Whether a page has the marks of a shield that requires a browser. */
export function isChallenge(text: string): boolean {
  const head = text.slice(0, 200_000);
  return CHALLENGES.some((mark) => mark.test(head));
}

function failureCode(text: string, called: string | null): FindingCode | null {
  if (!/<(?:html|head|body|script|form|title|meta|!doctype)\b/i.test(text.slice(0, 20_000)))
    return null;
  const challenged = isChallenge(text);
  const short = text.length < 400_000;
  const login = short && /<input\b[^>]{0,300}type\s*=\s*["']?password/i.test(text);
  const title = /<title[^<>]*>([^<]{0,200})/i.exec(text.slice(0, 20_000))?.[1] ?? '';
  const lower = title.toLowerCase();
  const isError = ERROR_CODES.test(title) || ERROR_TITLES.some((one) => lower.includes(one));
  const erring = isError && !isCalledSo(title, called);
  const bare = !/<(?:p|td|li|img|article|section|iframe|div|span|a|frame)\b/i.test(text);
  if (!short || (!challenged && !login && !erring && !bare)) return null;
  const legible = bareText(text).replace(/\s+/g, ' ').trim();
  if (legible.length > LITTLE_TEXT) return null;
  if (challenged) return 'challenged';
  if (login) return 'login-page';
  if (erring) return 'error-page';
  if (legible !== '') return null;
  return /<script/i.test(text) ? 'challenged' : 'empty-page';
}

/** Letters of a title that identify it, and those that are compared: lists cut long titles. */
const KNOWN_AGAIN = 8;
const MAX_LETTERS = 20;

function isCalledSo(title: string, called: string | null): boolean {
  const letters = (text: string) => text.normalize('NFKC').replace(/[\s\p{P}]+/gu, '');
  const wanted = letters(called ?? '').slice(0, MAX_LETTERS);
  return wanted.length >= KNOWN_AGAIN && letters(title).includes(wanted);
}
