import type { Draft } from '../draft.ts';
import type { Page } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { bracketed } from './bracketed.ts';
import { withDetails } from './details-zh.ts';
import { entityDrafts } from './entities.ts';
import { flatRows } from './flat-rows.ts';
import { itemLinesEn } from './item-lines-en.ts';
import type { Layout, LayoutReading } from './layout.ts';
import { lineCells } from './line-cells.ts';
import { lineEntries } from './line-entries.ts';
import { lineRows } from './line-rows.ts';
import { numberedInline } from './numbered-inline.ts';
import { numberedLines } from './numbered-lines.ts';
import { proseEn } from './prose-en.ts';
import { proseZh } from './prose-zh.ts';
import { quoted } from './quoted.ts';
import { records } from './records.ts';
import { table } from './table.ts';
import { versionedEn } from './versioned-en.ts';

/** Lists with a form of their own; the first that a page has is the list. */
export const LISTS: readonly Layout[] = [
  table,
  lineCells,
  lineRows,
  flatRows,
  records,
  versionedEn,
  bracketed,
  numberedInline,
  lineEntries,
  numberedLines,
];

/** Names inside sentences, read where a page has no such list; together, each name once. */
export const SENTENCES: readonly Layout[] = [quoted, proseZh, itemLinesEn, proseEn];

/** Reads the mentions of a page and says which layout gave them. */
export function readLayouts(page: Page, steps: StepReading): LayoutReading & { readonly layout: string } {
  const drafts: Draft[] = [];
  const used: string[] = [];
  for (const layout of LISTS) {
    const reading = layout.read(page, steps);
    if (reading === null) continue;
    if (!steps.digest) return { ...reading, layout: layout.id };
    // A round-up holds several lists, each in the form of its authority.
    drafts.push(...reading.drafts);
    used.push(layout.id);
  }
  for (const layout of SENTENCES) {
    const reading = layout.read(page, steps);
    if (reading === null) continue;
    const fresh = reading.drafts.filter((one) => !drafts.some((other) => crosses(one, other)));
    if (fresh.length > 0) used.push(layout.id);
    drafts.push(...fresh);
  }
  if (drafts.length === 0) drafts.push(...referredTo(page, steps));
  const sentences = page.language === 'zh' ? page.sentences : [];
  return { drafts: withDetails(drafts, sentences, page), nameless: [], layout: used.join('+') || 'none' };
}

/** Words that point back at firms named in the sentence before. */
const POINTS_BACK =
  /上述(?:[两三四五六七]|\d+)?家?(?:公司|机构|企业|平台)|[两三四五]家(?:公司|机构|企业|平台)|该(?:公司|企业|平台)|当事人|其(?!中|他|它|余)/u;

/** Firms that a step hits by a word for them only: "当事人", "上述两家机构". */
function referredTo(page: Page, steps: StepReading): Draft[] {
  if (page.language !== 'zh') return [];
  const told = new Set(steps.taken.map((one) => one.scene));
  const first = steps.scenes.findIndex(
    (one) =>
      told.has(one) &&
      POINTS_BACK.test(one.sentence.text) &&
      (steps.official || one.agents.some((agent) => agent.kind === 'regulator')),
  );
  if (first < 0) return [];
  return steps.scenes
    .slice(Math.max(0, first - 3), first + 1)
    .filter((one) => one.sentence.place !== 'title')
    .flatMap((one) => entityDrafts(one, page));
}

/** Two drafts from one place of the text. */
function crosses(one: Draft, other: Draft): boolean {
  return one.span.end > 0 && one.span.start < other.span.end && other.span.start < one.span.end;
}
