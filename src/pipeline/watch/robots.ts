import { LRUCache } from 'lru-cache';
import { DAY_MS } from '../../domain/time.ts';
import type { Fetch } from './http-exchange.ts';

/** This program's name in robots.txt. */
const AGENT = 'tocsin';
const MOST_SITES = 2_000;
const MOST_BYTES = 500_000;
/** Timeout for a robots.txt; the list itself will show whether the site answers. */
const WITHIN_MS = 8_000;
/** Pause before a failed robots.txt is requested again. */
const AGAIN_MS = 3_600_000;

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
  function rulesOf(origin: string, proxy: string | null): Promise<readonly Rule[] | null> {
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
      return isAllowed(`${pathname}${search}`, (await rulesOf(origin, proxy)) ?? []);
    },
  };
}

/** RFC 9309 2.3.1.3: without a file everything is allowed. */
const isNone = (status: number | null) => status !== null && status >= 400 && status < 500;

/** The rules for this program: those of its own name, else those for everybody. */
export function rulesIn(text: string): readonly Rule[] {
  const groups: { readonly agents: string[]; readonly rules: Rule[] }[] = [];
  let isNaming = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [field = '', ...rest] = line.split('#', 1)[0]!.split(':');
    const name = field.trim().toLowerCase();
    const value = rest.join(':').trim();
    if (name === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [] });
      groups.at(-1)!.agents.push(value.toLowerCase());
      isNaming = true;
    } else if (name === 'allow' || name === 'disallow') {
      isNaming = false;
      if (value !== '') groups.at(-1)?.rules.push({ allow: name === 'allow', path: value });
    }
  }
  const of = (agent: string) => groups.filter(({ agents }) => agents.includes(agent));
  const own = of(AGENT);
  return (own.length > 0 ? own : of('*')).flatMap(({ rules }) => rules);
}

/** RFC 9309 2.2.2: the longest rule that fits decides, and of two alike the one that allows. */
export function isAllowed(path: string, rules: readonly Rule[]): boolean {
  let best: Rule | null = null;
  for (const rule of rules)
    if (fits(rule.path, path) && (best === null || isStronger(rule, best))) best = rule;
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
