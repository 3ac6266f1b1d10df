import { articlePage, listPage } from '../../../src/demo/pages.ts';
import { finding, networkFinding, statusFinding } from '../../../src/pipeline/watch/findings.ts';
import type { Fetch, FetchOutcome } from '../../../src/pipeline/watch/http-exchange.ts';
import { hashOf } from '../../../src/pipeline/watch/identity.ts';
import { HOSTS, type NetworkFault, type PlannedPage } from './plan.ts';
import { appOf, firmOf, originOf } from './registry.ts';

/** A page as it stands on its host now. */
export interface Published {
  readonly index: number;
  readonly host: number;
  readonly path: string;
  readonly url: string;
  readonly title: string;
  readonly date: string;
  readonly kind: PlannedPage['kind'];
  companies: readonly number[];
}

const OLD = { path: '/old.html', title: '关于开展培训的通知', date: '2021-06-01' };

const TITLES = {
  list: (n: number) => `关于侵害用户权益行为的APP通报（2021年第${n}批，总第${n + 20}批）`,
  removal: (n: number) => `关于下架侵害用户权益APP名单的通报（2021年第${n}批，总第${n + 20}批）`,
  training: (n: number) => `关于开展第${n}期应用安全培训的通知`,
};
const LEADS = {
  list: '工业和信息化部近期组织检查，发现以下APP存在问题，上述APP应在10月28日前完成整改。',
  removal:
    '针对未按要求完成整改的APP，工业和信息化部组织对以下APP进行下架，相关应用商店应立即组织对名单中应用软件进行下架处理。',
  training: '各有关单位：定于下月举办培训，请按时参加。',
};

export function publishedOf(plan: PlannedPage, index: number, date: string): Published {
  const path = `/art_${index + 1}.html`;
  return {
    index,
    host: plan.host,
    path,
    url: `${originOf(HOSTS[plan.host]!)}${path}`,
    title: TITLES[plan.kind](index + 1),
    date,
    kind: plan.kind,
    companies: plan.companies,
  };
}

function bodyOf({ kind, companies, index }: Published): string {
  if (kind === 'training') return `<p>${LEADS.training}</p>`;
  const names = [
    ...companies.map((company) => [appOf(company), firmOf(company)]),
    [`无名记事${index + 1}`, '虚构市某某软件有限公司'],
  ];
  const rows = names.map(
    ([app, firm], at) =>
      `<tr><td>${at + 1}</td><td>${app}</td><td>${firm}</td><td>应用宝</td><td>1.0</td><td>违规收集个人信息</td></tr>`,
  );
  return `<p>${LEADS[kind]}</p><table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>${rows.join('')}</table>`;
}

/** Hosts that answer from memory, with the faults of the moment. */
export function createSite(
  faultOf: (host: number) => NetworkFault | null,
  pass: (ms: number) => void,
) {
  const pages: Published[] = [];
  /** The lists as they were before the current fault: what a stale cache gives. */
  const lists = new Map<number, string>();

  function listOf(host: number, fault: NetworkFault | null): string {
    const rows = [...pages.filter((page) => page.host === host).toReversed(), OLD];
    const shown = fault === 'reversed' ? rows.toReversed() : rows;
    const twice = fault === 'twice' ? [...shown, ...shown] : shown;
    const html = listPage(`List ${host}`, fault === 'empty' ? [] : twice);
    if (fault === 'stale') return lists.get(host) ?? html;
    if (fault === null) lists.set(host, html);
    return fault === 'cut' ? html.slice(0, html.indexOf('<ul')) : html;
  }

  function answer(host: number, path: string, fault: NetworkFault | null): string | null {
    if (path === '/list.html') return listOf(host, fault);
    const page = pages.find((one) => one.host === host && one.path === path);
    if (page !== undefined) return articlePage(page.title, page.date, 'MIIT', bodyOf(page));
    if (path === OLD.path)
      return articlePage(OLD.title, OLD.date, 'MIIT', `<p>${LEADS.training}</p>`);
    return null;
  }

  const fetch: Fetch = async ({ url, etag }): Promise<FetchOutcome> => {
    const { hostname, pathname } = new URL(url);
    const host = HOSTS.indexOf(hostname.split('.')[0] as (typeof HOSTS)[number]);
    const fault = faultOf(host);
    pass(fault === 'slow' ? 20_000 : 200);
    const failed = failureOf(fault, url);
    if (failed !== null) return failed;
    const text = answer(host, pathname, fault);
    if (text === null) return { ...NO_ANSWER, ...statusFinding(404, url), status: 404 };
    const mark = `"${hashOf(text).slice(0, 12)}"`;
    if (etag === mark) return { kind: 'not-modified', freshForMs: null };
    return {
      kind: 'ok',
      url,
      movedTo: null,
      bytes: Buffer.from(text),
      contentType: 'text/html; charset=utf-8',
      etag: mark,
      lastModified: null,
      freshForMs: null,
    };
  };
  return { pages, fetch };
}

const NO_ANSWER = { kind: 'failed', status: null, retryAfterMs: null } as const;

function failureOf(fault: NetworkFault | null, url: string): FetchOutcome | null {
  if (fault === 'refused')
    return { ...NO_ANSWER, ...networkFinding({ code: 'ECONNREFUSED', message: 'refused' }, url) };
  if (fault === 'too-slow') return { ...NO_ANSWER, ...finding('too-slow', url) };
  if (fault === 'status-503') return { ...NO_ANSWER, ...statusFinding(503, url), status: 503 };
  if (fault === 'status-404') return { ...NO_ANSWER, ...statusFinding(404, url), status: 404 };
  if (fault === 'asked-to-wait')
    return { ...NO_ANSWER, ...statusFinding(429, url), status: 429, retryAfterMs: 120_000 };
  return null;
}
