import type { Cell } from '../../../../domain/document.ts';
import { RecordColumn, type RecordWords } from '../../../../domain/record-words.ts';
import { foldUnits } from '../../document/fold-units.ts';
import { phraseFinder } from '../phrases.ts';

export type RecordCell = Readonly<Cell>;
export type RecordRow = readonly RecordCell[];

/** The column of each cell of a row; null where its head says nothing that is known. */
export type RecordColumns = readonly (RecordColumn | null)[];

/** Names the columns of a list of acts. */
export interface NameColumns {
  /** What a head says stands below it; null where it is none. */
  readonly columnOf: (head: string) => RecordColumn | null;
  /** The columns of a row of heads; null where it is none, or the head of another kind of list. */
  readonly columnsOf: (row: RecordRow) => RecordColumns | null;
}

/** A longer cell is no head. */
const LONGEST_HEAD = 60;
const HAN = /\p{Script=Han}/u;

/** Compiles the heads of `config/words/records.yml`. */
export function compileColumns({ columns, others }: RecordWords): NameColumns {
  const find = Object.entries(columns).map(
    ([column, list]) =>
      [
        RecordColumn.parse(column),
        phraseFinder(list.map((phrase) => [phrase, true] as const)),
      ] as const,
  );
  const isOther = phraseFinder(others.map((phrase) => [phrase, true] as const));
  const bareOf = (head: string): string => {
    const folded = foldUnits(head).trim();
    return HAN.test(folded) ? folded.replace(/\s+/gu, '') : folded.replace(/\s+/gu, ' ');
  };
  const columnOf = (head: string): RecordColumn | null => {
    const bare = bareOf(head);
    if (bare === '' || bare.length > LONGEST_HEAD || /[。;]/u.test(bare)) return null;
    return find.find(([, says]) => says(bare).length > 0)?.[0] ?? null;
  };
  return {
    columnOf,
    columnsOf(row) {
      if (row.some(({ text }) => isOther(bareOf(text)).length > 0)) return null;
      const found = row.map(({ text }) => columnOf(text));
      const known = found.filter((column) => column !== null).length;
      const filled = row.filter(({ text }) => text.trim() !== '').length;
      return known >= 2 && known * 2 >= filled ? withParty(found) : null;
    },
  };
}

/** Where no column says who is the party, it is the listed company of the row. */
export const withParty = (columns: RecordColumns): RecordColumns =>
  columns.includes('party')
    ? columns
    : columns.map((column) => (column === 'short' ? 'party' : column));
