import type { Finding } from '../../domain/document.ts';
import { isChrome } from '../html/chrome.ts';
import { contentRoots } from '../html/content.ts';
import { linksToFile } from '../html/links.ts';
import { statedDateOf, titleOf } from '../html/meta.ts';
import { type HtmlNode, parse, weigh } from '../html/tree.ts';
import { Walk } from '../html/walk.ts';
import { LIMITS, type Limits } from '../limits.ts';
import { type Draft, type ParsedDocument, parsedDocument } from '../parsed-document.ts';

const WHOLE_PAGE = /<(html|body|head|!doctype)\b/i;

/**
 * An HTML page or fragment (a feed's body, Word turned to HTML).
 * Findings: `list-is-a-picture`, `list-in-attachment`, `table-cut`.
 */
export function decodeHtml(html: string, limits: Limits = LIMITS): ParsedDocument {
  const page = parse(html);
  const { body } = page;
  if (!body) return parsedDocument([]);
  const roots = WHOLE_PAGE.test(html) ? contentRoots(page, body, weigh(body, isChrome)) : new Set<HtmlNode>();
  const { drafts, tablesCut } = new Walk(roots, limits).read(body);
  const hasFiles = linksToFile(page);
  const findings = whereTheListIs(drafts, hasFiles);
  if (tablesCut > 0)
    findings.push({
      code: 'table-cut',
      message: `${tablesCut} tables have more than ${limits.rows} rows or ${limits.columns} columns.`,
    });
  return parsedDocument(drafts, {
    title: titleOf(page),
    statedDate: statedDateOf(page),
    hasFiles,
    findings,
  });
}

const SPEAKS_OF_A_LIST = /附件|附表|附后|名单|列表|清单|见下|如下|情况|通报|annex|attached|list/i;

/** Says so where a text speaks of a list and has no table, but pictures or files that may be the list. */
function whereTheListIs(drafts: readonly Draft[], hasFiles: boolean): Finding[] {
  if (drafts.some((draft) => draft.kind === 'table')) return [];
  if (!drafts.some((draft) => 'text' in draft && SPEAKS_OF_A_LIST.test(draft.text))) return [];
  const findings: Finding[] = [];
  const pictures = drafts.filter((draft) => draft.kind === 'picture').length;
  if (pictures > 0)
    findings.push({
      code: 'list-is-a-picture',
      message: `No table, but ${pictures} pictures that may hold the list.`,
    });
  if (hasFiles)
    findings.push({
      code: 'list-in-attachment',
      message: 'No table, but attached files that may hold the list.',
    });
  return findings;
}
