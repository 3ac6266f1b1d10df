import { toText } from '../charset/to-text.ts';
import type { Document, Finding } from '../domain/document.ts';
import { bareText } from '../markup/bare-text.ts';
import { decodeCsv, isCalledCsv } from './formats/csv.ts';
import { decodeHtml } from './formats/html.ts';
import { decodeMarkdown } from './formats/markdown.ts';
import { decodePlain } from './formats/text.ts';
import { LIMITS, type Limits } from './limits.ts';
import { type Attached, mergeDocuments } from './merge.ts';
import type { Ocr } from './ocr/ocr.ts';
import { type ParsedDocument, parsedDocument } from './parsed-document.ts';
import { type FileKind, kindOf, type TextFormat, textFormat } from './sniff.ts';

import { type Context, type Incoming, toDocument, unread } from './to-document.ts';

export type { TextFormat } from './sniff.ts';

type BinaryReader = (bytes: Uint8Array, limits: Limits, ocr?: Ocr | null) => Promise<ParsedDocument>;

/** One reader a format, loaded when the first such file comes: their libraries are large. */
const BINARY_READERS: Partial<Record<FileKind, () => Promise<BinaryReader>>> = {
  docx: async () => (await import('./formats/docx.ts')).decodeDocx,
  xlsx: async () => (await import('./formats/xlsx.ts')).decodeXlsx,
  pdf: async () => (await import('./formats/pdf.ts')).decodePdf,
  doc: async () => (await import('./formats/doc.ts')).decodeDoc,
  picture: async () => (await import('./formats/picture.ts')).decodePicture,
};

const TEXT_READERS: Record<TextFormat, (text: string, limits: Limits) => ParsedDocument> = {
  html: decodeHtml,
  markdown: decodeMarkdown,
  text: decodePlain,
  csv: decodeCsv,
};

/**
 * Text that is decoded already (a feed's body, a file of a corpus) to a Document. Without `format` its marks decide.
 * Never throws: what cannot be read is a finding, and the bare text is kept.
 */
export function decodeText(text: string, format: TextFormat | null = null, context: Context = {}): Document {
  const chosen = format ?? textFormat(text);
  return toDocument(readText(text, chosen, context), chosen, context);
}

/**
 * Bytes as they came to a Document. The format is told by the bytes; a name or header that says otherwise is a finding.
 * An archive is the documents in it. Never throws. Findings of its own: `empty`, `too-large`, `unknown-format`, `not-what-it-says`, `unreadable`.
 */
export function decode(incoming: Incoming): Promise<Document> {
  return decodeAt(incoming, false);
}

async function decodeAt(incoming: Incoming, inArchive: boolean): Promise<Document> {
  const { bytes, contentType = null, limits = LIMITS } = incoming;
  if (bytes.length === 0) return unread(incoming, 'empty', 'The document has no bytes.');
  if (bytes.length > limits.bytes)
    return unread(incoming, 'too-large', `${bytes.length} bytes; at most ${limits.bytes} are read.`);

  const { kind, mime } = await kindOf(bytes);
  if (kind === 'zip' && !inArchive) return decodeArchive(incoming);
  const load = BINARY_READERS[kind];
  if (kind !== 'text' && (kind === 'other' || !load))
    return unread(incoming, 'unknown-format', `No reader for ${mime ?? 'these bytes'}.`);
  if (kind === 'text' || !load) {
    const { text, findings } = toText(bytes, { declared: contentType });
    const csv = isCalledCsv(incoming.name, incoming.url, contentType);
    const marked = textFormat(text, contentType);
    // An error page under the file's name stays a page.
    const format = csv && marked !== 'html' ? 'csv' : marked;
    const read = readText(text, format, incoming);
    read.findings.unshift(...findings, ...mislabelled(incoming, 'text'));
    return toDocument(read, format, incoming);
  }
  const read = await readBinary(load, incoming);
  read.findings.unshift(...mislabelled(incoming, kind));
  return toDocument(read, kind as Document['format'], incoming);
}

/** The documents in an archive as one, each under its name. An archive in it is not opened. */
async function decodeArchive(incoming: Incoming): Promise<Document> {
  const { bytes, ocr, limits = LIMITS } = incoming;
  try {
    const { unzip } = await import('./formats/zip.ts');
    const { files, findings } = unzip(bytes, limits);
    const outer = toDocument(parsedDocument([], { findings }), 'text', incoming);
    const attached: Attached[] = [];
    for (const { name, bytes: inner } of files) {
      const file = { bytes: inner, name, limits, ...(ocr === undefined ? {} : { ocr }) };
      attached.push({ name, document: await decodeAt(file, true) });
    }
    if (attached.length === 0)
      return unread(incoming, 'unknown-format', 'The archive holds no document that can be read.');
    return mergeDocuments(outer, attached);
  } catch (error) {
    const { code, message } = unreadable('archive', error);
    return unread(incoming, code, message);
  }
}

function readText(text: string, format: TextFormat, { limits = LIMITS }: Context): ParsedDocument {
  const read = text.length > limits.characters ? text.slice(0, limits.characters) : text;
  const cut: Finding[] =
    read === text
      ? []
      : [{ code: 'text-cut', message: `Only the first ${limits.characters} characters were read.` }];
  try {
    const done = TEXT_READERS[format](read, limits);
    return { ...done, findings: [...cut, ...done.findings] };
  } catch (error) {
    // Trees nested too deep are the known cause; the words are still worth reading.
    const bare = decodePlain(bareText(read));
    return { ...bare, findings: [...cut, unreadable(format, error)] };
  }
}

async function readBinary(
  load: () => Promise<BinaryReader>,
  { bytes, limits = LIMITS, ocr }: Incoming,
): Promise<ParsedDocument> {
  try {
    return await (await load())(bytes, limits, ocr);
  } catch (error) {
    return parsedDocument([], { findings: [unreadable('file', error)] });
  }
}

function unreadable(what: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'unreadable', message: `The ${what} could not be read: ${reason.slice(0, 200)}` };
}

const NAMED: readonly (readonly [RegExp, FileKind])[] = [
  [/\.docx(?=$|[?#])/i, 'docx'],
  [/\.xlsx?(?=$|[?#])/i, 'xlsx'],
  [/\.pdf(?=$|[?#])/i, 'pdf'],
  [/\.doc(?=$|[?#])/i, 'doc'],
  [/\.(png|jpe?g|webp)(?=$|[?#])/i, 'picture'],
];

/** A server that has lost a file often answers with an error page under the file's name. */
function mislabelled({ name, url }: Incoming, kind: FileKind): Finding[] {
  const said = NAMED.find(([pattern]) => pattern.test(name ?? '') || pattern.test(url ?? ''))?.[1];
  if (said === undefined || said === kind) return [];
  return [{ code: 'not-what-it-says', message: `Named as ${said}, but the bytes are ${kind}.` }];
}
