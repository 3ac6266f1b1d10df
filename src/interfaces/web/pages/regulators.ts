import { authorityActs } from '../../../answers/queries/authority-acts.ts';
import { LOCALES } from '../../../base/i18n/locale.ts';
import type { RegulatorId } from '../../../domain/ids.ts';
import { html, inEnglish, number, outside, type PagePart, wide } from '../html.ts';
import { missing, type WebPage } from '../page.ts';
import { type RequestContext, wordFor } from '../request-context.ts';
import { noticeTable } from './notices.ts';
import { rhythmPart } from './rhythm.ts';

const NEWEST = 25;
const MOST_ACTS = 40;

/** The authorities that are known here, those with most acts first. */
export const regulators: WebPage = {
  path: '/regulators',
  async render(context) {
    const { words } = context;
    const { catalog } = context.deps.knowledge;
    const acts = Map.groupBy(
      catalog.history.filter((record) => record.date <= context.day),
      (record) => record.regulator,
    );
    const many = (id: RegulatorId) => acts.get(id)?.length ?? 0;
    const sorted = [...catalog.regulators.values()].toSorted(
      (a, b) => many(b.id) - many(a.id) || (a.id < b.id ? -1 : 1),
    );
    const { rows: shown, nav } = context.pageOf(sorted);
    const rows = shown.map((regulator) => ({
      regulator: context.link(`/regulator/${regulator.id}`, context.fullName(regulator)),
      country: context.country(regulator.country),
      authorityLevel: words.levels[regulator.level],
      sources: number(regulator.sources.length || ''),
      recorded: number(many(regulator.id) || ''),
    }));
    return { title: words.regulators, body: [context.table('regulators', rows), nav] };
  },
};

/**
 * One authority: its rhythm, its acts per year, the newest of them as sentences, its newest
 * notices, what it watches over here, and counted base rates.
 */
export const regulator: WebPage = {
  path: '/regulator/:id',
  async render(context) {
    const { words, deps, language, asThen, section } = context;
    const id = context.param('id') as RegulatorId;
    const regulator = deps.knowledge.catalog.regulators.get(id);
    if (regulator === undefined) return missing(context);
    const query = { regulator: id, actionsOnly: true, ...asThen, limit: NEWEST };
    const notices = await deps.store.notices(query);
    const read = await deps.years(id, context.at, notices[0]?.id ?? null);
    const short = LOCALES[language].regulatorName === 'full' ? '' : `${regulator.short} · `;
    const atom = `/feeds/regulator/${id}.atom`;
    return {
      title: context.fullName(regulator),
      atom,
      body: [
        html`
          <p class="quiet">${short}${context.country(regulator.country)} · ${words.levels[regulator.level]}
          </p>
        `,
        rhythmPart(id, context),
        section('years', years(id, read, context), words.perYear),
        section('recordedActs', recordedActs(id, context)),
        section('newest', await noticeTable('newest', notices, context)),
        rates(id, context),
        section('sources', context.list(regulator.sources.map(context.sourceName))),
        html`<p><a href="${atom}">${words.atom}</a></p>`,
      ],
    };
  },
};

/** Its newest acts on record as sentences, each with whether it stands. */
function recordedActs(id: RegulatorId, context: RequestContext): PagePart {
  const { deps, at, language, date } = context;
  const acts = authorityActs(deps.knowledge, id, { at, language, most: MOST_ACTS });
  const rows = acts.map((act) => ({
    day: date(act.date),
    sentence: wide(html`
      ${outside(act.url, act.sentence ?? '')}<br><small class="quiet">
      ${context.companyLink(act.company)}</small>
    `),
    state: act.state ?? '',
  }));
  return rows.length === 0 ? '' : context.table('recordedActs', rows, { few: true });
}

function years(
  id: RegulatorId,
  read: ReadonlyMap<string, number>,
  context: RequestContext,
): PagePart {
  const { words, deps, day } = context;
  const recorded = Map.groupBy(
    deps.knowledge.catalog.history.filter(
      (record) => record.regulator === id && record.date <= day,
    ),
    (record) => record.date.slice(0, 4),
  );
  const all = [...new Set([...recorded.keys(), ...read.keys()])].toSorted().toReversed();
  const rows = all.map((year) => {
    const own = recorded.get(year) ?? [];
    const companies = new Set(own.flatMap((record) => record.hits.map((hit) => hit.company)));
    return {
      calendarYear: year,
      recorded: number(own.length),
      read: number(read.get(year) ?? 0),
      companies: number(companies.size),
    };
  });
  return context.table('perYear', rows, { none: words.empty.years });
}

/** Rates counted from whole batches of this regulator. */
function rates(id: RegulatorId, context: RequestContext): PagePart {
  const { words, deps } = context;
  const own = deps.knowledge.catalog.baseRates.filter(({ regulator }) => regulator === id);
  if (own.length === 0) return '';
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  const rows = own.map((baseRate) => ({
    what: wordFor(words.baseRateOf, baseRate.id, '') || inEnglish(baseRate.of),
    rate: number(percent(baseRate.rate)),
    count: number(baseRate.n),
    interval: `${percent(baseRate.low)} – ${percent(baseRate.high)}`,
    calendarYear: baseRate.years,
    source: inEnglish(baseRate.source),
  }));
  const shown = [html`<p>${words.baseRatesHint}</p>`, context.table('baseRates', rows)];
  return context.section('rates', shown, words.baseRates);
}
