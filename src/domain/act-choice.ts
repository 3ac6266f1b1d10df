import { ActKind, groupOf } from './act-kind.ts';
import { MeasureGroup } from './measures.ts';
import { OLD_NAMES, type OldName } from './old-acts.ts';

/** A choice of acts: a group (`cut-off`), a measure, a measure in a form, or an effect. */
export type ActChoice = MeasureGroup | ActKind;

/**
 * Reads a choice of acts from a filter. Names of version 0.1 mean the kind that they became, for
 * one release (docs/json.md). Null = unknown.
 */
export function actChoice(text: string): ActChoice | null {
  const group = MeasureGroup.safeParse(text);
  // "deal" is a group and its one measure.
  if (group.success) return group.data;
  const kind = ActKind.safeParse(text);
  if (kind.success) return kind.data;
  return Object.hasOwn(OLD_NAMES, text) ? OLD_NAMES[text as OldName] : null;
}

/**
 * Every choice that includes acts of a kind: its group, its measure in any form, and the kind
 * itself.
 */
export function choicesOf(kind: ActKind): ActChoice[] {
  const group = groupOf(kind);
  const measure = kind.split('/')[0] as ActKind;
  return [...new Set<ActChoice>([...(group === null ? [] : [group]), measure, kind])];
}
