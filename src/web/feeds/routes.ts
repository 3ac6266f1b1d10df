import { stringify } from 'csv-stringify/sync';
import type { Context, Hono } from 'hono';
import type { WebDeps } from '../deps.ts';
import type { RequestContext } from '../request-context.ts';
import type { Guarded } from '../security/guard.ts';
import { atomOf, feedOf } from './atom.ts';
import { calendarOf } from './calendar.ts';
import { boardOf } from './table-file.ts';
import { TABLES } from './tables.ts';

/** Atom, iCalendar and CSV. */
export function addFeeds(
  site: Hono<Guarded>,
  deps: WebDeps,
  contextOf: (c: Context<Guarded>) => RequestContext,
): void {
  const originOf = (c: Context) => deps.access.origin ?? new URL(c.req.url).origin;
  for (const file of TABLES)
    site.get(file.path, async (c) => {
      const context = contextOf(c);
      if (context.badAt !== null) return c.text(context.words.badDay(context.badAt), 400);
      const rows = await file.rows(context, deps);
      return rows === null ? c.notFound() : csv(c, file.path, [file.columns, ...rows]);
    });
  site.get('/feeds/all.atom', async (c) =>
    atom(c, await atomOf({ kind: 'all' }, originOf(c), contextOf(c), deps)),
  );
  site.get('/feeds/:kind{company|regulator|band}/:file{[a-z0-9-]+\\.atom}', async (c) => {
    const of = feedOf(c.req.param('kind'), c.req.param('file').slice(0, -'.atom'.length), deps);
    return of === null ? c.notFound() : atom(c, await atomOf(of, originOf(c), contextOf(c), deps));
  });
  site.get('/deadlines.ics', async (c) => {
    const context = contextOf(c);
    if (context.badAt !== null) return c.text(context.words.badDay(context.badAt), 400);
    const due = (await boardOf(context, deps)).rows.flatMap((row) => row.deadlines);
    return calendar(c, calendarOf(due, originOf(c), context, deps));
  });
  site.get('/company/:id/deadlines.ics', async (c) => {
    const context = contextOf(c);
    if (context.badAt !== null) return c.text(context.words.badDay(context.badAt), 400);
    const row = (await boardOf(context, deps)).byId.get(c.req.param('id') as never);
    if (row === undefined) return c.notFound();
    return calendar(c, calendarOf(row.deadlines, originOf(c), context, deps));
  });
}

/** With a mark for Excel, and no cell that a spreadsheet would run as a formula. */
function csv(c: Context, path: string, rows: readonly (readonly unknown[])[]): Response {
  const name = path.split('/').at(-1)!;
  return c.body(
    stringify(rows as unknown[][], { bom: true, escape_formulas: true, cast: { boolean: String } }),
    200,
    {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    },
  );
}

const atom = (c: Context, text: string) =>
  c.body(text, 200, { 'content-type': 'application/atom+xml; charset=utf-8' });
const calendar = (c: Context, text: string) =>
  c.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' });
