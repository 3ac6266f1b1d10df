import type { z } from 'zod';
import type { CatalogProblem } from '../../domain/catalog.ts';
import {
  type CompanyFacts,
  MarketLine,
  MarketSizeLine,
  RateLine,
  RevenueLine,
} from '../../domain/facts.ts';
import { MoveTable } from '../../domain/move-table.ts';
import { NextTable } from '../../domain/next-table.ts';
import { type FileRow, lineProblem, readTable } from './table.ts';
import type { SourceFile } from './yaml.ts';

/** The tables of `config/facts` that the score needs, by their names. */
export const FACT_TABLES = ['revenue', 'markets', 'market-sizes', 'fx'] as const;
type TableName = (typeof FACT_TABLES)[number];

/**
 * Reads `config/facts`: revenue by year, share of revenue by market, sizes of markets, rates of
 * exchange. A line that is wrong is named: a second line of one key, shares of one company that add
 * up to more than its revenue, a currency without a rate. A company that is gone is asked by
 * nobody.
 */
export function readFacts(file: (name: TableName) => SourceFile): {
  facts: CompanyFacts;
  problems: CatalogProblem[];
} {
  const problems: CatalogProblem[] = [];
  const rows = <Schema extends z.ZodObject>(name: TableName, schema: Schema, keys: string[]) => {
    const read = readTable(file(name), schema);
    problems.push(...read.problems);
    return once(read.rows, keys, problems);
  };
  const rates = rows('fx', RateLine, ['currency', 'year']);
  const sizes = rows('market-sizes', MarketSizeLine, ['market']);
  const revenue = rows('revenue', RevenueLine, ['company', 'year']);
  const markets = rows('markets', MarketLine, ['company', 'market', 'year']);

  const currencies = new Set(['USD', ...rates.map((row) => row.currency)]);
  const places = new Set(sizes.map((row) => row.market));
  for (const row of revenue)
    if (!currencies.has(row.currency))
      problems.push(
        lineProblem(row, `no rate of ${row.currency} is known`, 'Add it to config/facts/fx.tsv.'),
      );
  for (const row of sizes)
    if (row.partOf !== '' && !places.has(row.partOf))
      problems.push(lineProblem(row, `there is no market "${row.partOf}"`));
  const partOf = new Map(sizes.map((row) => [row.market, row.partOf]));
  for (const own of Map.groupBy(markets, (row) => `${row.company} ${row.year}`).values()) {
    const stated = new Set(own.map((row) => row.market as string));
    const apart = own.filter((row) => !stated.has(partOf.get(row.market) ?? ''));
    const sum = apart.reduce((total, row) => total + row.share, 0);
    if (sum > 1.001)
      problems.push(
        lineProblem(own[0]!, `its markets bring ${Math.round(sum * 100)} % of revenue`),
      );
  }
  const plain = <Row extends object>(all: readonly FileRow<Row>[]) =>
    all.map(({ file: _, line: __, ...row }) => row as unknown as Row);
  return {
    facts: {
      revenue: plain(revenue),
      markets: plain(markets),
      sizes: plain(sizes),
      rates: plain(rates),
    },
    problems,
  };
}

/** The rows whose key no row before has; the others are problems. */
function once<Row extends object>(
  rows: readonly FileRow<Row>[],
  keys: readonly string[],
  problems: CatalogProblem[],
): FileRow<Row>[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = keys.map((name) => String(row[name as keyof typeof row])).join(' ');
    if (seen.has(key)) problems.push(lineProblem(row, `a second line of ${key}`));
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Reads `config/facts/moves.json`; null where there is none. A wrong one is a problem. */
export const readMoves = (file: SourceFile, problems: CatalogProblem[]): MoveTable | null =>
  readFrozen(file, MoveTable, 'study move --prices <folder>', problems);

/** Reads `config/facts/next.json`; null where there is none. A wrong one is a problem. */
export const readNext = (file: SourceFile, problems: CatalogProblem[]): NextTable | null =>
  readFrozen(file, NextTable, 'study next --until <day>', problems);

/** A table that a study wrote. */
function readFrozen<Schema extends z.ZodType>(
  { path, text }: SourceFile,
  schema: Schema,
  command: string,
  problems: CatalogProblem[],
): z.output<Schema> | null {
  if (text === '') return null;
  const read = schema.safeParse(parsed(text));
  if (read.success) return read.data;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const remedy = `Make it anew: tocsin ${command} --freeze config/facts/${name}`;
  problems.push(lineProblem({ file: path, line: 1 }, read.error.issues[0]!.message, remedy));
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
