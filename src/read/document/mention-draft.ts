import type { Span } from '../../domain/document.ts';
import type { Mention, MentionRow } from '../../domain/notice.ts';
import { reason } from '../../domain/reason.ts';
import { foldUnits } from './fold-units.ts';

/** A Mention before it has an id. */
export type MentionDraft = Omit<Mention, 'id'>;

/** A Draft with the fields that most layouts leave at their defaults. */
export function draft(
  name: string,
  span: Span,
  rule: string,
  setting: Mention['setting'],
  more: Partial<MentionDraft> = {},
): MentionDraft {
  return {
    kind: 'app',
    role: 'subject',
    roleBecause: reason('hit'),
    name,
    developer: null,
    developerInherited: false,
    icp: null,
    owner: null,
    rows: [],
    span,
    rule,
    setting,
    confidence: 1,
    ...more,
  };
}

/** One key for one name: as the same app is written in several rows or groups. */
export function draftKey(name: string): string {
  return foldUnits(name)
    .toLowerCase()
    .replace(/[\s《》“”"']/gu, '');
}

/** Joins drafts of one name and developer: the same app under several accusations or in several tables. */
export function joinDrafts(drafts: readonly MentionDraft[]): MentionDraft[] {
  const joined = new Map<string, MentionDraft>();
  for (const one of drafts) {
    const kind = one.kind === 'entity' ? 'entity' : 'product';
    const key = `${kind}|${one.role}|${draftKey(one.name)}|${one.developer === null ? '' : draftKey(one.developer)}`;
    const known = joined.get(key);
    if (known === undefined) joined.set(key, one);
    else
      joined.set(key, {
        ...known,
        icp: known.icp ?? one.icp,
        owner: known.owner ?? one.owner,
        rows: joinRows([...known.rows, ...one.rows]),
      });
  }
  return [...joined.values()];
}

/** Rows of one version and store are one row with all accusations. */
function joinRows(rows: readonly MentionRow[]): MentionRow[] {
  const joined = new Map<string, MentionRow>();
  for (const row of rows) {
    const key = `${row.version}|${row.store}`;
    const known = joined.get(key);
    if (known === undefined) joined.set(key, row);
    else {
      const fresh = row.accusations.filter(
        (one) => !known.accusations.some((other) => other.phrase === one.phrase),
      );
      joined.set(key, { ...known, accusations: [...known.accusations, ...fresh] });
    }
  }
  return [...joined.values()];
}
