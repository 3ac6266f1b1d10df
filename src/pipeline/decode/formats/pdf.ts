import type { Finding } from '../../../domain/document.ts';
import type { ParsedDocument } from '../compose.ts';
import { installedOcr, type Ocr } from '../ocr/engines.ts';
import { readPicture } from '../ocr/read-picture.ts';
import { draftsOf } from '../pdf/drafts.ts';
import { loadPages, type ReadScan } from '../pdf/load.ts';
import { withoutReferences, withTrueReferences } from '../pdf/references.ts';
import { LIMITS } from '../table.ts';

/** Scanned pages read in one file: each takes a second or more. */
const MOST_SCANS = 20;

const engineOf = async (ocr: Ocr | null | undefined) => (ocr === undefined ? installedOcr() : ocr);

/**
 * PDF: tables, and the rest as paragraphs. Pages that are pictures are read where an engine is
 * installed. Findings: `pages-cut`, and `list-is-a-picture` where pages hold no text.
 */
export async function decodePdf(bytes: Uint8Array, ocr?: Ocr | null): Promise<ParsedDocument> {
  let scans = 0;
  const readScan: ReadScan = async (draw) => {
    scans += 1;
    const engine = scans > MOST_SCANS ? null : await engineOf(ocr);
    return engine === null ? null : readPicture(await draw(), engine);
  };
  const { pages, left } = await loadPages(withTrueReferences(bytes), LIMITS.pages, readScan).catch(
    () => loadPages(withoutReferences(bytes), LIMITS.pages, readScan),
  );
  const findings: Finding[] = [];
  const cut = (message: string) => findings.push({ code: 'pages-cut', message });
  if (left > 0) cut(`${left} pages beyond the first ${LIMITS.pages} were not read.`);
  const unread = pages.filter((page) => page.pieces.length === 0).length;
  if (unread === pages.length)
    findings.push({
      code: 'list-is-a-picture',
      message: 'The PDF holds no text; its pages are pictures.',
    });
  else if (scans > MOST_SCANS) cut(`${unread} pages that are pictures were not read.`);
  return { drafts: draftsOf(pages), findings };
}
