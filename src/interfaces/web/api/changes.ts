import { z } from 'zod';
import { actChangeLine } from '../../../answers/queries/act-change-line.ts';
import { Act, ActObject } from '../../../domain/act.ts';
import { ActKind } from '../../../domain/act-kind.ts';
import { RegulatoryEvent } from '../../../domain/score.ts';
import * as S from './shapes.ts';

const ChangeLine = S.of(
  RegulatoryEvent,
  ['id', 'company', 'regulator', 'date', 'grade', 'attested', 'notice', 'title', 'url'],
  {
    cursor: z.number().int().describe('Position of the line, which `since` takes'),
    change: z
      .enum(['added', 'changed', 'withdrawn'])
      .describe('`changed`: take this in the place of what you have of the same id'),
    at: S.instant.describe('When it was written'),
    knownAt: S.instant.describe('From when the act counts'),
    withdrawn: z.boolean().describe('Taken back or replaced: it counts at no instant'),
    kinds: z.array(ActKind),
    act: Act,
    object: ActObject,
    sentence: z.string().nullable(),
  },
);

const ChangesQuery = S.AtQuery.extend({
  since: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .default(0)
    .describe('Cursor of the last line that you have; absent = from the first'),
  limit: S.limit,
  company: S.idOf<RegulatoryEvent['company']>(),
});

/**
 * The log of acts, oldest first, for programs that follow it: acts that became known, were changed
 * after a correction of their page, or were withdrawn. No line changes later.
 */
export const CHANGES = S.endpoint(
  '/changes',
  'Acts that became known, were corrected or withdrawn after a cursor, oldest first',
  ChangesQuery,
  z.object({
    changes: z.array(ChangeLine),
    next: z.number().int().describe('`since` of the next question, also where nothing is new'),
    more: z.boolean().describe('There are further lines: ask again at once'),
    restart: z
      .boolean()
      .describe('`since` is after the last line: the database is another one, begin at 0'),
  }),
  async ({ at: _, lang: __, since, limit, ...filter }, { deps, language, asThen }) => {
    const { store, knowledge } = deps;
    const query = { ...filter, ...asThen, after: since, limit: limit + 1 };
    const [found, last] = await Promise.all([store.actChanges(query), store.lastActChange()]);
    const changes = found.slice(0, limit);
    return {
      changes: changes.map((line) => actChangeLine(line, knowledge.wording, language)),
      next: changes.at(-1)?.position ?? since,
      more: found.length > limit,
      restart: since > last,
    };
  },
);
