import type { Instant } from '../../domain/time.ts';
import { reasonIn } from '../../present/phrases/reason.ts';
import { troubleWords } from '../../present/trouble-words.ts';
import { moment } from '../../present/words.ts';
import { type Html, html, outside, table } from '../html.ts';
import type { Page } from '../page.ts';
import { countsOf, freshText, type SourceRow, sourceRows } from '../source-rows.ts';
import type { Visit } from '../visit.ts';

/** Proof of watch: what is watched, when it last answered, and when it was not seen; of a past day what is on record of it. */
export const coverage: Page = {
  path: '/coverage',
  async render(visit, deps) {
    const { words } = visit;
    const rows = await sourceRows(deps, visit);
    const { catalog } = deps.knowledge;
    const apps = [...catalog.companies.values()].reduce((sum, one) => sum + one.apps.length, 0);
    return {
      title: words.coverage,
      body: html`<p>${words.proofHint}</p><p>${freshText(countsOf(rows), visit)}${words.stop}${visit.past ? `${words.coveragePast} ` : ''} ${words.catalogHolds(catalog.companies.size, apps)} <a href="${visit.href('/sources.csv')}">${words.csv}</a></p>${table(
        words.proof,
        [
          { head: words.source },
          { head: words.state },
          { head: words.answered },
          { head: words.newest },
          { head: words.lag, number: true },
          { head: words.gaps, wide: true },
        ],
        rows.map((row) => [
          sourceName(row, visit),
          stateOf(row, visit),
          row.answeredSince ? words.answeredSince : when(row.lastSuccessAt, visit),
          row.lastChangeAt === null && row.answeredSince ? '' : when(row.lastChangeAt, visit),
          row.lagMs === null ? '' : words.atMostMinutes(Math.max(1, Math.round(row.lagMs / 60_000))),
          gapsOf(row, visit),
        ]),
      )}`,
    };
  },
};

function stateOf(row: SourceRow, visit: Visit): unknown {
  const { words } = visit;
  if (!row.enabled) return html`<span class="quiet">${words.off}</span>`;
  const gap = row.gaps.find((one) => one.to === null);
  if (row.finding !== null)
    return html`<span class="trouble">${visit.language === 'zh' ? troubleWords(row.finding.code, 'zh') : row.finding.message}</span>`;
  if (gap !== undefined)
    return html`<span class="trouble">${words.notSeenSince(when(gap.from, visit))}</span>`;
  if (row.answeredSince) return words.nothingAgainst;
  return row.lastSuccessAt === null ? words.never : words.healthy;
}

/** Titles of sources are written in English: in Chinese the body stands before it. */
function sourceName(row: SourceRow, visit: Visit): Html {
  if (visit.language === 'en') return outside(row.url, row.title);
  return html`${row.ownerZh === null ? '' : html`${row.ownerZh} `}<span lang="en" class="quiet">${outside(row.url, row.title)}</span>`;
}

function because(text: string, { language }: Visit): string {
  const known = troubleWords(text, language);
  return known === text ? reasonIn(text, language) : known;
}

function when(at: number | null, visit: Visit): string {
  return at === null ? visit.words.never : moment(at as Instant, 'Asia/Shanghai', visit.language);
}

function gapsOf(row: SourceRow, visit: Visit): string {
  return row.gaps
    .map(
      (gap) =>
        `${when(gap.from, visit)} – ${gap.to === null ? '…' : when(gap.to, visit)}: ${because(gap.because, visit)}`,
    )
    .join('; ');
}
