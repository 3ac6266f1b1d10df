import { readRows } from '../grid-rows.ts';
import type { Layout } from './layout.ts';

/** Tables with a header or telling shapes: MIIT's lists, removal lists, provincial lists. */
export const table: Layout = {
  id: 'table',
  about:
    'a table of apps, with merged cells or flattened by a mirror; several tables are read one after the other',
  read(page) {
    const readings = page.tables.flatMap((block) => readRows(block.rows, 'table', page.vocabulary) ?? []);
    if (!readings.some((one) => one.drafts.length > 0)) return null;
    return {
      drafts: readings.flatMap((one) => one.drafts),
      nameless: readings.flatMap((one) => one.nameless),
    };
  },
};
