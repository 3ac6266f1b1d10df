import { strFromU8, Unzip, type UnzipFileFilter, UnzipInflate, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** Callbacks for the elements of a part of a Word archive, in document order. */
export interface XmlEvents {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

/** Bytes of the archive unpacked at a time; memory use is a small multiple of it. */
const SLICE = 4096;

/**
 * Reads one part of an archive as a stream of elements, so that memory does not grow with it.
 * Throws where it is missing, malformed, or unpacks to more than `most` bytes, whatever size the
 * archive declares.
 */
export function streamPart(
  archive: Uint8Array,
  name: string,
  most: number,
  { open, close, text }: XmlEvents,
): void {
  const xml = new SaxesParser();
  xml.on('opentag', (tag) => open(tag.name, tag.attributes));
  xml.on('closetag', (tag) => close(tag.name));
  xml.on('text', text);
  xml.on('cdata', text);
  xml.on('error', (error) => {
    throw new Error(error.message.split('\n')[0]);
  });
  const decoder = new TextDecoder();
  let unpacked = 0;
  let found = false;
  const unzip = new Unzip((file) => {
    if (found || file.name !== name) return;
    found = true;
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      unpacked += chunk.length;
      if (unpacked > most) throw new Error(`${name} unpacks to more than ${most} bytes`);
      xml.write(decoder.decode(chunk, { stream: !final }));
      if (final) xml.close();
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < archive.length; at += SLICE)
    unzip.push(archive.subarray(at, at + SLICE), at + SLICE >= archive.length);
  if (!found) throw new Error(`the archive has no ${name}`);
}

/** Declared size of a part in bytes; 0 where the archive has no part of this name. */
export function declaredBytes(archive: Uint8Array, name: string): number {
  let declared = 0;
  unzipSync(archive, {
    filter: (file) => {
      if (file.name === name) declared = file.originalSize;
      return false;
    },
  });
  return declared;
}

/**
 * A small part of the archive as text; empty where there is no part of this name or it exceeds
 * `most` bytes.
 */
export function smallPart(archive: Uint8Array, name: string, most: number): string {
  const isWanted: UnzipFileFilter = (file) => file.name === name && file.originalSize <= most;
  const [bytes] = Object.values(unzipSync(archive, { filter: isWanted }));
  return bytes === undefined ? '' : strFromU8(bytes);
}
