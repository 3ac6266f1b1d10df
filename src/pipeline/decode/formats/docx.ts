import mammoth from 'mammoth';
import type { ParsedDocument } from '../compose.ts';
import { decodeHtml } from './html.ts';
import { repack } from './zip.ts';

/**
 * Word (docx): turned to HTML, tables with their merged cells, then read as a page. Pictures keep
 * their place but not their bytes.
 */
export async function decodeDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const archive = repack(bytes);
  if (!archive.ok) return { drafts: [], findings: [archive.finding] };
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(archive.bytes) },
    {
      convertImage: mammoth.images.imgElement(async (image) => ({
        src: `data:${image.contentType}`,
      })),
    },
  );
  const { title = null, ...read } = decodeHtml(value);
  return { ...read, heading: title };
}
