import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Alert } from '../../domain/alert.ts';
import type { Card } from '../../domain/card.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import type { NoteDeps } from './morning-note.ts';
import { morningNote } from './morning-note.ts';
import { noteCard, noteWords } from './morning-note-page.ts';

/** Address of a list's note on the page. */
export const notePath = (list: string): string => `/report?of=${encodeURIComponent(list)}`;

/**
 * The morning note of a list as a message, in the language of its workspace; null where the list is
 * not there any more, or names no company.
 * @param origin of the page, for a link to the whole note; null = people reach none
 */
export function noteMessages(
  deps: NoteDeps & { readonly store: Pick<Store, 'workspace' | 'watchlists'> },
  origin: string | null,
) {
  return async (
    { workspace, list: id }: NonNullable<Alert['note']>,
    at: Instant,
  ): Promise<Card | null> => {
    const { knowledge, store } = deps;
    const list = (await store.watchlists(workspace)).find((watchlist) => watchlist.id === id);
    const ids = list?.holdings.flatMap(({ company }) => company ?? []) ?? [];
    if (list === undefined || ids.length === 0) return null;
    const language = (await store.workspace(workspace))?.language ?? 'en';
    const note = await morningNote({ name: list.name, ids: [...new Set(ids)], at }, deps);
    const words = noteWords(language, knowledge.catalog, knowledge.wording.title);
    const card = noteCard(note, words);
    const label = phrasesOf('note', language)('open');
    return origin === null
      ? card
      : { ...card, links: [{ label, url: `${origin}${notePath(id)}` }, ...card.links] };
  };
}
