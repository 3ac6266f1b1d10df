import { unzipSync } from 'fflate';
import { toText } from '../../charset/to-text.ts';
import type { Finding } from '../../domain/document.ts';
import type { Limits } from '../limits.ts';

/** What of an archive may be read: its files with their names, and what was left out. */
export type Unzipped = { files: { name: string; bytes: Uint8Array }[]; findings: Finding[] };

/** Files of one archive that are read; a notice has a handful of annexes. */
const MOST_FILES = 30;
const READ = /\.(docx?|xlsx?|wps|et|pdf|html?|txt|md|csv|png|jpe?g|webp|bmp)$/i;
const NOT_A_DOCUMENT = /(^|\/)(__MACOSX\/|\.|~\$|thumbs\.db$)/i;

/**
 * Opens an archive of annexes, within the limits that it may unpack to. Folders, hidden files and files of formats without a reader
 * are left out; an archive in it is not opened. Throws where it is broken or locked by a password.
 */
export function unzip(archive: Uint8Array, limits: Limits): Unzipped {
  const findings: Finding[] = [];
  const left: string[] = [];
  let declared = 0;
  let count = 0;
  const wanted = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (name.endsWith('/') || NOT_A_DOCUMENT.test(name)) return false;
    const readable = READ.test(nameOf(name)) && count < MOST_FILES;
    const fits = declared + originalSize <= limits.unzippedBytes;
    if (!readable || !fits) {
      left.push(nameOf(name));
      return false;
    }
    count += 1;
    declared += originalSize;
    return true;
  };
  const files = Object.entries(unzipSync(archive, { filter: wanted }))
    .map(([name, bytes]) => ({ name: nameOf(name), bytes }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (left.length > 0)
    findings.push({
      code: 'archive-cut',
      message: `Left out of the archive: ${left.slice(0, 5).join(', ')}${left.length > 5 ? ` and ${left.length - 5} more` : ''}.`,
    });
  return { files, findings };
}

/** The last part of a path. Names without the mark of UTF-8 are letters of the packer's own code page, mostly GBK. */
function nameOf(path: string): string {
  const bytes = Uint8Array.from(path, (letter) => letter.charCodeAt(0));
  const legible = /^[\x20-\x7e]*$/.test(path) || /[\u0100-\uffff]/.test(path) ? path : toText(bytes).text;
  return legible.split(/[/\\]/).at(-1)!;
}
