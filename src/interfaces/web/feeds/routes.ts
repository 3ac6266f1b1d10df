import { stringify } from 'csv-stringify/sync';
import { Feed } from 'feed';
import type { Hono } from 'hono';
import ical from 'ical-generator';
import type { BoardDeadline } from '../../../answers/queries/board.ts';
import { type Language, MESSAGES } from '../../../base/i18n/messages.ts';
import type { CompanyId, RegulatorId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/notice.ts';
import { Band } from '../../../domain/score.ts';
import { cellOf } from '../../../pipeline/present/study-tables.ts';
import { boardOf, deadlinesOf, type RequestContext } from '../request-context.ts';
import type { Guarded } from '../security.ts';
import { TABLES, type TableFile } from './tables.ts';

/** Atom, iCalendar and CSV. */
export function addFeeds(site: Hono<Guarded>): void {
  const add = (
    path: string,
    type: string,
    /** Null where there is no such thing. */
    textOf: (context: RequestContext) => Promise<string | null>,
    headers: Record<string, string> = {},
  ) =>
    site.get(path, async (c) => {
      const text = await textOf(c.get('context'));
      if (text === null) return c.notFound();
      return c.body(text, 200, { 'content-type': `${type}; charset=utf-8`, ...headers });
    });
  for (const { path, columns, rows: rowsOf } of TABLES) {
    const name = { 'content-disposition': `attachment; filename="${path.split('/').at(-1)!}"` };
    const textOf = async (context: RequestContext) => {
      const rows = await rowsOf(context);
      return rows && csvOf(columns, rows, context.language);
    };
    add(path, 'text/csv', textOf, name);
  }
  const atom = (
    path: string,
    kindOf: (context: RequestContext) => readonly [kind: string, id: string],
  ) =>
    add(path, 'application/atom+xml', async (context) => {
      const of = feedOf(...kindOf(context), context);
      return of && atomOf(of, context);
    });
  atom('/feeds/all.atom', () => ['all', '']);
  atom('/feeds/:kind{company|regulator|band}/:file{[a-z0-9-]+\\.atom}', ({ param }) => [
    param('kind'),
    param('file').slice(0, -'.atom'.length),
  ]);
  const calendar = 'text/calendar';
  add('/deadlines.ics', calendar, async (context) =>
    calendarOf(await deadlinesOf(context), context),
  );
  add('/company/:id/deadlines.ics', calendar, async (context) => {
    const row = (await boardOf(context)).byId.get(context.param('id') as never);
    return row === undefined ? null : calendarOf(row.deadlines, context);
  });
}

/** With a mark for Excel, and no cell that a spreadsheet would run as a formula. */
function csvOf(columns: TableFile['columns'], rows: readonly object[], language: Language): string {
  const cells = rows.map((row) => columns.map((column) => cellOf(row, column, language)));
  return stringify([columns.map(([head]) => head), ...cells], {
    bom: true,
    escape_formulas: true,
    cast: { boolean: String },
  });
}

/**
 * Deadlines as all-day events. An event keeps its id, so that a calendar updates it instead of
 * showing it twice.
 */
function calendarOf(due: readonly BoardDeadline[], context: RequestContext): string {
  const { words, language, origin, locale } = context;
  const calendar = ical({
    name: `Tocsin: ${words.deadlines}`,
    prodId: { company: 'Tocsin', product: 'Tocsin', language: language.toUpperCase() },
    ttl: 3600,
  });
  for (const deadline of due)
    calendar.createEvent({
      id: `${deadline.case}@tocsin`,
      start: new Date(`${deadline.date}T00:00:00Z`),
      allDay: true,
      stamp: new Date(context.now),
      summary:
        `${context.companyName(deadline.company)}: ${context.regulatorName(deadline.regulator)} ` +
        `${locale.deadline}`,
      description: `${locale.stages[deadline.stage]}: ${deadline.title}`,
      url: `${origin}/company/${deadline.company}`,
    });
  return calendar.toString();
}

const ENTRIES = 50;
const LOOK_BACK = 400;
const BANDS = Band.options;

/**
 * Title and notices, newest first, of `/feeds/<kind>/<id>.atom`; null where there is no such
 * company, body or band.
 */
function feedOf(kind: string, id: string, context: RequestContext) {
  const { deps, words, asThen } = context;
  const { companies, regulators } = deps.knowledge.catalog;
  const newest = (of: Partial<Parameters<typeof deps.store.notices>[0]>) => () =>
    deps.store.notices({ actionsOnly: true, ...asThen, limit: ENTRIES, ...of });
  const company = id as CompanyId;
  const regulator = id as RegulatorId;
  const band = id as Band;
  if (kind === 'all') return { title: words.newest, notices: newest({}) };
  if (kind === 'company' && companies.has(company))
    return { title: context.companyName(id), notices: newest({ company }) };
  if (kind === 'regulator' && regulators.has(regulator))
    return { title: context.regulatorName(regulator), notices: newest({ regulator }) };
  if (kind === 'band' && BANDS.includes(band))
    return { title: `${words.band} ${id}`, notices: () => reaching(band, context) };
  return null;
}

/** Notices that brought a company into a band or above. */
async function reaching(band: Band, { deps, at }: RequestContext): Promise<Notice[]> {
  const signals = (await deps.store.signals({ limit: LOOK_BACK })).filter(
    ({ detectedAt, bandAfter }) =>
      detectedAt <= at && BANDS.indexOf(bandAfter) >= BANDS.indexOf(band),
  );
  const ids = [...new Set(signals.map((signal) => signal.notice))].slice(0, ENTRIES);
  const found = await Promise.all(ids.map((id) => deps.store.notice(id)));
  return found.filter((notice) => notice !== null);
}

/** Censures as Atom. */
async function atomOf(
  of: NonNullable<ReturnType<typeof feedOf>>,
  context: RequestContext,
): Promise<string> {
  const { origin, deps, path, language } = context;
  const notices = await of.notices();
  const feed = new Feed({
    id: `${origin}${path}`,
    title: `Tocsin: ${of.title}`,
    link: origin,
    language,
    generator: `Tocsin ${deps.version}`,
    copyright: MESSAGES[language].card.notAdvice,
    updated: momentOf(notices[0]),
    feedLinks: { atom: `${origin}${path}` },
  });
  for (const notice of notices) {
    const signals = await deps.store.signals({ notice: notice.id, limit: 20 });
    const moved = signals.map(
      ({ company, before, after }) =>
        `${context.companyName(company)} ${before.toFixed(1)} → ${after.toFixed(1)}`,
    );
    const body =
      notice.regulator === null ? '' : `${context.regulatorName(notice.regulator.value)}: `;
    const act = `${body}${context.gravestOf(notice)}`;
    const url = `${origin}/notice/${notice.id}`;
    feed.addItem({
      id: url,
      title: clean(notice.title),
      link: url,
      date: momentOf(notice),
      description: clean(moved.length === 0 ? act : `${act}. ${moved.join('; ')}`),
    });
  }
  return feed.atom1().replace(HTML_MARK, '$1 type="text">');
}

/**
 * The library calls every title HTML; ours are text, in which a tag means nothing. Texts have one
 * line, so that only the library's own tags begin one.
 */
const HTML_MARK = /^( {0,20}<(?:title|summary)) type="html">/gm;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** One line of text; XML has no place for control characters, whatever a page had in its title. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll(NOT_IN_XML, '').replace(/\s+/g, ' ');
}

const momentOf = (notice: Notice | undefined) =>
  new Date(notice?.publishedAt ?? notice?.published ?? 0);
