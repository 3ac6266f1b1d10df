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
