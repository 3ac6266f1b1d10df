import type { ItemId } from '../src/domain/ids.ts';
import type { CalendarDate } from '../src/domain/time.ts';
import { loadCatalog } from '../src/knowledge/catalog/load.ts';
import { decodeText } from '../src/pipeline/decode/decode.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import { mapNotice } from '../src/pipeline/map/map-notice.ts';
import { knowledgeOf } from '../src/pipeline/standing/knowledge.ts';
import { LONG_PARAGRAPHS } from '../test/support/long-paragraphs.ts';
import { medianMs, printRows, row } from './row.ts';

// A list of 300 apps, decoded, read and mapped, and how time grows with ten times the rows: `node
// bench/list.ts`.

const { catalog } = loadCatalog('config');
if (catalog === null) throw new Error('the catalog has problems; see npm run catalog');
const knowledge = knowledgeOf(catalog);
const read = readerOf(catalog);
const known = [...catalog.companies.values()].flatMap((company) =>
  company.apps.slice(0, 1).map((app) => app.name.zh ?? app.name.en ?? company.id),
);

/** A page in MIIT's layout: every third app is one that the catalog knows. */
function page(rows: number): string {
  const cells = Array.from({ length: rows }, (_, index) => {
    const name = index % 3 === 0 ? known[index % known.length] : `演示应用${index}`;
    return `<tr><td>${index + 1}</td><td>${name}</td><td>虚构市第${index}号软件有限公司</td><td>应用宝</td><td>1.0.${index}</td><td>违规收集个人信息</td></tr>`;
  });
  return `<html><body><h1>关于侵害用户权益行为的APP通报（2021年第9批，总第18批）</h1><p>工业和信息化部检查发现${rows}款APP存在问题，应在9月28日前完成整改。</p><table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>${cells.join('')}</table></body></html>`;
}

const context = {
  item: 'bench' as ItemId,
  source: null,
  outlet: null,
  url: '',
  title: '',
  published: '2021-09-20' as CalendarDate,
  publishedAt: null,
};
const settle = (html: string) => () => {
  const notice = read(decodeText(html, 'html'), context);
  return mapNotice(notice, knowledge.index, context.published);
};
const document = decodeText(page(300), 'html');
const found = read(document, context).mentions.length;
if (found !== 300) throw new Error(`300 rows were printed and ${found} read`);

/** A notice that goes on with one thing, `length` characters long. */
const endless = (unit: string, length: number) => {
  const text = `8月18日，工信部通报木棉App，要求整改：${unit.repeat(length / unit.length)}`;
  const page = decodeText(text, 'text');
  return () => read(page, context);
};
/** Of all paragraphs the one that grows most from 4,000 to 40,000 characters. */
async function worstParagraph(): Promise<{ about: string; growth: number; ms: number }> {
  const all: { about: string; growth: number; ms: number }[] = [];
  for (const [about, unit] of LONG_PARAGRAPHS) {
    const ms = await medianMs(3, endless(unit, 40_000));
    all.push({ about, ms, growth: ms / (await medianMs(9, endless(unit, 4_000))) });
  }
  return all.reduce((worst, one) => (one.growth > worst.growth ? one : worst));
}

const small = await medianMs(15, settle(page(300)));
const large = await medianMs(5, settle(page(3000)));
const readAndMap = await medianMs(15, () =>
  mapNotice(read(document, context), knowledge.index, context.published),
);
const worst = await worstParagraph();
printRows([
  row('300-row list read and mapped', 'ms', readAndMap, 'asked', 20),
  row('300-row list decoded, read and mapped', 'ms', small, 'read and mapped alone', readAndMap),
  row('3,000 rows against 300', '× the time', large / small, 'asked', 11),
  row(
    `a paragraph of 40,000 characters, ${worst.about}`,
    'ms',
    worst.ms,
    'one of 4,000',
    worst.ms / worst.growth,
  ),
]);
