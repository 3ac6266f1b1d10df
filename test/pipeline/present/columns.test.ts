import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { columnsOf } from '../../../src/pipeline/present/columns.ts';
import { wrapped } from '../../../src/pipeline/present/text.ts';

const PIECES = [
  ...'aZ9 .,-()%·–—‘’“”…−→×§工信部。、《》（），！',
  '  ',
  '\n',
  'é',
  'e\u0301',
  '한',
  'か',
  '🚀',
  '\u200d',
  '\x1b[1m',
];
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((some) => some.join(''));

/** Every text of the messages of both languages. */
function messages(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(messages) : [];
}
const written = ['en', 'zh'].flatMap((language) =>
  messages(JSON.parse(readFileSync(`config/messages/${language}/messages.json`, 'utf8'))),
);

describe('columns of a text', () => {
  test('are those of string-width, whatever it is made of', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(columnsOf(text)).toBe(stringWidth(text));
      }),
    );
    for (const text of written) expect([text, columnsOf(text)]).toEqual([text, stringWidth(text)]);
  });

  test('and its lines are those of wrap-ansi', () => {
    const lines = (text: string, width: number) =>
      wrapAnsi(text, width, { hard: true, trim: true }).split('\n');
    fc.assert(
      fc.property(texts, fc.integer({ min: 10, max: 60 }), (text, width) => {
        expect(wrapped(text, width)).toEqual(lines(text, width));
      }),
    );
    for (const text of written) expect(wrapped(text, 76)).toEqual(lines(text, 76));
  });
});
