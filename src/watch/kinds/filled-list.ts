import { parsePage } from '../../markup/parse-page.ts';

const PAGE_SIZE = 24;

/**
 * The call with which a page of the publishing system of MIIT, its provincial bureaus and SAMR fills its list:
 * `pageNo` counts from 1. `<script parseType="buildstatic" url="…" queryData="{'webId':'…',…}">`. Read, never run. null = the page is complete by itself.
 */
export function listCall(text: string, url: string, pageNo = 1): string | null {
  if (!/buildstatic/i.test(text)) return null;
  const parsed = parsePage(text);
  if (!parsed.ok) return null;
  const page = parsed.$;
  for (const one of page('script[parsetype="buildstatic"], script[parseType="buildstatic"]').toArray()) {
    const script = page(one);
    const address = script.attr('url');
    const query = pairsOf(script.attr('querydata') ?? script.attr('queryData') ?? '');
    if (address === undefined || query.size === 0 || !URL.canParse(address, url)) continue;
    const call = new URL(address, url);
    for (const [name, value] of query) call.searchParams.set(name, value);
    if (pageNo > 1 || !query.has('paramJson'))
      call.searchParams.set('paramJson', withPage(query.get('paramJson'), pageNo));
    return call.href;
  }
  return null;
}

/** The parameters that the page states, for another page of the list. */
function withPage(parameters: string | undefined, pageNo: number): string {
  const usual = { pageNo, pageSize: PAGE_SIZE };
  try {
    const stated = JSON.parse(parameters ?? '{}') as unknown;
    return JSON.stringify(Object.assign(usual, stated, { pageNo }));
  } catch {
    return JSON.stringify(usual);
  }
}

/** The HTML that such a call answers: `{"data":{"html":"…"}}`; null where it is something else. */
export function listFragment(text: string): string | null {
  try {
    const html = (JSON.parse(text) as { data?: { html?: unknown } }).data?.html;
    return typeof html === 'string' ? html : null;
  } catch {
    return null;
  }
}

/** Names and values of an object that is written with single or double quotes. */
function pairsOf(text: string): Map<string, string> {
  try {
    return new Map(
      Object.entries(JSON.parse(text) as Record<string, unknown>).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
  } catch {
    const pairs = text.matchAll(
      /(['"])(\w{1,60})\1\s{0,9}:\s{0,9}(?:'([^']*)'|"([^"]*)"|([\d.]+)|(\{[^{}]*\}))/g,
    );
    return new Map([...pairs].map((pair) => [pair[2]!, pair[3] ?? pair[4] ?? pair[5] ?? pair[6] ?? '']));
  }
}
