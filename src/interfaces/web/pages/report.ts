import type { Hono } from 'hono';
import { morningNote } from '../../../answers/queries/morning-note.ts';
import { notePage, noteWords } from '../../../answers/queries/morning-note-page.ts';
import { FIRST_LIST } from '../../../answers/queries/watchlist.ts';
import type { Guarded } from '../security.ts';
import { companiesIn } from './overview.ts';

const LOOK =
  '<link rel="stylesheet" href="/note.css"><link rel="icon" href="/icon.svg" type="image/svg+xml">';

/**
 * `/report`: the morning note of the watchlist, of another list (`?of=`) or of `?list=`, as a page
 * that prints on two sheets.
 */
export function addReport(site: Hono<Guarded>): void {
  site.get('/report', async (c) => {
    const context = c.get('context');
    const { deps, language, rows, words, at } = context;
    const given = context.query('list');
    const of = context.query('of');
    const named = of === '' ? null : await rows.watchlist(of);
    const own = () => rows.followed(named === null ? FIRST_LIST : of);
    const ids = given === '' ? await own() : companiesIn(given, context).found;
    const list = { name: named?.name ?? words.watchlist, ids: [...ids], at };
    const note = await morningNote(list, deps);
    const { catalog, wording } = deps.knowledge;
    return c.html(notePage(note, noteWords(language, catalog, wording.title), LOOK));
  });
}
