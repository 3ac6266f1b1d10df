import type { Instant } from '../../domain/time.ts';
import { moment } from '../../present/words.ts';
import { html, outside, table } from '../html.ts';
import type { Page } from '../page.ts';
import { type SourceRow, sourceCounts, sourceRows } from '../source-rows.ts';
import type { Visit } from '../visit.ts';

/** Proof of watch: what is watched, when it last answered, and when it was not seen. It shows now, whatever day is asked for. */
export const coverage: Page = {
  path: '/coverage',
  async render(visit, deps) {
    const { words } = visit;
    const [rows, counts] = await Promise.all([sourceRows(deps), sourceCounts(deps)]);
    const { catalog } = deps.knowledge;
    const apps = [...catalog.companies.values()].reduce((sum, one) => sum + one.apps.length, 0);
    return {
      title: words.coverage,
      body: html`<p>${words.proofHint}</p><p>${words.freshWord(counts.ok, counts.trouble, counts.never)}. ${words.companies}: ${catalog.companies.size}, ${words.apps}: ${apps}. <a href="/sources.csv">${words.csv}</a></p>${table(
        words.proof,
        [
          { head: words.source },
          { head: words.state },
          { head: words.answered },
          { head: words.newest },
          { head: words.lag, number: true },
          { head: words.gaps },
        ],
        rows.map((row) => [
          outside(row.url, row.title),
          stateOf(row, visit),
          when(row.lastSuccessAt, visit),
          when(row.lastChangeAt, visit),
          row.lagMs === null ? '' : `≤ ${Math.max(1, Math.round(row.lagMs / 60_000))} min`,
          gapsOf(row, visit),
        ]),
      )}`,
    };
  },
};

function stateOf(row: SourceRow, { words }: Visit): unknown {
  if (!row.enabled) return html`<span class="quiet">${words.off}</span>`;
  if (row.finding !== null) return html`<span class="trouble">${row.finding.message}</span>`;
  return row.lastSuccessAt === null ? words.never : words.healthy;
}

function when(at: number | null, visit: Visit): string {
  return at === null ? visit.words.never : moment(at as Instant, 'Asia/Shanghai', visit.language);
}

function gapsOf(row: SourceRow, visit: Visit): string {
  return row.gaps
    .map((gap) => `${when(gap.from, visit)} – ${gap.to === null ? '…' : when(gap.to, visit)}: ${gap.because}`)
    .join('; ');
}
