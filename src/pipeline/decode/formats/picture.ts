import type { ParsedDocument } from '../compose.ts';
import { installedOcr, type Ocr } from '../ocr/engines.ts';
import { readPicture } from '../ocr/read-picture.ts';
import { draftsOf } from '../pdf/drafts.ts';

/** Rows with less confidence go to a person. */
const SURE = 0.8;

/**
 * A picture: its text where an OCR engine is installed, each row with its confidence; else a block
 * without text. Findings: `list-is-a-picture` where nothing was read, `low-confidence` where rows
 * are uncertain.
 */
export async function decodePicture(bytes: Uint8Array, ocr?: Ocr | null): Promise<ParsedDocument> {
  const unread = (message: string): ParsedDocument => ({
    drafts: [],
    pictures: 1,
    findings: [{ code: 'list-is-a-picture', message }],
  });
  const engine = ocr === undefined ? await installedOcr() : ocr;
  if (engine === null)
    return unread(
      'The document is a picture; its letters were not read, since no engine is installed.',
    );
  const drafts = draftsOf([await readPicture(bytes, engine)]);
  if (drafts.length === 0)
    return unread('The document is a picture in which no letters were found.');
  const rows = drafts.flatMap((draft) => (draft.kind === 'table' ? draft.rows : []));
  const unsure = rows.filter((row) => row.some(({ confidence = 1 }) => confidence < SURE)).length;
  const message = `${unsure} of ${rows.length} rows read off a picture are unsure.`;
  return { drafts, findings: unsure === 0 ? [] : [{ code: 'low-confidence', message }] };
}
