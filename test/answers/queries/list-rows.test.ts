import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listRows } from '../../../src/answers/queries/list-rows.ts';

async function rowsOf(text: string, delimiter = '\t', size = 7): Promise<string[][]> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const rows: string[][] = [];
  for await (const row of listRows(pieces(), delimiter)) rows.push(row);
  return rows;
}

describe('rows of a list', () => {
  test('quoted cells may hold the delimiter, quotation marks and line breaks', async () => {
    const text = 'app,developer\n"a,b","say ""hi"""\n"two\nlines",x\r\n';
    expect(await rowsOf(text, ',')).toEqual([
      ['app', 'developer'],
      ['a,b', 'say "hi"'],
      ['two\nlines', 'x'],
    ]);
  });

  test.each(['\n', '\r\n', '\r'])(
    'lines may end with %j, the last one with or without',
    async (end) => {
      const lines = ['app\tdeveloper', 'a\tb', 'c\td'];
      const rows = lines.map((line) => line.split('\t'));
      for (const size of [1, 2, 3, 100]) {
        expect(await rowsOf(lines.join(end), '\t', size)).toEqual(rows);
        expect(await rowsOf(`${lines.join(end)}${end}`, '\t', size)).toEqual(rows);
      }
    },
  );

  test('two stray quotation marks lose no row between them', async () => {
    const lines = Array.from({ length: 440 }, (_, n) => `app ${n}\tfirm ${n}`);
    lines[3] = '"app 3\tfirm 3';
    lines[430] = 'app 430\t"firm 430';
    lines[20] = '"app 20\tfirm 20';
    lines[22] = '"app 22\tfirm 22';
    const rows = await rowsOf(`app\tdeveloper\n${lines.join('\n')}`);
    expect(rows).toHaveLength(441);
    expect(rows[4]).toEqual(['"app 3', 'firm 3']);
    expect(rows[23]).toEqual(['"app 22', 'firm 22']);
  });

  test('empty lines are no rows, a mark inside a cell is text, a mark at the end is not lost', async () => {
    expect(await rowsOf('a\tb\n\n\t\n5" pipe\tx\ny\t"z')).toEqual([
      ['a', 'b'],
      ['5" pipe', 'x'],
      ['y', '"z'],
    ]);
  });

  test('every line of a list without line breaks in cells is one row, however it is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ' ', '中') });
    const line = fc.tuple(cell, cell).map((cells) => ['x', ...cells].join('\t'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (lines, size) => {
          const rows = await rowsOf(['h\ti\tj', ...lines].join('\n'), '\t', size);
          expect(rows).toHaveLength(lines.length + 1);
        },
      ),
      { numRuns: 200 },
    );
  });
});
