import type { Source } from '../../domain/regulator.ts';
import type { ListKind } from './entry.ts';

/** One file a kind of source, loaded with the first source of its kind. */
export const KINDS: Readonly<Record<Source['kind'], ListKind>> = {
  rss: async (...list) => (await import('./rss.ts')).rss(...list),
  'html-list': async (...list) => (await import('./html-list.ts')).htmlList(...list),
  json: async (...list) => (await import('./json.ts')).json(...list),
};
