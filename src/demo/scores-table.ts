import Table from 'cli-table3';
import { type Knowledge, scoreOver, stepsKnown } from '../ask/knowledge.ts';
import { listingsOn } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import type { TextStyle } from '../present/text.ts';
import { dayIn, points, shortName, tickers } from '../present/words.ts';

/** The companies of a watchlist by score, with what weighs most. At most 80 columns. */
export async function finalTable(
  knowledge: Knowledge,
  store: Store,
  companies: readonly string[],
  at: Instant,
  style: TextStyle,
): Promise<string> {
  const day = dayIn(at, 'Asia/Shanghai');
  const rows = [];
  for (const id of companies as readonly CompanyId[]) {
    const company = knowledge.catalog.companies.get(id);
    if (company === undefined) continue;
    const score = scoreOver(knowledge, id, await stepsKnown(knowledge, store, id, at), at);
    rows.push({ company, score });
  }
  rows.sort((a, b) => b.score.score - a.score.score);
  const table = new Table({
    head: ['company', 'listed as', 'score', 'band', 'open cases'],
    colWidths: [23, 18, 7, 13, 12],
    colAligns: ['left', 'left', 'right', 'left', 'right'],
    style: { head: [], border: [] },
    wordWrap: true,
  });
  for (const { company, score } of rows)
    table.push([
      shortName(company, 'en'),
      tickers(listingsOn(company, day)) || 'private',
      points(score.score),
      score.band,
      String(score.cases.filter((one) => one.open).length),
    ]);
  return `\n${style.strong(`Scores on the evening of ${day} (history cut at 2021-07-01; model ${rows[0]?.score.model ?? ''})`)}\n${table.toString()}`;
}
