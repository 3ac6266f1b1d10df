import { describe, expect, it } from 'vitest';
import { streamPart } from '../../../src/pipeline/decode/word/parts.ts';
import { declaring, docx, paragraph } from './files.ts';

const NAME = 'word/document.xml';
const wordsOf = (archive: Uint8Array, most: number) => {
  let words = '';
  const text = (one: string) => {
    words += one;
  };
  streamPart(archive, NAME, most, { open: () => {}, close: () => {}, text });
  return words;
};

describe('a part of a Word archive that is read as a stream', () => {
  const made = docx(paragraph('正文').repeat(5000));

  it('is read whole within its limit', () => {
    expect(wordsOf(made, 1_000_000)).toBe('正文'.repeat(5000));
  });

  it('is read no further than the limit, whatever the archive says of its size', () => {
    expect(() => wordsOf(declaring(made, NAME, 10), 100_000)).toThrow(
      'unpacks to more than 100000',
    );
  });

  it('is missing, or is no XML: an error that says so', () => {
    expect(() => streamPart(made, 'word/other.xml', 1000, EVENTS)).toThrow('has no word/other.xml');
    expect(() => wordsOf(docx('<w:p></w:x>'), 1_000_000)).toThrow(/tag/u);
  });
});

const EVENTS = { open: () => {}, close: () => {}, text: () => {} };
