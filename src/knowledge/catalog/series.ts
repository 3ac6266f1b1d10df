import type { CatalogProblem } from '../../domain/catalog.ts';
import { type SeriesAct, SeriesEntry, SeriesLine } from '../../domain/facts.ts';
import type { CalendarDate } from '../../domain/time.ts';
import { lineProblem, readTable } from './table.ts';
import type { SourceFile } from './yaml.ts';

/**
 * Reads `config/series`: the index and, for each line of it, the table. A table that has another
 * number of entries or another first or last day than the index says is a problem.
 * @param file of a name below `config/series`
 */
export function readSeriesTables(file: (name: string) => SourceFile): {
  series: SeriesLine[];
  seriesActs: SeriesAct[];
  problems: CatalogProblem[];
} {
  const index = readTable(file('series.tsv'), SeriesLine);
  const problems: CatalogProblem[] = [...index.problems];
  const seriesActs: SeriesAct[] = [];
  const series = index.rows.map(({ file: path, line, ...row }) => {
    const { rows, problems: wrong } = readTable(file(`${row.id}.tsv`), SeriesEntry);
    problems.push(...wrong);
    for (const { day, company, measure } of rows)
      if (company !== '')
        seriesActs.push({ series: row.id, day: day as CalendarDate, company, measure });
    const days = rows.map((entry) => entry.day).sort();
    const found = [rows.length, days[0], days.at(-1)].join(' ');
    const stated = [row.entries, row.from, row.until].join(' ');
    if (found !== stated)
      problems.push(
        lineProblem({ file: path, line }, `${row.id} holds ${found}, the index says ${stated}`),
      );
    return row as SeriesLine;
  });
  return { series, seriesActs, problems };
}
