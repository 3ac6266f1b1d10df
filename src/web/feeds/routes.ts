import { stringify } from 'csv-stringify/sync';
import type { Context, Hono } from 'hono';
import ical from 'ical-generator';
import type { BoardDeadline } from '../../ask/board.ts';
import { type Language, localeOf } from '../../present/words.ts';
import { companyName, regulatorName } from '../parts.ts';
import { boardOf, type RequestContext } from '../request-context.ts';
import type { Guarded } from '../security/guard.ts';
import { atomOf, feedOf } from './atom.ts';
import { cellOf, TABLES, type TableFile } from './tables.ts';

/** Atom, iCalendar and CSV. */
export function addFeeds(site: Hono<Guarded>, contextOf: (c: Context<Guarded>) => RequestContext): void {
  const get = (
    path: string,
    /** Null where there is no such thing. */
    answer: (c: Context<Guarded>, context: RequestContext) => Promise<Response | null>,
  ) =>
    site.get(path, async (c) => {
      const context = contextOf(c);
      if (context.badAt !== null) return c.text(context.say('badDay', { text: context.badAt }), 400);
      return (await answer(c, context)) ?? c.notFound();
    });
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
  get('/deadlines.ics', async (c, context) => {
    const { rows } = await boardOf(context);
    const due = rows.flatMap((row) => row.deadlines);
    return calendar(c, due, context);
  });
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
