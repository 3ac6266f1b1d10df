import type { Finding } from '../../domain/document.ts';
import type { Limits } from '../limits.ts';
import { installedOcr } from '../ocr/engines.ts';
import type { Ocr } from '../ocr/ocr.ts';
import { readPicture } from '../ocr/read-picture.ts';
import { type ParsedDocument, parsedDocument } from '../parsed-document.ts';
import { draftsOf } from '../pdf/drafts.ts';
import { loadPages, type ReadScan } from '../pdf/load.ts';
import { withTitle } from './text.ts';

/** Scanned pages of one file that are read: each takes a second or more. */
const MOST_SCANS = 20;

/**
 * PDF: tables, and the rest as paragraphs. Pages that are pictures are read where an engine is installed. Findings: `pages-cut`,
 * `table-cut`, `list-is-a-picture` where pages hold no text.
 */
export async function decodePdf(
  bytes: Uint8Array,
  limits: Limits,
  ocr?: Ocr | null,
): Promise<ParsedDocument> {
  let scans = 0;
  const readScan: ReadScan = async (draw) => {
    scans += 1;
    const engine = scans > MOST_SCANS ? null : ocr === undefined ? await installedOcr() : ocr;
    return engine === null ? null : readPicture(await draw(), engine);
  };
  const { pages, left } = await loadPages(bytes, limits.pages, readScan);
  const findings: Finding[] = [];
  if (left > 0)
    findings.push({
      code: 'pages-cut',
      message: `${left} pages beyond the first ${limits.pages} were not read.`,
    });
  const unread = pages.filter((page) => page.pieces.length === 0).length;
  if (unread === pages.length)
    findings.push({ code: 'list-is-a-picture', message: 'The PDF holds no text; its pages are pictures.' });
  else if (scans > MOST_SCANS)
    findings.push({ code: 'pages-cut', message: `${unread} pages that are pictures were not read.` });
  const { drafts, cut } = draftsOf(pages, limits);
  if (cut) findings.push({ code: 'table-cut', message: `A table has more than ${limits.rows} rows.` });
  const titled = withTitle(drafts);
  return parsedDocument(titled.drafts, { title: titled.title, titleGuessed: true, findings });
}
