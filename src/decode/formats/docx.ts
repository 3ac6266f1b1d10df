import mammoth from 'mammoth';
import { withinLimit } from '../archive.ts';
import type { Limits } from '../limits.ts';
import { type ParsedDocument, parsedDocument } from '../parsed-document.ts';
import { decodeHtml } from './html.ts';
import { withTitle } from './text.ts';

/** Word (docx): turned to HTML, tables with their merged cells, then read as a page. Pictures keep their place but not their bytes. */
export async function decodeDocx(bytes: Uint8Array, limits: Limits): Promise<ParsedDocument> {
  const archive = withinLimit(bytes, limits.unzippedBytes);
  if (!archive.ok) return parsedDocument([], { findings: [{ code: 'too-large', message: archive.reason }] });
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(archive.bytes) },
    { convertImage: mammoth.images.imgElement(async (image) => ({ src: `data:${image.contentType}` })) },
  );
  const read = decodeHtml(value, limits);
  const titled = withTitle(read.drafts);
  return { ...read, drafts: titled.drafts, title: titled.title, titleGuessed: true };
}
