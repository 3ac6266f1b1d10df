import { z } from 'zod';
import { type Act, actOf } from './act.ts';
import { Effect, levelOf, MEASURES, Measure, type MeasureGroup, usualPosture } from './measures.ts';

/**
 * What an act does in one word: a measure (`fine`), a measure in one of its forms (`probe/formal`),
 * or an effect on earlier acts (`lifted`).
 */
export type ActKind = Measure | `${Measure}/${string}` | Effect;

/** Every measure, each followed by its forms. */
export const MEASURE_KINDS: readonly ActKind[] = Measure.options.flatMap((measure): ActKind[] => [
  measure,
  ...Object.keys(MEASURES[measure].forms).map((form) => `${measure}/${form}` as const),
]);

/** Every kind that there is. */
export const ActKind = z.enum([...MEASURE_KINDS, ...Effect.options], {
  error: 'a measure, a measure/form, or an effect (docs/acts.md)',
}) as z.ZodType<ActKind>;

type KindParts = Pick<Act, 'measure' | 'form' | 'effect'>;

/** The kind of an act. */
export function kindOf({ measure, form, effect }: KindParts): ActKind {
  if (measure === null) return effect ?? 'amended';
  return form === null ? measure : `${measure}/${form}`;
}

const KNOWN: ReadonlySet<string | undefined> = new Set(Measure.options);

/** The measure and form of a kind; both null for an effect. */
export function partsOf(kind: ActKind): {
  measure: Measure | null;
  form: string | null;
  effect: Effect | null;
} {
  const [word, form = null] = kind.split('/');
  if (KNOWN.has(word)) return { measure: word as Measure, form, effect: null };
  return { measure: null, form: null, effect: word as Effect };
}

/** The group of a measure; null for an effect. */
export function groupOf(kind: ActKind): MeasureGroup | null {
  const { measure } = partsOf(kind);
  return measure === null ? null : MEASURES[measure].group;
}

/** The act that a kind means; `stated` = facts beside it. */
export function actOfKind(kind: ActKind, stated: Partial<Act> = {}): Act {
  const { measure, form, effect } = partsOf(kind);
  const posture = (measure && usualPosture(measure, form)) ?? 'final';
  return actOf({ measure, form, effect, posture, ...stated });
}

/** The gravest of several acts by the table of measures; the first of equals. */
export const gravestAct = (acts: readonly Act[]): Act =>
  acts.reduce((gravest, act) => (gravity(act) > gravity(gravest) ? act : gravest));

const gravity = ({ measure, form }: Act): number =>
  measure === null ? 0 : (levelOf(measure, form) ?? 2);
