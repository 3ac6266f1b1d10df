import { LRUCache } from 'lru-cache';
import { DAY_MS } from '../../domain/time.ts';
import type { Fetch } from './http-exchange.ts';

/** This program's name in robots.txt. */
const AGENT = 'tocsin';
const MOST_SITES = 2_000;
/** RFC 9309 2.5: at least 500 KiB. */
const MOST_BYTES = 512_000;
/** Timeout for a robots.txt; the list itself will show whether the site answers. */
const WITHIN_MS = 8_000;
/** Pause before a failed robots.txt is requested again. */
const AGAIN_MS = 3_600_000;
/** Characters of a line that are read, as in Google's parser: eight of the longest addresses. */
const LONGEST_LINE = 8 * 2_083 - 1;

interface Rule {
  readonly allow: boolean;
  readonly path: string;
}

/** The robots.txt rules of sites; each file is read once a day. */
export interface Robots {
  /** Whether an address may be requested. A missing file forbids nothing. */
  allows(url: string, proxy: string | null): Promise<boolean>;
}

/**
 * @param fetch asks without the queue of the host: the file costs no notice its turn
 * @param own hosts that the operator opened by name, as `host` or `host:port`: a server of
 *   one's own is asked whatever it says
 */
export function createRobots(
  fetch: Fetch,
  now: () => number,
  own: ReadonlySet<string> = new Set(),
): Robots {
  const sites = new LRUCache<string, { rules: Promise<readonly Rule[] | null>; until: number }>({
    max: MOST_SITES,
  });
  async function read(origin: string, proxy: string | null): Promise<readonly Rule[] | null> {
    const url = `${origin}/robots.txt`;
    const answer = await fetch({ url, proxy, maxBytes: MOST_BYTES, withinMs: WITHIN_MS });
    if (answer.kind !== 'ok') return answer.kind === 'failed' && isNone(answer.status) ? [] : null;
    return rulesIn(new TextDecoder().decode(answer.bytes));
  }
  function rulesAt(origin: string, proxy: string | null): Promise<readonly Rule[] | null> {
    const known = sites.get(origin);
    if (known !== undefined && known.until > now()) return known.rules;
    const site = { rules: read(origin, proxy), until: now() + DAY_MS };
    sites.set(origin, site);
    void site.rules.then((rules) => {
      if (rules === null) site.until = now() + AGAIN_MS;
    });
    return site.rules;
  }
  return {
    async allows(url, proxy) {
      const { origin, pathname, search, host, hostname } = new URL(url);
      if (pathname === '/robots.txt' || own.has(host) || own.has(hostname)) return true;
      return isAllowed(`${pathname}${search}`, (await rulesAt(origin, proxy)) ?? []);
    },
  };
}

/** RFC 9309 2.3.1.3: without a file everything is allowed. */
const isNone = (status: number | null) => status !== null && status >= 400 && status < 500;

/**
 * Returns the rules for `agent`: those of its own name, else those for everybody.
 * Read as RFC 9309 says, with what Google's parser forgives: a missing colon, a name followed by
 * more words, a mark of byte order, and an allowed `index.html` that stands for its folder.
 */
export function rulesIn(text: string, agent = AGENT): readonly Rule[] {
  const groups: { readonly agents: string[]; readonly rules: Rule[] }[] = [];
  let isNaming = false;
  for (const line of text.replace(/^[\uFEFF\uFFFD]+/, '').split(/\r\n|\r|\n/)) {
    const { name, value } = fieldOf(line.slice(0, LONGEST_LINE).split('#', 1)[0]!.trim());
    if (name === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [] });
      groups.at(-1)!.agents.push(tokenOf(value));
      isNaming = true;
    } else if (name === 'allow' || name === 'disallow') {
      isNaming = false;
      if (value !== '') groups.at(-1)?.rules.push(...rulesOf(name === 'allow', value));
    }
  }
  const of = (token: string) => groups.filter(({ agents }) => agents.includes(token));
  const own = of(agent.toLowerCase());
  return (own.length > 0 ? own : of('*')).flatMap(({ rules }) => rules);
}

/** The two parts of a line: parted by a colon, or by space where there are just two words. */
function fieldOf(line: string): { readonly name: string; readonly value: string } {
  const [name = '', ...rest] = line.split(':');
  if (rest.length > 0) return { name: name.trim().toLowerCase(), value: rest.join(':').trim() };
  const words = line.split(/[ \t]+/);
  return words.length === 2
    ? { name: words[0]!.toLowerCase(), value: words[1]! }
    : { name: '', value: '' };
}

/** The product token of a user-agent line: RFC 9309 2.2.1 allows letters, `-` and `_`. */
const tokenOf = (value: string) =>
  /^\*(?:\s|$)/.test(value) ? '*' : /^[a-z_-]*/.exec(value.toLowerCase())![0];

function rulesOf(allow: boolean, value: string): Rule[] {
  const path = encoded(value);
  const folder = /^(.*\/)index\.html?$/.exec(path)?.[1];
  const rule = { allow, path };
  return allow && folder !== undefined ? [rule, { allow, path: `${folder}$` }] : [rule];
}

/**
 * The form in which paths are compared (RFC 9309 2.2.2): what is not ASCII is escaped, escapes of
 * letters, digits, `-`, `.`, `_` and `~` are resolved, the others are in capitals.
 */
const encoded = (path: string) =>
  normal(path.replace(/[^\0-\x7f]+/g, (text) => encodeURIComponent(text.toWellFormed())));

const normal = (path: string) =>
  path.replace(/%[0-9a-f]{2}/gi, (code) => {
    const sign = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[a-z0-9._~-]/i.test(sign) ? sign : code.toUpperCase();
  });

/**
 * RFC 9309 2.2.2: the longest rule that fits decides, and of two alike the one that allows.
 * @param path as in a parsed `URL`, which has no character outside ASCII
 */
export function isAllowed(path: string, rules: readonly Rule[]): boolean {
  const wanted = normal(path);
  let best: Rule | null = null;
  for (const rule of rules)
    if (fits(rule.path, wanted) && (best === null || isStronger(rule, best))) best = rule;
  return best?.allow ?? true;
}

const isStronger = (rule: Rule, other: Rule) =>
  rule.path.length > other.path.length || (rule.path.length === other.path.length && rule.allow);

/** `*` stands for anything, `$` at the end for the end. */
function fits(rule: string, path: string): boolean {
  const isWhole = rule.endsWith('$');
  const [first = '', ...more] = (isWhole ? rule.slice(0, -1) : rule).split('*');
  if (!path.startsWith(first)) return false;
  // What the path ends with is looked for at its end: the piece may stand in it before.
  const last = isWhole ? more.pop() : undefined;
  let at = first.length;
  for (const piece of more) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  if (last === undefined) return !isWhole || at === path.length;
  return path.endsWith(last) && path.length - last.length >= at;
}
