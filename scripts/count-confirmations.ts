import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { kindOf } from '../src/domain/act-kind.ts';
import type { OutletId } from '../src/domain/ids.ts';
import type { ReportedAction } from '../src/domain/reported-action.ts';
import type { CalendarDate } from '../src/domain/time.ts';
import { readLoose } from '../src/interfaces/cli/loose-document.ts';
import { compiledCatalog } from '../src/knowledge/catalog/compile.ts';
import { agenciesOf, confirmationOf } from '../src/pipeline/flows/corroborate.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import { mapPressActions } from '../src/pipeline/flows/reported-actions.ts';
import { knowledgeOf } from '../src/pipeline/standing/knowledge.ts';

// Counts what a second outlet would confirm in a stream of press: `node
// scripts/count-confirmations.ts stream.jsonl.gz`. A line is
// `{id, date, source, title, text}`; every source counts as an outlet. Prints each confirmed pair,
// to be looked at.

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Name a file of JSON lines, packed with gzip.');
const { catalog } = compiledCatalog(resolve('config'), []);
const knowledge = knowledgeOf(catalog!);
const reader = readerOf(catalog!);
const actions: ReportedAction[] = [];
let documents = 0;
let told = 0;
for (const line of gunzipSync(readFileSync(path)).toString('utf8').split('\n')) {
  if (line.trim() === '') continue;
  const { id, date, source, title, text } = JSON.parse(line) as Record<string, string | null>;
  documents += 1;
  // Without a day nothing can be compared.
  if (date === null || date === undefined) continue;
  const day = date.slice(0, 10) as CalendarDate;
  const loose = {
    id: id!,
    title: title!,
    text: text!,
    format: 'text' as const,
    published: day,
    outlet: null,
  };
  const { notice, mapping } = readLoose(loose, reader, knowledge, day);
  const page = {
    page: id!,
    notice: notice.id,
    day,
    outlet: source as OutletId,
    title: title!,
    url: id!,
    agencies: agenciesOf(`${title}\n${text}`, source as OutletId, catalog!.outlets.values()),
    candidates: [],
    detectedAt: Date.parse(day) as ReportedAction['detectedAt'],
  };
  for (const { company } of mapping?.exposures ?? [])
    for (const { act, phrase } of notice.actions) {
      const kind = kindOf(act);
      told += 1;
      const authority = notice.regulator === null ? null : { id: notice.regulator.value, name: '' };
      const step = { step: `${kind}:${company}`, company, name: company, kind, authority };
      actions.push({ ...page, ...step, state: 'alerted', probability: null, quote: phrase });
    }
  for (const {
    step: action,
    key,
    match: { company },
  } of mapPressActions(notice.unconfirmed ?? [], notice, knowledge.index, day)) {
    const { name, act, probability, quote, authority: body } = action;
    const authority = body === null ? null : { id: body.id, name: body.name };
    actions.push({
      ...page,
      step: key,
      company,
      name,
      kind: kindOf(act),
      state: 'unconfirmed',
      probability,
      quote,
      authority,
    });
  }
}
const rows = actions.map((action) => ({ action, decision: null }));
const open = rows.filter(({ action }) => action.state === 'unconfirmed');
const near = Map.groupBy(rows, ({ action }) => `${action.company} ${action.kind}`);
const confirmed = open.flatMap((row) => {
  const by = confirmationOf(row, near.get(`${row.action.company} ${row.action.kind}`) ?? []);
  return by === null ? [] : [{ action: row.action, by }];
});
for (const { action, by } of confirmed)
  console.log(
    JSON.stringify({
      day: action.day,
      step: action.step,
      title: action.title,
      quote: action.quote,
      by,
    }),
  );
const mapped = open.filter(({ action }) => action.company !== null).length;
console.log(
  `${documents} documents: ${told} steps told, ${open.length} unconfirmed (${mapped} of a known company), ${confirmed.length} confirmed by a second outlet`,
);
