import { unzipSync, zipSync } from 'fflate';

/** An Office archive that was unpacked within limits, or why it was not. */
export type Unpacked = { ok: true; bytes: Uint8Array } | { ok: false; reason: string };

/**
 * Unpacks an Office archive within a limit and packs it again without compression, so that the library behind it can unpack
 * no more than was counted: a 190 KB docx may say (or hide) that it holds half a gigabyte. Pictures are left out; only words are read.
 */
export function withinLimit(archive: Uint8Array, most: number): Unpacked {
  let declared = 0;
  const keep = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (/\/(media|embeddings|printerSettings)\//i.test(`/${name}`)) return false;
    declared += originalSize;
    return true;
  };
  unzipSync(archive, {
    filter: (file) => {
      keep(file);
      return false;
    },
  });
  if (declared > most)
    return { ok: false, reason: `It unpacks to ${declared} bytes; at most ${most} are read.` };
  return { ok: true, bytes: zipSync(unzipSync(archive, { filter: keep }), { level: 0 }) };
}
