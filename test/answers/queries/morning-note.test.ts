import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import {
  deadlinesByNotice,
  type MorningNote,
  morningNote,
} from '../../../src/answers/queries/morning-note.ts';
import { noteCard, notePage, noteWords } from '../../../src/answers/queries/morning-note-page.ts';
import { printPdf } from '../../../src/app/print-pdf.ts';
import { openStore } from '../../../src/base/store/open.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { cardText } from '../../../src/pipeline/present/text.ts';
import { createStandings } from '../../../src/pipeline/standing/daily.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { browserPath } from '../../support/browser-path.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const LIST =
  'trip-com tencent alibaba jd pdd baidu netease bilibili tencent-music weibo iqiyi apple alphabet meta amazon microsoft didi futu xiaomi meituan'.split(
    ' ',
  ) as never[];
const AT = Date.parse('2026-02-13T23:59:59+08:00') as Instant;
let knowledge: Knowledge;
let note: MorningNote;
beforeAll(async () => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
  const store = await openStore({ path: ':memory:' });
  const clock = { now: () => AT };
  const standings = createStandings({ knowledge, store, clock });
  note = await morningNote(
    { name: 'Twenty', ids: LIST, at: AT },
    { knowledge, store, standings, clock },
  );
  await store.close();
}, 120_000);
const words = (language: (typeof LANGUAGES)[number]) =>
  noteWords(language, knowledge.catalog, knowledge.wording.title);

test('says what changed since the day before, with the score before and after', () => {
  expect(note.companies).toHaveLength(20);
  const summoned = note.acts.filter(({ company }) => company.id === ('tencent' as never));
  expect(summoned).toHaveLength(1);
  expect(summoned[0]!.to).toBeGreaterThan(summoned[0]!.from);
  const text = cardText(noteCard(note, words('en')), 300);
  expect(text).toContain('Morning note: Twenty, 13 Feb 2026');
  expect(text).toMatch(/Tencent +SAMR summoned Tencent .* score \d+\.\d → \d+\.\d/);
});

test('every company stands beside its sector', () => {
  for (const { peers, state, company } of note.companies)
    if (state === 'acts') {
      expect(peers!.rank).toBeLessThanOrEqual(peers!.of);
      expect(peers!.nearest.length).toBeLessThanOrEqual(5);
      expect(peers!.nearest.every((one) => one.company.sector === company.sector)).toBe(true);
    }
});

test('a notice with a deadline stands once, with everybody whom it binds', () => {
  const [one, other] = note.companies as [never, never];
  const deadline = { regulator: 'cn-miit', title: 'A list', stage: 'ordered', case: 'c' };
  const on = (of: never, date: string) =>
    ({ ...(of as object), deadlines: [{ ...deadline, date }] }) as never;
  const rows = [on(one, '2026-02-20'), on(other, '2026-02-20'), on(one, '2026-02-01')];
  const found = deadlinesByNotice(rows, '2026-02-13' as never);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ date: '2026-02-20', days: 7 });
  expect(found[0]!.companies).toHaveLength(2);
});

const browser = browserPath();
test.skipIf(browser === null).each([...LANGUAGES])(
  'prints on one or two sheets of A4 (%s)',
  async (language) => {
    const folder = mkdtempSync(join(tmpdir(), 'note-'));
    try {
      const style = `<style>${readFileSync('assets/note.css', 'utf8')}</style>`;
      const out = join(folder, 'note.pdf');
      await printPdf(notePage(note, words(language), style), out, browser!);
      const sheets = readFileSync(out, 'latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
      expect([1, 2]).toContain(sheets.length);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  120_000,
);
