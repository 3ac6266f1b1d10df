import type { Finding } from '../../domain/document.ts';
import type { Draft, ParsedDocument } from '../compose.ts';
import { contentRoots } from '../html/content.ts';
import { linksToFile, statedDateOf, titleOf } from '../html/meta.ts';
import { parse } from '../html/page.ts';
import { Walk } from '../html/walk.ts';

const WHOLE_PAGE = /<(html|body|head|!doctype)\b/i;

/**
 * An HTML page or fragment (a feed's body, Word turned to HTML). Findings: `list-is-a-picture`, `list-in-attachment`. Throws where the
 * page has more of something than any page needs.
 */
export function decodeHtml(html: string): ParsedDocument {
  const page = parse(html);
  const { drafts, pictures } = new Walk(WHOLE_PAGE.test(html) ? contentRoots(page) : new Set()).read(
    page.body,
  );
  const hasFiles = linksToFile(page);
  return {
    drafts,
    pictures,
    title: titleOf(page),
    statedDate: statedDateOf(page),
    hasFiles,
    findings: whereTheListIs(drafts, pictures, hasFiles),
  };
}

const SPEAKS_OF_A_LIST = /附件|附表|附后|名单|列表|清单|见下|如下|情况|通报|annex|attached|list/i;

/** Says so where a text speaks of a list and has no table, but pictures or files that may be the list. */
function whereTheListIs(drafts: readonly Draft[], pictures: number, hasFiles: boolean): Finding[] {
  if (drafts.some((draft) => draft.kind === 'table')) return [];
  if (!drafts.some((draft) => draft.kind === 'paragraph' && SPEAKS_OF_A_LIST.test(draft.text))) return [];
  const inPictures = `No table, but ${pictures} pictures that may hold the list.`;
  const inFiles = 'No table, but attached files that may hold the list.';
  return [
    ...(pictures > 0 ? [{ code: 'list-is-a-picture', message: inPictures }] : []),
    ...(hasFiles ? [{ code: 'list-in-attachment', message: inFiles }] : []),
  ];
}
