import type { Finding } from '../../domain/document.ts';
import { type Draught, draught } from '../draft.ts';
import type { Limits } from '../limits.ts';
import { draftsOf } from '../pdf/drafts.ts';
import { loadPages } from '../pdf/load.ts';
import { withTitle } from './text.ts';

/** PDF with text: tables, and the rest as paragraphs. */
export async function decodePdf(bytes: Uint8Array, limits: Limits): Promise<Draught> {
  const { pages, left } = await loadPages(bytes, limits.pages);
  const findings: Finding[] = [];
  if (left > 0)
    findings.push({
      code: 'pages-cut',
      message: `${left} pages beyond the first ${limits.pages} were not read.`,
    });
  if (pages.every((page) => page.pieces.length === 0))
    findings.push({ code: 'list-is-a-picture', message: 'The PDF holds no text; its pages are pictures.' });
  const { drafts, cut } = draftsOf(pages, limits);
  if (cut) findings.push({ code: 'table-cut', message: `A table has more than ${limits.rows} rows.` });
  const titled = withTitle(drafts);
  return draught(titled.drafts, { title: titled.title, titleGuessed: true, findings });
}
