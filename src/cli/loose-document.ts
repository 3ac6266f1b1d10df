import type { Knowledge } from '../ask/knowledge.ts';
import { cleanLine } from '../decode/clean.ts';
import { decodeText, type TextFormat } from '../decode/decode.ts';
import type { Document } from '../domain/document.ts';
import type { Mapping } from '../domain/exposure.ts';
import type { ItemId, OutletId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import type { NoticeReader } from '../flows/reader.ts';
import { mapNotice } from '../map/map-notice.ts';

export interface LooseDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly format: TextFormat;
  readonly published: CalendarDate | null;
  readonly outlet: OutletId | null;
}

/** Reads and maps a document that no source carried: a file of a person, or one of a corpus. */
export function readLoose(
  loose: LooseDocument,
  reader: NoticeReader,
  knowledge: Knowledge,
  today: CalendarDate,
): { document: Document; notice: Notice; mapping: Mapping | null } {
  const document = decodeText(loose.text, loose.format);
  const notice = reader(document, {
    item: loose.id as ItemId,
    source: null,
    outlet: loose.outlet,
    url: '',
    title: cleanLine(loose.title),
    published: loose.published,
    publishedAt: null as Instant | null,
  });
  const mapping =
    notice.verdict === 'action' ? mapNotice(notice, knowledge.index, notice.published ?? today) : null;
  return { document, notice, mapping };
}

/** Tags that only a page has: an archive may keep one as "text". */
const MARKUP = /<(?:section|p|div|span|td|tr|li)\b[^<>]{0,400}>/gi;

/** Format of a text whose own name for it is loose (`markdown-table`, `html-images`, a file's ending). */
export function formatOf(named: string, text: string): TextFormat {
  if (/^(?:html?|xhtml)/i.test(named)) return /<[a-z!/]/i.test(text) ? 'html' : 'markdown';
  if ((text.match(MARKUP)?.length ?? 0) >= 5) return 'html';
  if (/^(?:markdown|md)/i.test(named)) return 'markdown';
  return 'text';
}
