// Writes docs/columns.md: the column dictionary of exports, from the schemas of their rows.
import { writeFileSync } from 'node:fs';
import { columnsPage } from '../src/export/columns.ts';

writeFileSync('docs/columns.md', columnsPage());
