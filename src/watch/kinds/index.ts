import type { Source } from '../../domain/regulator.ts';
import type { ListKind } from './entry.ts';
import { htmlList } from './html-list.ts';
import { json } from './json.ts';
import { rss } from './rss.ts';

/** One file a kind of source. */
export const KINDS: Readonly<Record<Source['kind'], ListKind>> = { rss, 'html-list': htmlList, json };
