import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemId } from '../../../src/domain/ids.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { compiledFilesOf } from '../../../src/knowledge/catalog/compile.ts';
import { decodeText } from '../../../src/pipeline/decode/decode.ts';
import { type NoticeReader, readerOf, readPartsOf } from '../../../src/pipeline/flows/reader.ts';
import { createWorkers, WORKERS, type Workers } from '../../../src/pipeline/flows/workers.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const context = {
  item: 'apart' as ItemId,
  source: null,
  outlet: null,
  url: '',
  title: '',
  published: '2021-08-18' as CalendarDate,
  publishedAt: null,
};

/**
 * Texts that froze or slowed the first reader, and what no notice may be made of: 50,000 characters
 * of one thing.
 */
const FREEZING = [
  `杭州市场监管局${'Ltd.'.repeat(20)}约谈美团饿了么`,
  `FTC fined Acme ${'Ltd.'.repeat(26)} today.`,
  `The FTC said that it fined Meta.\n${'the '.repeat(32)}.`,
  ...[
    '通报',
    '约谈。',
    '下架',
    'fined by ',
    '甲、',
    '“甲”',
    '《',
    '(',
    '\n',
    '等3款App',
    ', including ',
    '1.甲 ',
    '8月1日前',
  ].map((unit) => unit.repeat(50_000 / unit.length)),
];

let workers: Workers;
let here: NoticeReader;

beforeAll(() => {
  const catalog = repositoryCatalog().catalog!;
  here = readerOf(catalog);
  workers = createWorkers(WORKERS, [async () => readPartsOf(catalog)]);
});
afterAll(() => workers.close());

describe('documents read in a process apart', () => {
  it('give the same Notice as in this process', async () => {
    const document = decodeText(
      '关于侵害用户权益行为的APP通报\n工业和信息化部检查发现2款APP存在问题，应在9月28日前完成整改：\n1、木棉记账\n2、青禾出行',
      'text',
    );
    expect(await workers.read(document, context)).toEqual(here(document, context));
  });

  it('give the same Notice where that process reads the compiled catalog itself', async () => {
    const catalog = repositoryCatalog().catalog!;
    const from = compiledFilesOf(catalog);
    const itself = createWorkers(WORKERS, [async () => from]);
    const document = decodeText('The FTC said on Tuesday that it fined Meta $5 billion.', 'text');
    expect(from).not.toBeNull();
    expect(await itself.read(document, context)).toEqual(readerOf(catalog)(document, context));
    await itself.close();
  });

  it('are read from the compiled catalog by the running program too', () => {
    const catalog = repositoryCatalog().catalog!;
    const running = knowledgeOf(catalog).catalog;
    expect(compiledFilesOf(catalog)).not.toBeNull();
    expect(compiledFilesOf(running)).toBe(compiledFilesOf(catalog));
  });

  it('find the reader there where the process was made ready before', async () => {
    let asked = 0;
    const ready = createWorkers(WORKERS, [
      async () => {
        asked += 1;
        return compiledFilesOf(repositoryCatalog().catalog!);
      },
    ]);
    await ready.getReady();
    const document = decodeText('关于侵害用户权益行为的APP通报\n1、木棉记账', 'text');
    expect(await ready.read(document, context)).toMatchObject({ item: 'apart' });
    expect(asked).toBe(1);
    await ready.close();
  });

  it('are read from what the catalog says where its compiled files are others by now', async () => {
    const stale = createWorkers(WORKERS, [
      async () => ({ ...compiledFilesOf(repositoryCatalog().catalog!)!, content: 'other' }),
      async () => readPartsOf(repositoryCatalog().catalog!),
    ]);
    const document = decodeText('关于侵害用户权益行为的APP通报\n1、木棉记账', 'text');
    expect(await stale.read(document, context)).toMatchObject({ item: 'apart' });
    await stale.close();
  });

  it('are read by the second process where the first one had no reader after all', async () => {
    let asked = 0;
    const compiled = compiledFilesOf(repositoryCatalog().catalog!)!;
    const replaced = createWorkers(WORKERS, [
      async () => {
        asked += 1;
        return asked === 1 ? { ...compiled, content: 'other' } : compiled;
      },
    ]);
    const document = decodeText('关于侵害用户权益行为的APP通报\n1、木棉记账', 'text');
    expect(await replaced.read(document, context)).toMatchObject({ item: 'apart' });
    await replaced.close();
  });

  it.each(FREEZING)('%.24s … is read within the limit of the process', async (text) => {
    expect(await workers.read(decodeText(text, 'text'), context)).toMatchObject({ item: 'apart' });
  });

  it('what takes too long is not read, and the page is named as the cause', async () => {
    const { catalog } = repositoryCatalog();
    const hasty = createWorkers({ ...WORKERS, pages: { ...WORKERS.pages, timeoutMs: 1 } }, [
      async () => readPartsOf(catalog!),
    ]);
    expect(
      await hasty.read(decodeText('工信部通报3款App。'.repeat(200_000), 'text'), context),
    ).toMatchObject({ unread: expect.stringContaining('took more than'), cause: 'reading' });
    await hasty.close();
  });
});
