import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FindingCode } from './findings.ts';

const UNPACKERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/**
 * Reads and unpacks a body, and stops at the limit while it streams, so that neither ten gigabytes nor a small bomb that
 * unpacks to them is ever held. `signal` ends the whole exchange: one byte a second does not keep a slot for ever.
 */
export async function unpack(
  body: Readable,
  encoding: string | null,
  maxBytes: number,
  signal: AbortSignal,
): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; code: FindingCode; message: string }> {
  // A destroyed body reports that it was destroyed; without a listener that would end the process.
  body.on('error', () => {});
  const name = (encoding ?? '').trim().toLowerCase();
  const unpacker = UNPACKERS[name];
  if (unpacker === undefined && name !== '' && name !== 'identity') {
    body.destroy();
    return { ok: false, code: 'broken-body', message: `content encoding "${name}" is not known` };
  }
  const stream =
    unpacker === undefined ? body : body.pipe(unpacker() as unknown as NodeJS.WritableStream & Readable);
  const end = () => body.destroy(signal.reason as Error);
  signal.addEventListener('abort', end, { once: true });
  body.on('error', (error) => (stream as Readable).destroy(error));
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) {
        body.destroy();
        return { ok: false, code: 'too-large', message: `more than ${maxBytes} bytes` };
      }
      chunks.push(chunk);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return { ok: false, code: 'broken-body', message: (error as Error).message };
  } finally {
    signal.removeEventListener('abort', end);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}
