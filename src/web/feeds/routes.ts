import { stringify } from 'csv-stringify/sync';
import { Feed } from 'feed';
import type { Context, Hono } from 'hono';
import ical from 'ical-generator';
import type { BoardDeadline } from '../../ask/board.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { Band } from '../../domain/score.ts';
import { cellOf } from '../../present/study-tables.ts';
import { type Language, localeOf } from '../../present/words.ts';
import { companyName, gravestOf, regulatorName } from '../parts.ts';
import { boardOf, deadlinesOf, type RequestContext } from '../request-context.ts';
import type { Guarded } from '../security.ts';
import { TABLES, type TableFile } from './tables.ts';

/** Atom, iCalendar and CSV. */
export function addFeeds(site: Hono<Guarded>): void {
  const get = (
    path: string,
    /** Null where there is no such thing. */
    answer: (c: Context<Guarded>, context: RequestContext) => Promise<Response | null>,
  ) => site.get(path, async (c) => (await answer(c, c.get('context'))) ?? c.notFound());
  for (const file of TABLES)
    get(file.path, async (c, context) => {
      const rows = await file.rows(context);
      return rows === null ? null : csv(c, file, rows, context.language);
    });
  const atom = (path: string, kindOf: (context: RequestContext) => readonly [kind: string, id: string]) =>
    get(path, async (c, context) => {
      const of = feedOf(...kindOf(context), context);
      if (of === null) return null;
      return c.body(await atomOf(of, context), 200, {
        'content-type': 'application/atom+xml; charset=utf-8',
      });
    });
  atom('/feeds/all.atom', () => ['all', '']);
  atom('/feeds/:kind{company|regulator|band}/:file{[a-z0-9-]+\\.atom}', ({ param }) => [
    param('kind'),
    param('file').slice(0, -'.atom'.length),
  ]);
  const calendar = (c: Context, due: readonly BoardDeadline[], context: RequestContext) =>
    c.body(calendarOf(due, context), 200, { 'content-type': 'text/calendar; charset=utf-8' });
  get('/deadlines.ics', async (c, context) => calendar(c, await deadlinesOf(context), context));
  get('/company/:id/deadlines.ics', async (c, context) => {
    const row = (await boardOf(context)).byId.get(context.param('id') as never);
    return row === undefined ? null : calendar(c, row.deadlines, context);
  });
}

/** With a mark for Excel, and no cell that a spreadsheet would run as a formula. */
function csv(
  c: Context,
  { path, columns }: TableFile,
  rows: readonly object[],
  language: Language,
): Response {
  const cells = rows.map((row) => columns.map((column) => cellOf(row, column, language)));
  const text = stringify([columns.map(([head]) => head), ...cells], {
    ...{ bom: true, escape_formulas: true, cast: { boolean: String } },
  });
  return c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${path.split('/').at(-1)!}"`,
  });
}

/** Deadlines as all-day events. An event keeps its id, so that a calendar updates it instead of showing it twice. */
function calendarOf(due: readonly BoardDeadline[], context: RequestContext): string {
  const { words, language, origin } = context;
  const { deadline, stages } = localeOf(language);
  const calendar = ical({
    name: `Tocsin: ${words.deadlines}`,
    prodId: { company: 'Tocsin', product: 'Tocsin', language: language.toUpperCase() },
    ttl: 3600,
  });
  for (const one of due)
    calendar.createEvent({
      id: `${one.case}@tocsin`,
      start: new Date(`${one.date}T00:00:00Z`),
      allDay: true,
      stamp: new Date(context.now),
      summary: `${companyName(one.company, context)}: ${regulatorName(one.regulator, context)} ${deadline}`,
      description: `${stages[one.stage]}: ${one.title}`,
      url: `${origin}/company/${one.company}`,
    });
  return calendar.toString();
}

const ENTRIES = 50;
const LOOK_BACK = 400;
const BANDS = Band.options;

/** Title and notices, newest first, of `/feeds/<kind>/<id>.atom`; null where there is no such company, body or band. */
function feedOf(kind: string, id: string, context: RequestContext) {
  const { deps, words, asThen } = context;
  const { companies, regulators } = deps.knowledge.catalog;
  const newest = (of: Partial<Parameters<typeof deps.store.notices>[0]>) => () =>
    deps.store.notices({ actionsOnly: true, ...asThen, limit: ENTRIES, ...of });
  const [company, regulator, band] = [id as CompanyId, id as RegulatorId, id as Band];
  if (kind === 'all') return { title: words.newest, notices: newest({}) };
  if (kind === 'company' && companies.has(company))
    return { title: companyName(id, context), notices: newest({ company }) };
  if (kind === 'regulator' && regulators.has(regulator))
    return { title: regulatorName(regulator, context), notices: newest({ regulator }) };
  if (kind === 'band' && BANDS.includes(band))
    return { title: `${words.band} ${id}`, notices: () => reaching(band, context) };
  return null;
}

/** Notices that brought a company into a band or above. */
async function reaching(band: Band, { deps, at }: RequestContext): Promise<Notice[]> {
  const signals = (await deps.store.signals({ limit: LOOK_BACK })).filter(
    ({ detectedAt, bandAfter }) => detectedAt <= at && BANDS.indexOf(bandAfter) >= BANDS.indexOf(band),
  );
  const ids = [...new Set(signals.map((signal) => signal.notice))].slice(0, ENTRIES);
  const found = await Promise.all(ids.map((id) => deps.store.notice(id)));
  return found.filter((notice) => notice !== null);
}

/** Censures as Atom. */
async function atomOf(of: NonNullable<ReturnType<typeof feedOf>>, context: RequestContext): Promise<string> {
  const { origin, deps, path } = context;
  const notices = await of.notices();
  const title = `Tocsin: ${of.title}`;
  const newest = notices[0];
  const feed = new Feed({
    id: `${origin}${path}`,
    title,
    link: origin,
    language: context.language,
    copyright: context.language === 'zh' ? '不构成投资建议。' : 'Not investment advice.',
    updated: new Date(newest === undefined ? 0 : momentOf(newest)),
    feedLinks: { atom: `${origin}${path}` },
    generator: `Tocsin ${deps.version}`,
  });
  for (const notice of notices) {
    const signals = await deps.store.signals({ notice: notice.id, limit: 20 });
    const moved = signals.map(
      ({ company, before, after }) =>
        `${companyName(company, context)} ${before.toFixed(1)} → ${after.toFixed(1)}`,
    );
    const body = notice.regulator === null ? '' : `${regulatorName(notice.regulator.value, context)}: `;
    feed.addItem({
      id: `${origin}/notice/${notice.id}`,
      title: clean(notice.title),
      link: `${origin}/notice/${notice.id}`,
      date: new Date(momentOf(notice)),
      description: clean(
        `${body}${gravestOf(notice, context)}${moved.length === 0 ? '' : `. ${moved.join('; ')}`}`,
      ),
    });
  }
  return feed.atom1();
}

/** XML has no place for control characters, whatever a page had in its title. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}

function momentOf(notice: Notice): number {
  return notice.publishedAt ?? (notice.published === null ? 0 : Date.parse(notice.published));
}
