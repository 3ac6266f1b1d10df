import { kindOf } from '../../domain/act-kind.ts';
import { isUnread, ReaderFault, type ReaderFaultCode } from '../../domain/debt.ts';
import type { ItemId, RegulatorId } from '../../domain/ids.ts';
import type { CalendarDate } from '../../domain/time.ts';
import type { ReadContext } from '../read/document/page.ts';
import type { Workers } from './workers.ts';

const TITLE = '关于侵害用户权益行为的APP通报（2024年第1批）';

/** A page of our own in the layout of a regulator's list; its apps and firms do not exist. */
const PAGE = `<html><head><meta charset="utf-8"><title>${TITLE}</title>
<meta name="PubDate" content="2024-03-01 10:00"></head><body><div class="article"><h1>${TITLE}</h1>
<p>工业和信息化部近期组织检查，发现2款APP存在问题，现予以通报，上述APP应在3月15日前完成整改。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td>1</td><td>木棉记账</td><td>虚构市木棉软件有限公司</td><td>应用宝</td><td>1.0</td><td>违规收集个人信息</td></tr>
<tr><td>2</td><td>青禾出行</td><td>虚构市青禾软件有限公司</td><td>应用宝</td><td>2.1</td><td>违规收集个人信息</td></tr></table>
</div></body></html>`;

const URL_OF_PAGE = 'https://self-check.invalid/';

const CONTEXT: ReadContext = {
  item: 'self-check' as ItemId,
  source: null,
  outlet: null,
  url: URL_OF_PAGE,
  title: TITLE,
  published: '2024-03-01' as CalendarDate,
  publishedAt: null,
};

const MIIT = 'cn-miit' as RegulatorId;

/** The answer in one line; of a catalog without this authority none is expected. */
const answerOf = (authority: string | null, names: readonly string[], rest: readonly string[]) =>
  [authority ?? 'no authority', names.join(' '), ...rest].join(', ');

const EXPECTED_NAMES = ['木棉记账', '青禾出行'];
const EXPECTED_REST = ['name rectify', 'until 2024-03-15', 'companies: none'];

/**
 * Reads a page of our own with a known answer through the reading process. Returns the fault of the
 * process, or null where the answer is right.
 * @param regulators authorities that the reader knows
 */
export async function checkReading(
  workers: Pick<Workers, 'getReady' | 'decode' | 'read'>,
  regulators: { has(id: RegulatorId): boolean },
): Promise<ReaderFault | null> {
  const expected = answerOf(regulators.has(MIIT) ? MIIT : null, EXPECTED_NAMES, EXPECTED_REST);
  try {
    const fault = await workers.getReady();
    if (fault !== null) return fault;
    const answer = await readOwnPage(workers);
    if (answer === expected) return null;
    return new ReaderFault('reader-answer', `It read "${answer}" where "${expected}" stands.`);
  } catch (error) {
    if (error instanceof ReaderFault) return error;
    return new ReaderFault('reader-answer', String(error));
  }
}

/** What the process read on the page; throws its fault. */
async function readOwnPage({ decode, read }: Pick<Workers, 'decode' | 'read'>): Promise<string> {
  const document = await decode({
    bytes: Buffer.from(PAGE),
    contentType: 'text/html; charset=utf-8',
    url: URL_OF_PAGE,
  });
  for (const { code, message } of document.findings)
    throw new ReaderFault(ENDED[code] ?? 'reader-answer', message);
  const notice = await read(document, CONTEXT);
  if (isUnread(notice)) throw new ReaderFault(notice.fault ?? 'reader-answer', notice.unread);
  const { regulator, mentions, actions, deadline } = notice;
  const companies = mentions.flatMap(({ company }) => company ?? []).join(' ') || 'none';
  return answerOf(
    regulator?.value ?? null,
    mentions.filter(({ role }) => role === 'subject').map(({ name }) => name),
    [
      actions.map(({ act }) => kindOf(act)).join(' '),
      `until ${deadline?.value ?? 'no day'}`,
      `companies: ${companies}`,
    ],
  );
}

/** Findings of a document whose process ended or took too long. */
const ENDED: Readonly<Record<string, ReaderFaultCode>> = {
  'took-too-long': 'reader-slow',
  'took-too-much': 'reader-memory',
};
