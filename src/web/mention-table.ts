import type { Mapping } from '../domain/exposure.ts';
import type { Notice } from '../domain/notice.ts';
import { term } from '../present/sentence.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html, table } from './html.ts';
import { reasonText } from './in-words.ts';
import { companyLink } from './parts.ts';
import type { RequestContext } from './request-context.ts';

/** Every name of a notice with what it was matched to and why. */
export function mentionTable(
  notice: Notice,
  mapping: Mapping | null,
  deps: WebDeps,
  context: RequestContext,
): Html {
  const { words } = context;
  if (notice.mentions.length === 0) return html`<p class="quiet">${words.none}</p>`;
  const by = new Map((mapping?.matches ?? []).map((match) => [match.mention, match]));
  const rows = notice.mentions.map((mention) => {
    const match = by.get(mention.id);
    return [
      html`<span lang="${notice.language === 'zh' ? 'zh-CN' : 'en'}">${mention.name}</span>`,
      mention.developer ?? '',
      mention.rows
        .map((row) => [row.version, row.store].filter(Boolean).join(', '))
        .filter(Boolean)
        .join('; '),
      [...new Set(mention.rows.flatMap((row) => row.accusations.map((one) => one.phrase)))].join('; '),
      words.role[mention.role],
      match?.company == null ? '–' : companyLink(match.company, deps, context),
      match === undefined
        ? ''
        : `${term('match', match.kind, context.language)} ${match.confidence.toFixed(2)}`,
      reasonText(match?.reason ?? mention.roleBecause, context),
    ];
  });
  return table(
    words.rows,
    [
      { head: words.name },
      { head: words.developer },
      { head: `${words.version}, ${words.store}` },
      { head: words.accused },
      { head: words.verdict },
      { head: words.company },
      { head: words.match },
      { head: words.reason, wide: true },
    ],
    rows,
  );
}
