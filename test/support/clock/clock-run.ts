import { DAY_MS } from '../../../src/domain/time.ts';
import type { PublishedPage, World } from '../world.ts';
import { startWorld } from '../world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TEN_YEARS = 3_653 * DAY_MS;

/** By how much this machine's clock is wrong, one after the other: it jumps between them. */
const HOST_CLOCKS: Readonly<Record<string, number>> = {
  right: 0,
  'three minutes slow': -3 * MINUTE,
  'a day slow': -DAY_MS,
  'a day fast': DAY_MS,
  'eight hours slow': -8 * HOUR,
  'ten years fast': TEN_YEARS,
  'right again': 0,
  'ten years slow': -TEN_YEARS,
  'an hour slow': -HOUR,
  'right at last': 0,
};

/** How a feed states when a notice was published. */
const DATES: Readonly<Record<string, (at: number) => string>> = {
  right: (at) => new Date(at).toUTCString(),
  'Beijing time labelled GMT': (at) => new Date(at + 8 * HOUR).toUTCString(),
  'Beijing time labelled CST': (at) => new Date(at + 8 * HOUR).toUTCString().replace('GMT', 'CST'),
  'Beijing time labelled Z': (at) => new Date(at + 8 * HOUR).toISOString(),
  'local time without a zone': (at) => new Date(at + 8 * HOUR).toISOString().slice(0, 19),
  'a day alone': (at) => new Date(at + 8 * HOUR).toISOString().slice(0, 10),
  none: () => '',
  'no date': () => 'soon',
  'two minutes ahead': (at) => new Date(at + 2 * MINUTE).toUTCString(),
  'a day ahead': (at) => new Date(at + 26 * HOUR).toUTCString(),
  'ten years ahead': (at) => new Date(at + TEN_YEARS).toUTCString(),
  'ten years old': (at) => new Date(at - TEN_YEARS).toUTCString(),
};

const APPS = [
  ['携程旅行', '上海携程商务有限公司', 'trip-com'],
  ['拼多多', '上海寻梦信息技术有限公司', 'pdd'],
  ['微博', '北京微梦创科网络技术有限公司', 'weibo'],
] as const;

export interface ClockReport {
  readonly notices: number;
  /** Notices by what became of their company. */
  readonly sent: number;
  readonly suppressed: number;
  /** Neither a message nor a stored reason. */
  readonly lost: readonly string[];
  readonly reasons: Readonly<Record<string, number>>;
}

const BATCH = 10;

/**
 * Publishes notices whose dates are wrong in every way, to a program whose clock is wrong and jumps,
 * and counts those of which neither a message nor a stored reason is left.
 */
export async function clockRun(
  notices: number,
  say: (line: string) => void = () => {},
): Promise<ClockReport> {
  const world = await startWorld({ sources: { 'demo-miit': { kind: 'rss' } } });
  for (const [, , company] of APPS) await world.follow(company, { leastBand: 'background' });
  const items: string[] = [];
  let at = Date.parse('2021-09-20T10:00+08:00');
  const tick = async (skew: number) => {
    uploadFeed(world, items);
    await world.tickAt(new Date(at + skew + 8 * HOUR).toISOString().slice(0, 16));
  };
  await tick(0);
  const clocks = Object.entries(HOST_CLOCKS);
  const names = Object.keys(DATES);
  const cases: { path: string; name: string }[] = [];
  for (let n = 0; n < notices; n += 1) {
    const [clock, skew] = clocks[Math.floor((n / notices) * clocks.length)]!;
    const date = names[n % names.length]!;
    const page = pageOf(n);
    world.publish('miit', page);
    items.unshift(itemOf(page, n, DATES[date]!(at)));
    cases.push({ path: page.path, name: `clock ${clock}, date ${date}` });
    if (cases.length % BATCH !== 0 && n !== notices - 1) continue;
    for (const minutes of [6, 6, 12]) {
      at += minutes * MINUTE;
      await tick(skew);
    }
    if (cases.length % 100 === 0) say(`${cases.length} of ${notices}`);
  }
  const report = await reportOf(world, cases);
  await world.close();
  return report;
}

async function reportOf(
  world: World,
  cases: readonly { readonly path: string; readonly name: string }[],
): Promise<ClockReport> {
  const all = await world.store.notices({ limit: 10_000 });
  const byPath = new Map(all.map((one) => [URL.parse(one.url)?.pathname, one]));
  const lost: string[] = [];
  const reasons: Record<string, number> = {};
  let sent = 0;
  let suppressed = 0;
  for (const { path, name } of cases) {
    const notice = byPath.get(path);
    const rows =
      notice === undefined ? [] : await world.store.suppressed({ notice: notice.id, limit: 9 });
    const signals =
      notice === undefined ? [] : await world.store.signals({ notice: notice.id, limit: 9 });
    const alerted = await world.store.firstAlerts(signals.map(({ id }) => id));
    if (alerted.size > 0) sent += 1;
    else if (rows.length > 0) {
      suppressed += 1;
      const key = `${rows[0]!.stage}: ${rows[0]!.because.code}`;
      reasons[key] = (reasons[key] ?? 0) + 1;
    } else lost.push(`${path}: ${name}${notice === undefined ? ', never read' : ''}`);
  }
  return { notices: cases.length, sent, suppressed, lost, reasons };
}

/** A numbered list of its own that names one app of a listed company. */
function pageOf(n: number): PublishedPage {
  const [app, developer] = APPS[n % APPS.length]!;
  return {
    path: `/miit/clock_${n}.html`,
    title: `关于侵害用户权益行为的APP通报（第${n + 1}批，总第${n + 1_001}批）`,
    date: '',
    body: `<p>工业和信息化部近期组织检查，发现1款APP存在问题，应完成整改。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td>1</td><td>${app}</td><td>${developer}</td><td>应用宝</td><td>1.${n}</td><td>违规收集个人信息</td></tr></table>`,
  };
}

const itemOf = ({ title, path }: PublishedPage, n: number, date: string): string =>
  `<item><title>${title}</title><link>${path}</link><guid isPermaLink="false">clock-${n}</guid>${
    date === '' ? '' : `<pubDate>${date}</pubDate>`
  }</item>`;

function uploadFeed(world: World, items: readonly string[]): void {
  const text = `<rss version="2.0"><channel><title>通报</title>${items.join('')}</channel></rss>`;
  world.upload('/miit/index.html', new TextEncoder().encode(text));
}
