import type { Draft } from '../draft.ts';
import type { Page } from '../page.ts';
import type { StepReading } from '../steps/find-steps.ts';
import { bracketed } from './bracketed.ts';
import { withDetails } from './details-zh.ts';
import type { Layout, LayoutReading } from './layout.ts';
import { lineEntries } from './line-entries.ts';
import { lineCells } from './line-cells.ts';
import { lineRows } from './line-rows.ts';
import { proseEn } from './prose-en.ts';
import { proseZh } from './prose-zh.ts';
import { quoted } from './quoted.ts';
import { table } from './table.ts';

/** Lists with a form of their own; the first that a page has is the list. */
export const LISTS: readonly Layout[] = [table, lineCells, lineRows, bracketed, lineEntries];

/** Names inside sentences, read where a page has no such list; together, each name once. */
export const SENTENCES: readonly Layout[] = [quoted, proseZh, proseEn];

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
  const sentences = page.language === 'zh' ? page.sentences : [];
  return { drafts: withDetails(drafts, sentences, page), nameless: [], layout: used.join('+') || 'none' };
}

/** Two drafts from one place of the text. */
function crosses(one: Draft, other: Draft): boolean {
  return one.span.end > 0 && one.span.start < other.span.end && other.span.start < one.span.end;
}
