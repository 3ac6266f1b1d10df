import type { Document } from '../domain/document.ts';
import { compose } from './compose.ts';
import type { Limits } from './limits.ts';
import type { Ocr } from './ocr/ocr.ts';
import { type ParsedDocument, parsedDocument } from './parsed-document.ts';

export type Context = {
  /** Where the document came from; makes its links absolute. */
  url?: string | null;
  /** What the feed or list page called it; used where the document itself has no title. */
  title?: string | null;
  limits?: Limits;
};

export type Incoming = Context & {
  bytes: Uint8Array;
  /** Reads letters off pictures. Absent = the engine that is installed, if any; null = none. */
  ocr?: Ocr | null;
  /** The Content-Type header, with its charset if it has one. It is believed for the charset only as far as the bytes agree. */
  contentType?: string | null;
  /** File name, where it is known apart from the address. */
  name?: string | null;
};

export function toDocument(read: ParsedDocument, format: Document['format'], context: Context): Document {
  const { title, text, blocks, findings } = compose(read, context.title ?? null);
  return {
    title,
    text,
    blocks,
    statedDate: read.statedDate,
    format,
    hasFiles: read.hasFiles,
    findings,
  };
}

/** A Document without words, and why. */
export function unread(context: Context, code: string, message: string): Document {
  return toDocument(parsedDocument([], { findings: [{ code, message }] }), 'text', context);
}
