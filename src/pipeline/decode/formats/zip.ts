import { type UnzipFileFilter, unzipSync, zipSync } from 'fflate';
import { toText } from '../../../base/charset/to-text.ts';
import type { Finding } from '../../../domain/document.ts';
import { LIMITS } from '../table.ts';

/** The finding of a file that unpacks to more than the limit. */
export const tooLarge = (declared: number, most: number): Finding => ({
  code: 'too-large',
  message: `It unpacks to ${declared} bytes; at most ${most} are read.`,
});

/**
 * Unpacks an Office archive within the limit and packs it again without compression, so that the
 * library can unpack no more than was counted: a 190 KB file may declare (or hide) half a gigabyte.
 * Pictures are left out.
 */
export function repack(archive: Uint8Array) {
  const isRead: UnzipFileFilter = ({ name }) =>
    !/\/(media|embeddings|printerSettings)\//i.test(`/${name}`);
  let declared = 0;
  unzipSync(archive, {
    filter: (file) => {
      if (isRead(file)) declared += file.originalSize;
      return false;
    },
  });
  const most = LIMITS.unzippedBytes;
  return declared <= most
    ? {
        ok: true as const,
        bytes: zipSync(unzipSync(archive, { filter: isRead }), { level: 0 }),
      }
    : { ok: false as const, finding: tooLarge(declared, most) };
}

/** Files read in one archive; a notice has a handful of annexes. */
const MOST_FILES = 30;
const READ = /\.(docx?|xlsx?|wps|et|pdf|html?|txt|md|csv|png|jpe?g|webp|bmp)$/i;
const NOT_A_DOCUMENT = /(^|\/)(__MACOSX\/|\.|~\$|thumbs\.db$)/i;

/**
 * Opens an archive of annexes, within the limits that it may unpack to: its files with their names,
 * and what was left out. Folders, hidden files and files of formats without a reader are left out;
 * an archive in it is not opened. Throws where it is broken or locked by a password.
 */
export function unzip(archive: Uint8Array) {
  const left: string[] = [];
  let declared = 0;
  let count = 0;
  const wanted: UnzipFileFilter = ({ name, originalSize }) => {
    if (name.endsWith('/') || NOT_A_DOCUMENT.test(name)) return false;
    const fits = count < MOST_FILES && declared + originalSize <= LIMITS.unzippedBytes;
    const isRead = fits && READ.test(nameOf(name));
    if (!isRead) left.push(nameOf(name));
    else {
      count += 1;
      declared += originalSize;
    }
    return isRead;
  };
  const files = Object.entries(unzipSync(archive, { filter: wanted }))
    .map(([name, bytes]) => ({ name: nameOf(name), bytes }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const more = left.length > 5 ? ` and ${left.length - 5} more` : '';
  const message = `Left out of the archive: ${left.slice(0, 5).join(', ')}${more}.`;
  const findings: Finding[] = left.length === 0 ? [] : [{ code: 'archive-cut', message }];
  return { files, findings };
}

/**
 * The last part of a path. Names without the UTF-8 flag are in the packer's code page, mostly GBK.
 */
function nameOf(path: string): string {
  const bytes = Uint8Array.from(path, (letter) => letter.charCodeAt(0));
  const legible =
    /^[\x20-\x7e]*$/.test(path) || /[\u0100-\uffff]/.test(path) ? path : toText(bytes).text;
  return legible.split(/[/\\]/).at(-1)!;
}
