import type { ParsedDocument } from '../compose.ts';
import { LIMITS } from '../table.ts';
import { whereTheListIs } from '../where-the-list-is.ts';
import { wordBody } from '../word/body.ts';
import { declaredBytes, smallPart, streamPart } from '../word/parts.ts';
import { stylesOf } from '../word/styles.ts';
import { tooLarge } from './zip.ts';

/** Limit for other parts: styles of a template take some hundred kilobytes. */
const SMALL_PART = 2 * 1024 * 1024;
const DOCUMENT = 'word/document.xml';

/**
 * Word (docx): paragraphs and tables with their merged cells, read as a stream, since the markup of
 * a styled list is a hundred times its words. Pictures are counted; their bytes are not unpacked.
 */
export async function decodeDocx(bytes: Uint8Array): Promise<ParsedDocument> {
  const small = (name: string) => smallPart(bytes, name, SMALL_PART);
  const part = documentOf(small('_rels/.rels'));
  const declared = declaredBytes(bytes, part);
  const most = LIMITS.streamedBytes;
  if (declared > most) return { drafts: [], findings: [tooLarge(declared, most)] };
  const body = wordBody(stylesOf(small('word/numbering.xml'), small('word/styles.xml')));
  streamPart(bytes, part, most, body.events);
  const { drafts, pictures, heading } = body.result();
  return { drafts, pictures, heading, findings: whereTheListIs(drafts, pictures, false) };
}

/** The part with the text, named by the archive's relations. */
function documentOf(relations: string): string {
  const entry = relations.split('<Relationship ').find((part) => part.includes('/officeDocument"'));
  return /Target="\/?([^"]{1,200})"/u.exec(entry ?? '')?.[1] ?? DOCUMENT;
}
