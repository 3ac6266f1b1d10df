import type { Act, ActObject, Size } from '../../domain/act.ts';
import type { Posture } from '../../domain/measures.ts';
import type { ActTable } from './act-tables.ts';

/** Postures that are said by the final sentence and a word behind it. */
export const QUALIFIED: Partial<Record<Posture, string>> = {
  interim: 'interim',
  stayed: 'stayed',
  agreed: 'agreed',
  'not-yet-effective': 'notYet',
};

/** The sentence of an act by measure and posture; null = the table has none. */
export function templateOf(
  { act, object }: { readonly act: Act; readonly object: ActObject },
  { did }: ActTable,
): { template: string; posture: Posture } | null {
  const postures = act.posture in QUALIFIED ? [act.posture, 'final' as const] : [act.posture];
  const rows = rowsOf(act, object);
  for (const posture of postures)
    for (const row of rows) {
      const template = did[row]?.[posture];
      if (template !== undefined) return { template, posture };
    }
  return null;
}

/** Rows of the table that fit an act, the most exact first. */
function rowsOf(act: Act, object: ActObject): string[] {
  const measure = act.measure!;
  const heads = act.form === null ? [measure] : [`${measure}/${act.form}`, measure];
  const isWhole = object.kind === 'company' || object.kind === 'subsidiary';
  const tails = [
    ...(act.terms === null ? [] : ['+terms']),
    ...(act.who === 'everyone' ? [] : [`#${act.who}`, '#who']),
    ...(isWhole ? ['@company'] : []),
    ...(isWhole || object.kind === 'app' || object.kind === 'person' ? [] : ['@part']),
    ...(sumOf(act) === null && act.size.some(({ joint }) => !joint) ? ['-confiscation'] : []),
    ...(act.size.length === 0 ? ['-unsized'] : []),
    '',
  ];
  return tails.flatMap((tail) => heads.map((head) => head + tail));
}

/**
 * The penalty of an act; its only sum where that is no confiscation. A sum for several firms
 * together is none of one of them.
 */
export function sumOf({ size }: Act): Size | null {
  const own = size.filter(({ joint }) => !joint);
  return (
    own.find(({ kind }) => kind === 'penalty') ??
    own.find(({ kind }) => kind !== 'confiscation') ??
    null
  );
}

/** Sums of one currency that are paid together: what "pays" says is their total. */
export function partsOfTotal({ measure, size }: Pick<Act, 'measure' | 'size'>): Size[] {
  if (measure !== 'pay') return [];
  const own = size.filter(
    ({ joint, stage, per }) => !joint && stage === 'final' && per === 'total',
  );
  return own.filter(({ currency }) => currency === own[0]!.currency);
}

/** The sum that a sentence leads with: of a payment the total. */
export function mainSum(act: Act): Size | null {
  const parts = partsOfTotal(act);
  const total = parts.reduce((sum, { amount }) => sum + amount, 0);
  if (parts.length > 1) return { ...parts[0]!, amount: total };
  return sumOf(act) ?? act.size.find(({ joint }) => !joint) ?? null;
}
