import { z } from 'zod';
import { orNull, text, wrong } from '../../domain/file-values.ts';
import { Grades } from '../../domain/grades.ts';
import { BaseRate, SectorRule } from '../../domain/history.ts';
import { SectorId } from '../../domain/ids.ts';
import { Weights } from '../../domain/weights.ts';

/** `config/sectors.yml`: at most seventeen, a closed list that a rule can hit as a whole. */
export const SectorsFile = z
  .array(z.strictObject({ id: SectorId, en: text, zh: text }))
  .min(1)
  .max(17);

/**
 * `config/words/places.yml`. `code` = letters in the address of the place's communications
 * administration.
 */
export const PlacesFile = z
  .array(
    z.strictObject({
      zh: text,
      short: orNull(z.string().length(1)),
      full: text,
      en: text,
      slug: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/),
      level: z.enum(['province', 'city']),
      code: orNull(z.string().regex(/^[a-z]+$/)),
    }),
  )
  .min(1);
export type Place = z.infer<typeof PlacesFile>[number];

const levels = z.array(z.enum(['province', 'city'])).min(1);

/**
 * `config/words/bureaus.yml`: bureaus that every place of a level has, with gaps for the words of
 * the place.
 */
export const BureausFile = z
  .array(z.strictObject({ id: text, levels, en: text, zh: text, names: z.array(text) }))
  .min(1);
export type Bureau = z.infer<typeof BureausFile>[number];

/** `config/base-rates.yml`. */
export const BaseRatesFile = z.array(BaseRate);

/** `config/rules.yml`. */
export const RulesFile = z.array(SectorRule);

/**
 * Numbers, null and lists as `Weights` wants them, from YAML whose scalars are all text; reasons
 * stay text.
 */
function meant(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => meant(one));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, meant(one, name)]));
  if (typeof value !== 'string' || key === 'because' || key === 'version') return value;
  if (value === 'null') return null;
  return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

const rises = (numbers: readonly number[]) =>
  numbers.every((number, at) => at === 0 || number > numbers[at - 1]!);

/**
 * `config/scoring.yml`: all numbers present, in range and in order.
 */
export const WeightsFile = z.preprocess(
  (value) => meant(value),
  Weights.superRefine(({ bands, fines }, context) => {
    const say = (...what: Parameters<typeof wrong>) =>
      context.addIssue({ code: 'custom', ...wrong(...what) });
    if (!rises([bands.watch, bands.elevated, bands.high, bands.severe]))
      say('the bands do not rise', 'Order them: watch < elevated < high < severe.', ['bands']);
    if (
      !rises(fines.map((row) => row.below ?? Number.POSITIVE_INFINITY)) ||
      fines.at(-1)?.below !== null
    )
      say(
        'the shares of `fines` do not rise to the end',
        'Order them by `below`; the last has `below: null`.',
        ['fines'],
      );
  }),
);

/** `config/grades.yml`: every measure has one row of its own. */
export const GradesFile = z.preprocess((value) => meant(value), Grades);
