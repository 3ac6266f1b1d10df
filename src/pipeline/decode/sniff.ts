import { fileTypeFromBuffer } from 'file-type';

/**
 * The kind of a file by its bytes. `text` is anything without a signature; `textFormat` tells which
 * kind of text.
 */
export type FileKind = 'docx' | 'xlsx' | 'pdf' | 'doc' | 'picture' | 'zip' | 'text' | 'other';

const EXTENSIONS: Partial<Record<FileKind, string>> = {
  docx: 'docx docm dotx',
  xlsx: 'xlsx xlsm xltx xls',
  pdf: 'pdf',
  doc: 'doc',
  picture: 'png jpg jpeg webp gif bmp tif avif heic',
  zip: 'zip',
  text: 'xml',
};
const BY_EXTENSION: ReadonlyMap<string, FileKind> = new Map(
  Object.entries(EXTENSIONS).flatMap(([kind, all]) =>
    all.split(' ').map((part) => [part, kind as FileKind]),
  ),
);

/** The kind of file by a name or address; undefined where it tells none. */
export function kindByName(name: string | null | undefined): FileKind | undefined {
  const [, extension = ''] = /\.([a-z]{3,4})(?=$|[?#])/i.exec(name ?? '') ?? [];
  return BY_EXTENSION.get(extension.toLowerCase());
}

/**
 * Tells the kind by the bytes alone: names and headers of such files are often wrong. `mime` is
 * what the signature says, for messages.
 */
export async function kindOf(bytes: Uint8Array): Promise<{ kind: FileKind; mime: string | null }> {
  const compound = compoundKind(bytes);
  if (compound) return { kind: compound, mime: 'application/x-cfb' };
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  // Some writers put bytes before the PDF mark; readers accept it within the first KB.
  const isPdf = () => new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-1');
  if (!found) return { kind: isPdf() ? 'pdf' : 'text', mime: null };
  const isText = () =>
    bytes.subarray(0, 512).every((byte) => byte >= 0x20 || [9, 10, 13].includes(byte));
  return { kind: BY_EXTENSION.get(found.ext) ?? (isText() ? 'text' : 'other'), mime: found.mime };
}

const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Old Office files are one container; the names of the streams inside, in UTF-16, tell Word from
 * Excel.
 */
function compoundKind(bytes: Uint8Array): FileKind | null {
  if (!COMPOUND.every((byte, at) => bytes[at] === byte)) return null;
  const letters = new TextDecoder('latin1').decode(bytes.subarray(0, 8 * 1024 * 1024));
  const names = (name: string) =>
    letters.includes([...name].map((letter) => `${letter}\0`).join(''));
  if (names('WordDocument')) return 'doc';
  return names('Workbook') || names('Book') ? 'xlsx' : 'other';
}

export type TextFormat = 'html' | 'text' | 'markdown' | 'csv';

const MARKDOWN: readonly RegExp[] = [
  /^\s{0,3}#{1,6}\s+\S/m,
  /!\[[^[\]\n]{0,300}\]\(/,
  /\*\*/,
  /\[[^[\]\n]{1,300}\]\([^()\s]{1,1000}\)/,
  /^>\s/m,
  /<(img|br|a)\b[^<>]*>/i,
];

/**
 * What kind of text this is, by its marks: a page or fragment of HTML, Markdown (or text with pipe
 * tables or single tags in it), or plain text.
 */
export function textFormat(text: string, contentType: string | null = null): TextFormat {
  const head = text.slice(0, 200_000);
  if (/<(!doctype html|html|head|body)\b/i.test(head.slice(0, 4000))) return 'html';
  const blocks =
    head.match(/<(?:p|div|table|tr|td|section|article|ul|ol|li|h[1-6]|blockquote)[\s>]/gi)
      ?.length ?? 0;
  if (blocks > 0 && (/^\s*</.test(head) || blocks >= 3)) return 'html';
  if (/html/i.test(contentType ?? '') && /<\w[^<>]*>/.test(head)) return 'html';
  if (/markdown/i.test(contentType ?? '')) return 'markdown';
  return hasPipeRows(head) || MARKDOWN.some((mark) => mark.test(head)) ? 'markdown' : 'text';
}

/** Whether a line of cells between strokes is followed by another that begins with one. */
function hasPipeRows(text: string): boolean {
  const rows = text.split('\n').map((line) => line.trim());
  return rows.some(
    (row, at) => row.startsWith('|') && row.includes('|', 1) && rows[at + 1]?.startsWith('|'),
  );
}
