import { describe, expect, it } from 'vitest';
import { decode, decodeText } from '../../../src/pipeline/decode/decode.ts';
import { failureOf } from '../../../src/pipeline/decode/failure.ts';
import { pdf } from './files.ts';

describe('a document that could not be read', () => {
  it('says why: an empty file, a broken one, pictures without an engine', async () => {
    const why = async (bytes: Uint8Array) => failureOf(await decode({ bytes, ocr: null }));
    expect(await why(new Uint8Array())).toBe('The file is empty.');
    expect(await why(Buffer.from('PK\u0003\u0004broken'))).toContain('could not be read');
    expect(await why(pdf(['q Q']))).toBe('The PDF holds no text; its pages are pictures.');
    expect(await why(Buffer.from('  \n '))).toBe('The file holds no text.');
  });

  it('is one of which a part was lost, though some words were read', () => {
    const read = decodeText('关于某某的通报', 'text');
    const lost = { code: 'took-too-much', message: 'Reading took more than 280 MB.' };
    expect(failureOf(read)).toBe(null);
    expect(failureOf({ ...read, findings: [lost] })).toBe(lost.message);
  });
});
