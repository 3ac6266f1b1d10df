import type { Draft } from '../../document/mention-draft.ts';
import type { Page } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { bareLines } from './bare-lines.ts';
import { besideList } from './beside-list.ts';
import { bracketed } from './bracketed.ts';
import { cellRuns } from './cell-runs.ts';
import { classLists } from './class-lists.ts';
import { colonLists } from './colon-lists.ts';
import { withDetails } from './details-zh.ts';
import { pointedAt } from './english-pointers.ts';
import { firmsNamed, referredTo } from './firms-named.ts';
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
  cellRuns,
  lineRows,
  flatRows,
  records,
  versionedEn,
  bracketed,
  classLists,
  numberedInline,
  lineEntries,
  numberedLines,
  bareLines,
  colonLists,
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
    if (!steps.digest)
      return {
        ...reading,
        drafts: withTold(page, steps, [...reading.drafts, ...besideList(page, steps, reading.drafts)]),
        layout: layout.id,
      };
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
  if (drafts.length === 0) drafts.push(...referredTo(page, steps), ...pointedAt(page, steps));
  if (drafts.length === 0) drafts.push(...firmsNamed(page, steps));
  const sentences = page.language === 'zh' ? page.sentences : [];
  return { drafts: withDetails(drafts, sentences, page), nameless: [], layout: used.join('+') || 'none' };
}

/** An article tells more of the apps of its list ("由某银行推出"); an authority's own list says it all. */
function withTold(page: Page, steps: StepReading, drafts: Draft[]): Draft[] {
  const isArticle = page.language === 'zh' && !steps.official && drafts.length <= FEW;
  return isArticle ? withDetails(drafts, page.sentences, page) : drafts;
}

const FEW = 40;

/** Two drafts from one place of the text. */
function crosses(one: Draft, other: Draft): boolean {
  return one.span.end > 0 && one.span.start < other.span.end && other.span.start < one.span.end;
}
