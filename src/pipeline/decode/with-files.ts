import type { Document } from '../../domain/document.ts';
import { type Attached, mergeDocuments, unread } from './compose.ts';
import type { Ocr } from './ocr/engines.ts';

/**
 * A document as received. Its bytes tell its format; name and address are only what it was called.
 */
export type Incoming = {
  bytes: Uint8Array;
  /**
   * The Content-Type header, with its charset if it has one. It is believed for the charset only as
   * far as the bytes agree.
   */
  contentType?: string | null;
  url?: string | null;
  /** File name, where it is known apart from the address. */
  name?: string | null;
  /** What the feed or list page called it; used where the document itself has no title. */
  title?: string | null;
  /** OCR engine. Absent = the installed one, if any; null = none. */
  ocr?: Ocr | null;
};

/** A file that came with a document. */
export type IncomingFile = Incoming & { name: string };

/**
 * Turns bytes into a Document, optionally within a time limit; implemented by `decode` and by the
 * process apart.
 */
export type Decode = (incoming: Incoming, withinMs?: number) => Promise<Document>;

/** Milliseconds for all files of one notice: twenty hostile ones take no longer than two. */
const FILES_MS = 60_000;
const FILE_MS = 30_000;

/**
 * A document with its files, decoded one after the other and merged. Files that come twice are read
 * once. An error page under the name of a file costs a finding: none of its words may look like the
 * regulator's. Nor may those of a law that is added for reading: what it threatens with has
 * happened to nobody.
 */
export async function decodeWithFiles(
  main: Incoming,
  files: readonly IncomingFile[],
  decode: Decode,
) {
  const document = await decode(main);
  const attached: Attached[] = [];
  const seen: Uint8Array[] = [main.bytes];
  let left = FILES_MS;
  for (const file of files) {
    if (seen.some((bytes) => Buffer.compare(bytes, file.bytes) === 0)) continue;
    seen.push(file.bytes);
    if (left <= 0) {
      const message = `Left out: the files of this notice took more than ${FILES_MS / 1000} seconds.`;
      attached.push({ name: file.name, document: unread('took-too-long', message) });
      continue;
    }
    const started = performance.now();
    const read = await decode(file, Math.min(left, FILE_MS));
    left -= performance.now() - started;
    attached.push({
      name: file.name,
      document: isErrorPage(read) ? withoutWords(read) : withoutRule(read),
    });
  }
  return attached.length === 0 ? document : mergeDocuments(document, attached);
}

/**
 * A web page under the name of a document or picture. One with a table is a sheet saved as a page,
 * and is read.
 */
function isErrorPage({ format, tables, findings }: Document): boolean {
  return (
    format === 'html' &&
    findings.some(({ code }) => code === 'not-what-it-says') &&
    tables.length === 0
  );
}

const ARTICLE = /^(?:第[一二三四五六七八九十百零〇\d]+条|(?:Article|Section|§)\s*\d+)[\s.:：　]/iu;
const LEAST_ARTICLES = 3;

/**
 * Drops a law or rule, recognised by its numbered articles, with the finding
 * `attachment-is-a-rule`.
 */
function withoutRule(read: Document): Document {
  const articles = read.text.split('\n').filter((line) => ARTICLE.test(line)).length;
  if (articles < LEAST_ARTICLES) return read;
  const message = `A text of ${articles} articles; it was not read.`;
  return withoutWords(read, { code: 'attachment-is-a-rule', message });
}

function withoutWords(read: Document, ...findings: Document['findings']): Document {
  const nothing = { text: '', tables: [], pictures: 0, unsure: [] };
  return { ...read, ...nothing, findings: [...read.findings, ...findings] };
}
