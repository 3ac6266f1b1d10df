import { toText } from '../../base/charset/to-text.ts';
import { bareText } from '../../base/markup/bare-text.ts';
import type { Document, Finding } from '../../domain/document.ts';
import { type Attached, compose, mergeDocuments, type ParsedDocument, unread } from './compose.ts';
import { decodeHtml } from './formats/html.ts';
import { decodeCsv, decodeMarkdown, decodePlain, isCalledCsv } from './formats/text.ts';
import type { Ocr } from './ocr/engines.ts';
import { type FileKind, kindByName, kindOf, type TextFormat, textFormat } from './sniff.ts';
import { LIMITS } from './table.ts';
import type { Incoming } from './with-files.ts';

export type { TextFormat } from './sniff.ts';

type BinaryReader = (bytes: Uint8Array, ocr?: Ocr | null) => Promise<ParsedDocument>;

/** One reader for each format, loaded at first use: their libraries are large. */
const BINARY_READERS: Partial<Record<FileKind, () => Promise<BinaryReader>>> = {
  docx: async () => (await import('./formats/docx.ts')).decodeDocx,
  xlsx: async () => (await import('./formats/xlsx.ts')).decodeXlsx,
  pdf: async () => (await import('./formats/pdf.ts')).decodePdf,
  doc: async () => (await import('./formats/doc.ts')).decodeDoc,
  picture: async () => (await import('./formats/picture.ts')).decodePicture,
};

const TEXT_READERS: Record<TextFormat, (text: string, url: string | null) => ParsedDocument> = {
  html: decodeHtml,
  markdown: decodeMarkdown,
  text: decodePlain,
  csv: decodeCsv,
};

/**
 * Turns decoded text (a feed's body, a file of a corpus) into a Document. Without `format` its
 * marks decide. Never throws: an unreadable part is a finding, and the bare text stays.
 */
export function decodeText(
  text: string,
  format: TextFormat | null = null,
  { title = null, url = null }: Pick<Incoming, 'title' | 'url'> = {},
): Document {
  const chosen = format ?? textFormat(text);
  return compose(readText(text, chosen, url), chosen, title);
}

/**
 * Bytes as they came to a Document. The format is known by the bytes; a name or header that says
 * otherwise is a finding. An archive is the documents in it. Never throws. Findings of its own:
 * `empty`, `too-large`, `unknown-format`, `not-what-it-says`, `unreadable`.
 */
export function decode(incoming: Incoming): Promise<Document> {
  return decodeAt(incoming, false);
}

async function decodeAt(incoming: Incoming, inArchive: boolean): Promise<Document> {
  const { bytes, contentType = null, title = null, url = null, ocr } = incoming;
  if (bytes.length === 0) return unread('empty', 'The file is empty.');
  if (bytes.length > LIMITS.bytes)
    return unread('too-large', `${bytes.length} bytes; at most ${LIMITS.bytes} are read.`);

  const { kind, mime } = await kindOf(bytes);
  if (kind === 'zip' && !inArchive) return decodeArchive(incoming);
  if (kind === 'text') {
    const { text, findings } = toText(bytes, { declared: contentType });
    if (isGarbled(text)) return unread('unreadable', 'The file is damaged: its bytes are no text.');
    const marked = textFormat(text, contentType);
    // An error page under the file's name stays a page.
    const format = marked !== 'html' && isCalledCsv(incoming) ? 'csv' : marked;
    const read = readText(text, format, url);
    return compose(found(read, ...findings, ...mislabelled(incoming, kind)), format, title);
  }
  const load = BINARY_READERS[kind];
  if (load === undefined)
    return unread('unknown-format', `No reader for ${mime ?? 'these bytes'}.`);
  const read = await load()
    .then((reader) => reader(bytes, ocr))
    .catch((error): ParsedDocument => ({ drafts: [], findings: [unreadable('file', error)] }));
  return compose(found(read, ...mislabelled(incoming, kind)), kind as Document['format'], title);
}

/** Characters that no text has: control characters, and undecodable bytes. */
const GARBLED = /(?!\s)\p{Cc}|[\ufffd\p{Cn}\p{Co}]/gu;
const MOST_GARBLED = 0.02;
const FEW_GARBLED = 8;

function isGarbled(text: string): boolean {
  const head = text.slice(0, 4_000);
  const garbled = head.match(GARBLED)?.length ?? 0;
  return garbled > Math.max(FEW_GARBLED, head.length * MOST_GARBLED);
}

const found = (read: ParsedDocument, ...findings: Finding[]): ParsedDocument => {
  return { ...read, findings: [...findings, ...(read.findings ?? [])] };
};

/** The documents of an archive as one, each under its name. Nested archives are not opened. */
async function decodeArchive({ bytes, title = null, ocr }: Incoming): Promise<Document> {
  try {
    const { unzip } = await import('./formats/zip.ts');
    const { files, findings } = unzip(bytes);
    const attached: Attached[] = [];
    for (const file of files) {
      const incoming = { ...file, ...(ocr === undefined ? {} : { ocr }) };
      attached.push({ name: file.name, document: await decodeAt(incoming, true) });
    }
    if (attached.length === 0)
      return unread('unknown-format', 'The archive holds no document that can be read.');
    return mergeDocuments(compose({ drafts: [], findings }, 'text', title), attached);
  } catch (error) {
    const { code, message } = unreadable('archive', error);
    return unread(code, message);
  }
}

function readText(text: string, format: TextFormat, url: string | null): ParsedDocument {
  const most = LIMITS.characters;
  const read = text.slice(0, most);
  const cut: Finding[] =
    text.length > most
      ? [{ code: 'text-cut', message: `Only the first ${most} characters were read.` }]
      : [];
  try {
    return found(TEXT_READERS[format](read, url), ...cut);
  } catch (error) {
    // No page is to blame for a module that is not installed.
    if ((error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND') throw error;
    // Nesting that is too deep is the known cause; the words are still worth reading.
    return found(decodePlain(bareText(read)), ...cut, unreadable(format, error));
  }
}

function unreadable(what: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'unreadable', message: `The ${what} could not be read: ${reason.slice(0, 200)}` };
}

/** A server that has lost a file often answers with an error page under the file's name. */
function mislabelled({ name, url }: Incoming, kind: FileKind): Finding[] {
  const said = kindByName(name) ?? kindByName(url);
  if (said === undefined || said === kind) return [];
  return [{ code: 'not-what-it-says', message: `Named as ${said}, but the bytes are ${kind}.` }];
}
