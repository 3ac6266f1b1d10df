import type { Span } from '../domain/document.ts';
import type { Notice } from '../domain/notice.ts';

export type EvidenceMark =
  | 'regulator'
  | 'action'
  | 'mention'
  | 'accusation'
  | 'deadline'
  | 'count'
  | 'batch'
  | 'doubt';

/** A stretch of the stored text and what was read from it; `mark` null = nothing. */
export interface TextStretch {
  readonly text: string;
  readonly mark: EvidenceMark | null;
}

/** The narrowest reading wins where several cover the same characters. */
export function stretches(
  text: string,
  notice: Notice,
  most: number,
): { stretches: TextStretch[]; cut: number } {
  const shown = text.slice(0, most);
  const spans = marksOf(notice)
    .filter(({ span }) => span.start < span.end && span.start < shown.length)
    .map(({ span, mark }) => ({ mark, start: span.start, end: Math.min(span.end, shown.length) }));
  const edges = [...new Set([0, shown.length, ...spans.flatMap((one) => [one.start, one.end])])].sort(
    (a, b) => a - b,
  );
  const opening = Map.groupBy(spans, (one) => one.start);
  let open: typeof spans = [];
  const found: TextStretch[] = [];
  for (const [index, start] of edges.slice(0, -1).entries()) {
    const end = edges[index + 1]!;
    open = [...open.filter((one) => one.end > start), ...(opening.get(start) ?? [])];
    const narrowest = open.reduce<(typeof spans)[number] | null>(
      (best, one) => (best === null || one.end - one.start <= best.end - best.start ? one : best),
      null,
    );
    found.push({ text: shown.slice(start, end), mark: narrowest?.mark ?? null });
  }
  return { stretches: found, cut: text.length - shown.length };
}

function marksOf(notice: Notice): { readonly span: Span; readonly mark: EvidenceMark }[] {
  const one = (span: Span | null | undefined, mark: EvidenceMark) => (span == null ? [] : [{ span, mark }]);
  return [
    ...one(notice.regulator?.span, 'regulator'),
    ...one(notice.deadline?.span, 'deadline'),
    ...one(notice.batch?.span, 'batch'),
    ...one(notice.counts.apps?.span, 'count'),
    ...notice.counts.parts.flatMap((part) => one(part.span, 'count')),
    ...notice.actions.flatMap((action) => one(action.span, 'action')),
    ...notice.doubts.flatMap((doubt) => one(doubt.span, 'doubt')),
    ...notice.mentions.flatMap((mention) => [
      ...one(mention.span, 'mention'),
      ...mention.rows.flatMap((row) => row.accusations.flatMap((each) => one(each.span, 'accusation'))),
    ]),
  ];
}
