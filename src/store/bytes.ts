import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const squeeze = promisify(gzip);
const unsqueeze = promisify(gunzip);

export interface PackedBytes {
  /** SHA-256 of the unpacked bytes, hex: equal files are stored once. */
  readonly hash: string;
  readonly encoding: 'gzip' | 'identity';
  /** Unpacked size in bytes. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** Below this size, in bytes, gzip costs more time than it saves room. */
const SMALL = 1_024;

/** Packs raw bytes for the `blobs` table; what is small or what gzip cannot shrink (pictures, docx) stays as it is. */
export async function pack(bytes: Uint8Array): Promise<PackedBytes> {
  const packed = bytes.byteLength < SMALL ? bytes : await squeeze(bytes);
  const smaller = packed.byteLength < bytes.byteLength;
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    encoding: smaller ? 'gzip' : 'identity',
    size: bytes.byteLength,
    bytes: smaller ? packed : bytes,
  };
}

/** Unpacks a row of `blobs`. */
export async function unpack(row: { encoding: string; bytes: Uint8Array }): Promise<Uint8Array> {
  const bytes = row.encoding === 'gzip' ? await unsqueeze(row.bytes) : row.bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
