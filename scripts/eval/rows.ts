import { rowDay } from '../../src/answers/queries/row-input.ts';
import type { Catalog } from '../../src/domain/catalog.ts';
import type { Company } from '../../src/domain/company.ts';
import type { Match } from '../../src/domain/exposure.ts';
import type { CompanyId } from '../../src/domain/ids.ts';
import type { CalendarDate } from '../../src/domain/time.ts';
import { CELL, matchMention } from '../../src/pipeline/map/match-mention.ts';
import type { Knowledge } from '../../src/pipeline/standing/knowledge.ts';

/** A row of a list with the listed company that a person found for it; null = no listed company. */
interface LabelledRow {
  readonly set: string;
  readonly day: CalendarDate;
  readonly app: string;
  readonly developer: string;
  readonly expected: CompanyId | null;
}

export interface RowCounts {
  rows: number;
  listed: number;
  /** Named, and rightly. */
  named: number;
  /** Not named, and the right company is among the candidates of a Review. */
  review: number;
  /** Another company was named, or one where none is listed. */
  wrong: number;
  /** Rows of nobody listed of which a person is asked. */
  asked: number;
  readonly mistakes: string[];
}

/**
 * Columns `set date app developer expected authority`, the last one only in newer rows; expected =
 * id of a company, MIC:symbol, `?…` = listed and not in the registry, `-` = nobody listed.
 */
export function readLabelledRows(text: string, { companies, universe }: Catalog): LabelledRow[] {
  const byListing = new Map<string, CompanyId>();
  const note = ({ id, listings }: Company) => {
    for (const { mic, symbol } of listings) byListing.set(`${mic}:${symbol}`, id);
  };
  for (const company of universe.companies()) note(company);
  for (const company of companies.values()) note(company);
  const [, ...lines] = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [set = '', date = '', app = '', developer = '', expected = ''] = line.split('\t');
    const day = rowDay(date);
    const id = byListing.get(expected) ?? expected;
    if (day === null) throw new Error(`no date: ${line}`);
    if (!/^[-?]/u.test(expected) && companies.get(id as CompanyId) === undefined)
      throw new Error(`no such company: ${line}`);
    return { set, day, app, developer, expected: expected === '-' ? null : (id as CompanyId) };
  });
}

/** Each set with its developers, and once more with the names alone. */
export function evalRows(rows: readonly LabelledRow[], { index }: Knowledge) {
  const sets = new Map<string, RowCounts>();
  for (const row of rows) {
    count(row, index, countsOf(sets, row.set));
    if (row.app !== '' && row.developer !== '')
      count({ ...row, developer: '' }, index, countsOf(sets, `${row.set}, name alone`));
  }
  return sets;
}

function count(row: LabelledRow, index: Knowledge['index'], counts: RowCounts): void {
  const { app, developer, day, expected } = row;
  const match = matchRow(row, index);
  counts.rows += 1;
  if (expected !== null) counts.listed += 1;
  if (isWrong(match, expected)) {
    counts.wrong += 1;
    counts.mistakes.push(`${app} (${developer}) on ${day}: ${match.company}, not ${expected}`);
  } else if (match.kind === 'likely') {
    if (expected === null) counts.asked += 1;
    else if (match.candidates.some(({ company }) => company === expected)) counts.review += 1;
  } else if (expected !== null && match.company !== null) counts.named += 1;
}

/** A company that is not listed may be named where no listed one is meant. */
const isWrong = (match: Match, expected: CompanyId | null): boolean =>
  match.company !== null && match.company !== expected && !(match.private && expected === null);

function matchRow({ app, developer, day }: LabelledRow, index: Knowledge['index']): Match {
  const name = app || developer;
  const ofApp = /sdk$/iu.test(app) ? 'sdk' : 'app';
  const kind = app === '' ? 'entity' : ofApp;
  const by = (app !== '' && developer) || null;
  const none = { icp: null, version: null };
  return matchMention({ ...CELL, ...none, kind, name, developer: by }, index, day);
}

function countsOf(sets: Map<string, RowCounts>, set: string): RowCounts {
  const known = sets.get(set);
  if (known !== undefined) return known;
  const made = { rows: 0, listed: 0, named: 0, review: 0, wrong: 0, asked: 0, mistakes: [] };
  sets.set(set, made);
  return made;
}

export function rowsReport(sets: ReadonlyMap<string, RowCounts>): string {
  const lines = [...sets].map(([set, { rows, listed, named, review, wrong, asked }]) => {
    const asksOf = `${asked} of ${rows - listed}`;
    return `${set}: ${rows} rows, ${listed} of listed companies: named ${share(named, listed)}, named or in Review ${share(named + review, listed)}, wrong ${wrong}; asks about nobody listed: ${asksOf}`;
  });
  const mistakes = [...sets.values()].flatMap((counts) => counts.mistakes);
  return [...lines, ...mistakes.map((one) => `  wrong: ${one}`), ''].join('\n');
}

const Z = 1.96;

/** `35 of 37 = .95 (.82–.99)`: with the 95 % interval of Wilson. */
function share(part: number, of: number): string {
  if (of === 0) return '0 of 0';
  const p = part / of;
  const middle = p + Z ** 2 / (2 * of);
  const spread = Z * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2));
  const [low, high] = [middle - spread, middle + spread].map((end) => end / (1 + Z ** 2 / of));
  const text = (value: number) => value.toFixed(2).replace(/^0/u, '');
  return `${part} of ${of} = ${text(p)} (${text(low!)}–${text(high!)})`;
}
