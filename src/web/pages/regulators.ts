import type { RegulatorId } from '../../domain/ids.ts';
import { type Html, html, list, number, section, table } from '../html.ts';
import { missing, type WebPage } from '../page.ts';
import { country, pageOf, sourceName } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';
import { noticeTable } from './notices.ts';

const NEWEST = 25;

const fullName = ({ name }: { name: { en: string; zh: string | null } }, { language }: RequestContext) =>
  language === 'zh' ? (name.zh ?? name.en) : name.en;

/** The authorities that are known here, those with most acts first. */
export const regulators: WebPage = {
  path: '/regulators',
  async render(context) {
    const { words, href } = context;
    const { catalog } = context.deps.knowledge;
    const bodies = [...catalog.regulators.values()];
    const acts = Map.groupBy(
      catalog.history.filter((record) => record.date <= context.day),
      (record) => record.regulator,
    );
    const many = (id: RegulatorId) => acts.get(id)?.length ?? 0;
    const sorted = bodies.toSorted((a, b) => many(b.id) - many(a.id) || (a.id < b.id ? -1 : 1));
    const { rows: shown, nav } = pageOf(sorted, context);
    const rows = shown.map((body) => [
      html`<a href="${href(`/regulator/${body.id}`)}">${fullName(body, context)}</a>`,
      country(body.country, context),
      words.levels[body.level],
      body.sources.length || '',
      many(body.id) || '',
    ]);
    const columns = [
      ...[words.regulator, words.country, words.authorityLevel],
      ...[number(words.sources), number(words.recorded)],
    ];
    return {
      title: words.regulators,
      body: html`${table(context, words.regulators, columns, rows)}${nav}`,
    };
  },
};

/** One authority: its acts per year, its newest notices, what it watches over here, and counted base rates. */
export const regulator: WebPage = {
  path: '/regulator/:id',
  async render(context) {
    const { words, deps, language, asThen } = context;
    const id = context.param('id') as RegulatorId;
    const body = deps.knowledge.catalog.regulators.get(id);
    if (body === undefined) return missing(context);
    const query = { regulator: id, actionsOnly: true, ...asThen, limit: NEWEST };
    const notices = await deps.store.notices(query);
    const read = await deps.years(id, context.at, notices[0]?.id ?? null);
    const short = language === 'zh' ? '' : `${body.short} · `;
    const sources = body.sources.map((source) => sourceName(source, context));
    return {
      title: fullName(body, context),
      atom: `/feeds/regulator/${id}.atom`,
      body: html`<p class="quiet">${short}${country(body.country, context)} · ${words.levels[body.level]}</p>${section('years', words.perYear, years(id, read, context))}${section('newest', words.newest, noticeTable(words.newest, notices, context))}${rates(id, context)}${section('sources', words.sources, list(context, sources))}<p><a href="/feeds/regulator/${id}.atom">${words.atom}</a></p>`,
    };
  },
};

function years(id: RegulatorId, read: ReadonlyMap<string, number>, context: RequestContext): Html {
  const { words, deps, day } = context;
  const recorded = Map.groupBy(
    deps.knowledge.catalog.history.filter((one) => one.regulator === id && one.date <= day),
    (one) => one.date.slice(0, 4),
  );
  const all = [...new Set([...recorded.keys(), ...read.keys()])].toSorted().toReversed();
  return table(
    context,
    words.perYear,
    [words.calendarYear, number(words.recorded), number(words.read), number(words.companies)],
    all.map((year) => {
      const own = recorded.get(year) ?? [];
      const companies = new Set(own.flatMap((one) => one.hits.map((hit) => hit.company)));
      return [year, own.length, read.get(year) ?? 0, companies.size];
    }),
    { none: words.empty.years },
  );
}

/** Rates that were counted from whole batches of this body. */
function rates(id: RegulatorId, context: RequestContext): Html | '' {
  const { words, deps } = context;
  const short = id.split('-').slice(1).join('-');
  const own = deps.knowledge.catalog.baseRates.filter((one) => one.id.startsWith(`${short}-`));
  if (own.length === 0) return '';
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  const columns = [
    ...[words.what, number(words.rate), number(words.count)],
    ...[words.interval, words.calendarYear, words.source],
  ];
  const rows = own.map((one) => [
    words.baseRateOf[one.id] ?? html`<span lang="en">${one.of}</span>`,
    ...[percent(one.rate), one.n, `${percent(one.low)} – ${percent(one.high)}`, one.years],
    html`<span lang="en">${one.source}</span>`,
  ]);
  return section(
    'rates',
    words.baseRates,
    html`<p>${words.baseRatesHint}</p>${table(context, words.baseRates, columns, rows)}`,
  );
}
