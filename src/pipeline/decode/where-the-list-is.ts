import type { Finding } from '../../domain/document.ts';
import type { Draft } from './compose.ts';

const SPEAKS_OF_A_LIST = /附件|附表|附后|名单|列表|清单|见下|如下|情况|通报|annex|attached|list/i;

/**
 * The finding of a text that mentions a list and has no table, but pictures or files that may be
 * the list.
 */
export function whereTheListIs(
  drafts: readonly Draft[],
  pictures: number,
  hasFiles: boolean,
): Finding[] {
  if (drafts.some((draft) => draft.kind === 'table')) return [];
  if (!drafts.some((draft) => draft.kind === 'paragraph' && SPEAKS_OF_A_LIST.test(draft.text)))
    return [];
  const inPictures = `No table, but ${pictures} pictures that may hold the list.`;
  const inFiles = 'No table, but attached files that may hold the list.';
  return [
    ...(pictures > 0 ? [{ code: 'list-is-a-picture', message: inPictures }] : []),
    ...(hasFiles ? [{ code: 'list-in-attachment', message: inFiles }] : []),
  ];
}
