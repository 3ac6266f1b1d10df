import type { Limits } from '../limits.ts';
import { installedOcr } from '../ocr/engines.ts';
import type { Ocr } from '../ocr/ocr.ts';
import { readPicture } from '../ocr/read-picture.ts';
import { type ParsedDocument, parsedDocument } from '../parsed-document.ts';
import { draftsOf } from '../pdf/drafts.ts';

/** Rows below this are asked to a person. */
const SURE = 0.8;

/**
 * A picture: its letters where an engine is installed, each row with its confidence; else a block without text. Findings:
 * `list-is-a-picture` where nothing was read, `low-confidence` where rows are unsure.
 */
export async function decodePicture(
  bytes: Uint8Array,
  limits: Limits,
  ocr?: Ocr | null,
): Promise<ParsedDocument> {
  const engine = ocr === undefined ? await installedOcr() : ocr;
  if (engine === null)
    return unread('The document is a picture; its letters were not read, since no engine is installed.');
  const { drafts, cut } = draftsOf([await readPicture(bytes, engine)], limits);
  if (drafts.length === 0) return unread('The document is a picture in which no letters were found.');
  const rows = drafts.flatMap((draft) => (draft.kind === 'table' ? draft.rows : []));
  const unsure = rows.filter((row) => row.some((cell) => (cell.confidence ?? 1) < SURE)).length;
  const findings = [
    ...(cut ? [{ code: 'table-cut', message: `A table has more than ${limits.rows} rows.` }] : []),
    ...(unsure > 0
      ? [
          {
            code: 'low-confidence',
            message: `${unsure} of ${rows.length} rows read off a picture are unsure.`,
          },
        ]
      : []),
  ];
  return parsedDocument(drafts, { findings });
}

function unread(message: string): ParsedDocument {
  return parsedDocument([{ kind: 'picture' }], {
    findings: [{ code: 'list-is-a-picture', message }],
  });
}
