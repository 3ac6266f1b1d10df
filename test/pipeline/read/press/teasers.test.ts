import { expect, test } from 'vitest';
import type { CalendarDate } from '../../../../src/domain/time.ts';
import { companiesOf } from '../../../../src/interfaces/cli/jsonl-answer.ts';
import { readLoose } from '../../../../src/interfaces/cli/loose-document.ts';
import { readerOf } from '../../../../src/pipeline/flows/reader.ts';
import { knowledgeOf } from '../../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';
import { pressPages, teasersAlone } from '../../../support/press-pages.ts';

const catalog = repositoryCatalog().catalog!;
const knowledge = knowledgeOf(catalog);
const reader = readerOf(catalog);
const DAY = '2024-03-05' as CalendarDate;

function companies(html: string, title: string): string[] {
  const loose = {
    id: 'x',
    title,
    text: html,
    format: 'html',
    published: DAY,
    outlet: null,
  } as const;
  const { document, notice } = readLoose(loose, reader, knowledge, DAY);
  const { alerts, reported, unconfirmed } = companiesOf(notice, document, knowledge, DAY);
  return [...alerts, ...reported, ...unconfirmed].map(({ company }) => company);
}

test('a teaser on the page of another story accuses nobody', () => {
  const accused = pressPages(96).flatMap(({ name, html, title }) =>
    companies(html, title).map((company) => `${name}: ${company}`),
  );
  expect(accused).toEqual([]);
});

test('the same sentences in an article of their own do', () => {
  for (const { html, title } of teasersAlone())
    expect(companies(html, title), title).not.toEqual([]);
});
