import type { Span } from '../../../domain/document.ts';
import type { Mention, MentionRow } from '../../../domain/notice.ts';
import { reason } from '../../../domain/reason.ts';
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

/**
 * Joins drafts of one name and developer: the same app under several accusations or in several
 * tables.
 */
export function joinDrafts(drafts: readonly MentionDraft[]): MentionDraft[] {
  const groups = Map.groupBy(
    drafts,
    (draft) =>
      `${draft.kind === 'entity'}|${draft.role}|${draftKey(draft.name)}|${draftKey(draft.developer ?? '')}`,
  );
  return [...groups.values()].map((group) => {
    const [first] = group;
    if (group.length === 1) return first!;
    const icp = group.find((draft) => draft.icp !== null)?.icp ?? null;
    const owner = group.find((draft) => draft.owner !== null)?.owner ?? null;
    return { ...first!, icp, owner, rows: joinRows(group.flatMap(({ rows }) => rows)) };
  });
}

/** Rows of one version and store are one row with all accusations, each phrase once. */
function joinRows(rows: readonly MentionRow[]): MentionRow[] {
  const groups = Map.groupBy(rows, ({ version, store }) => `${version}|${store}`);
  return [...groups.values()].map((group) => {
    const phrases = Map.groupBy(
      group.flatMap(({ accusations }) => accusations),
      ({ phrase }) => phrase,
    );
    return { ...group[0]!, accusations: [...phrases.values()].map(([first]) => first!) };
  });
}
