import { z } from 'zod';
import { IssueId } from './ids.ts';
import { ActionType } from './notice.ts';

/** One accusation of the closed glossary with its names and every phrase that means it. */
export const Issue = z.strictObject({
  id: IssueId,
  en: z.string().min(1),
  zh: z.string().min(1),
  phrases: z.strictObject({ zh: z.array(z.string().min(1)), en: z.array(z.string().min(1)) }),
});
export type Issue = z.infer<typeof Issue>;

/**
 * A phrase of the language of notices. `pattern` is the source of a regular expression (flag `u`).
 * `action` states a new step, `threat` only announces one, `background` tells history (`aside`: it does so after the
 * lead of an article), `easing` ends one,
 * `denial`, `praise` and `own-account` (a store or platform acts by itself) are not censures; `statistics` sums up
 * earlier steps; `campaign` announces work to come; a `chrome` line belongs to the page, and with an `ending` line the
 * article is over.
 */
export const Phrase = z.strictObject({
  id: z.string().min(1),
  language: z.enum(['zh', 'en']),
  role: z.enum([
    'action',
    'threat',
    'background',
    'aside',
    'easing',
    'denial',
    'praise',
    'own-account',
    'deadline',
    'count',
    'store',
    'statistics',
    'campaign',
    'chrome',
    'ending',
  ]),
  type: ActionType.nullable(),
  pattern: z.string().min(1),
  english: z.string(),
});
export type Phrase = z.infer<typeof Phrase>;

export const Words = z.strictObject({
  issues: z.array(Issue),
  phrases: z.array(Phrase),
  /** Names of app stores and mini-program hosts: channels, never subjects in a store column. */
  stores: z.array(
    z.strictObject({
      name: z.string().min(1),
      aliases: z.array(z.string().min(1)),
      operator: z.string().nullable(),
    }),
  ),
  /** Chinese provinces, municipalities and cities: `{zh: 北京, en: Beijing}`; they name provincial bureaus. */
  places: z.array(
    z.strictObject({
      zh: z.string(),
      /** The one character that stands for a province (川); null for cities. */
      short: z.string().nullable(),
      en: z.string(),
      slug: z.string(),
      level: z.enum(['province', 'city']),
    }),
  ),
});
export type Words = z.infer<typeof Words>;
