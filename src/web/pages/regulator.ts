import type { RegulatorId } from '../../domain/ids.ts';
import type { WebDeps } from '../deps.ts';
import { type Html, html, list, section, table } from '../html.ts';
import { country } from '../in-words.ts';
import { noticeTable } from '../notice-table.ts';
import type { WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';
import { missing } from './missing.ts';

const NEWEST = 25;

/** One authority: its acts per year, its newest notices, what it watches over here, and counted base rates. */
export const regulator: WebPage = {
  path: '/regulator/:id',
  async render(context, deps) {
    const id = context.param('id') as RegulatorId;
    const body = deps.knowledge.catalog.regulators.get(id);
    if (body === undefined) return missing(context);
    const { words } = context;
    const notices = await deps.store.notices({
      regulator: id,
      ...{ actionsOnly: true, ...context.asThen, limit: NEWEST },
    });
    const read = await deps.years.of(id, context.at, notices[0]?.id ?? null);
    return {
      title: context.language === 'zh' ? (body.name.zh ?? body.name.en) : body.name.en,
      atom: `/feeds/regulator/${id}.atom`,
      body: html`<p class="quiet">${context.language === 'zh' ? '' : `${body.short} · `}${country(body.country, context)} · ${words.levels[body.level]}</p>${section(
        'years',
        words.perYear,
        years(id, read, deps, context),
      )}${section('newest', words.newest, noticeTable(words.newest, notices, deps, context))}${rates(id, deps, context)}${section(
        'sources',
        words.sources,
        list(
          body.sources.map((source) => html`<span lang="en">${source.title}</span>`),
          words.none,
        ),
      )}<p><a href="/feeds/regulator/${id}.atom">${words.atom}</a></p>`,
    };
  },
};

function years(
  id: RegulatorId,
  read: ReadonlyMap<string, number>,
  deps: WebDeps,
  context: RequestContext,
): Html {
  const { words } = context;
  const records = deps.knowledge.catalog.history.filter(
    (one) => one.regulator === id && one.date <= context.day,
  );
  const recorded = Map.groupBy(records, (one) => one.date.slice(0, 4));
  const all = [...new Set([...recorded.keys(), ...read.keys()])].toSorted().toReversed();
  if (all.length === 0) return html`<p class="quiet">${words.empty.years}</p>`;
  return table(
    words.perYear,
    [
      { head: words.calendarYear },
      { head: words.recorded, number: true },
      { head: words.read, number: true },
      { head: words.companies, number: true },
    ],
    all.map((year) => [
      year,
      recorded.get(year)?.length ?? 0,
      read.get(year) ?? 0,
      new Set((recorded.get(year) ?? []).flatMap((one) => one.hits.map((hit) => hit.company))).size,
    ]),
  );
}

/** Rates that were counted from whole batches of this body. */
function rates(id: RegulatorId, deps: WebDeps, context: RequestContext): Html {
  const { words } = context;
  const short = id.split('-').slice(1).join('-');
  const own = deps.knowledge.catalog.baseRates.filter((one) => one.id.startsWith(`${short}-`));
  if (own.length === 0) return html``;
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  return section(
    'rates',
    words.baseRates,
    html`<p>${words.baseRatesHint}</p>${table(
      words.baseRates,
      [
        { head: words.what },
        { head: words.rate, number: true },
        { head: words.count, number: true },
        { head: words.interval },
        { head: words.calendarYear },
        { head: words.source },
      ],
      own.map((one) => [
        words.baseRateOf[one.id] ?? html`<span lang="en">${one.of}</span>`,
        percent(one.rate),
        one.n,
        `${percent(one.low)} – ${percent(one.high)}`,
        one.years,
        html`<span lang="en">${one.source}</span>`,
      ]),
    )}`,
  );
}
