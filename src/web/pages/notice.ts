import type { Signal } from '../../domain/alert.ts';
import type { PageVersion } from '../../domain/browse.ts';
import type { Mapping } from '../../domain/exposure.ts';
import type { NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { coverageText, totalText } from '../../present/notice-counts.ts';
import { change, day, localeOf, points } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import { stretches } from '../evidence.ts';
import { type Html, html, list, outside, section, table } from '../html.ts';
import { reasonText } from '../in-words.ts';
import { mentionTable } from '../mention-table.ts';
import { publishedText } from '../notice-table.ts';
import { noticeView } from '../notice-view.ts';
import type { WebPage } from '../page.ts';
import { companyLink, regulatorLink } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';
import { missing } from './missing.ts';

const MOST_TEXT = 120_000;

/** One notice: what it says in its own words and in English, whom it hits and why that is believed, and what came of it. */
export const notice: WebPage = {
  path: '/notice/:id',
  async render(context, deps) {
    const id = context.param('id') as NoticeId;
    const view = await noticeView(id, context, deps);
    if (view === null || view === 'later')
      return missing(context, view === null ? undefined : context.words.later);
    const { notice: found, mapping, signals, versions } = view;
    const document = await deps.documentOf(found.item);
    const { words } = context;
    return {
      title: found.title,
      titleIn: found.language,
      body: html`${facts(found, mapping, deps, context)}${section('phrases', words.phrases, phrases(found, deps, context))}${section(
        'rows',
        words.rows,
        html`${mentionTable(found, mapping, deps, context)}<p><a href="${context.href(`/notice/${id}/rows.csv`)}">${words.csv}</a> · <a href="${context.href(`/api/v1/notices/${id}`)}">${words.json}</a></p>`,
      )}${section('signals', words.signals, signalTable(signals, deps, context))}${section(
        'versions',
        words.versions,
        versionList(found, versions, context),
      )}${section('stored', words.stored, stored(found, document?.text ?? null, context))}`,
    };
  },
};

function facts(found: Notice, mapping: Mapping | null, deps: WebDeps, context: RequestContext): Html {
  const { words, language } = context;
  const counts = mapping?.counts;
  const rows: [string, unknown][] = [
    [words.regulator, regulatorLink(found.regulator?.value ?? null, deps, context)],
    [words.published, publishedText(found, context)],
    [
      words.verdict,
      html`${words.verdicts[found.verdict]}${words.colon}${reasonText(found.verdictBecause, context)}`,
    ],
    [words.deadline, found.deadline === null ? '' : day(found.deadline.value, language)],
    [words.source, outside(found.url, found.url)],
    [words.counts, counts === undefined ? '' : (coverageText(found, counts, language) ?? '')],
    [localeOf(language).total, found.counts.totals.map(totalText).join(' · ')],
  ];
  return html`<dl class="facts">${rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Each act and accusation in the original beside the glossary's English. */
function phrases(found: Notice, deps: WebDeps, context: RequestContext): Html {
  const { words, language } = context;
  const issues = new Map(deps.knowledge.catalog.words.issues.map((one) => [one.id, one]));
  const accused = new Map(
    found.mentions.flatMap((mention) =>
      mention.rows.flatMap((row) =>
        row.accusations.map(
          (one) =>
            [
              one.phrase,
              one.issue === null ? '?' : (issues.get(one.issue)?.[language] ?? one.issue),
            ] as const,
        ),
      ),
    ),
  );
  const rows = [
    ...found.actions.map(
      (action) =>
        [
          action.phrase,
          language === 'zh' ? localeOf('zh').acts[action.type] : action.english,
          words.what,
        ] as const,
    ),
    ...[...accused].map(([phrase, english]) => [phrase, english, words.accused] as const),
  ];
  if (rows.length === 0) return html`<p class="quiet">${words.none}</p>`;
  return table(
    words.phrases,
    [{ head: words.original }, { head: words.meaning }, { head: words.kind }],
    rows.map(([phrase, english, kind]) => [
      html`<q lang="${found.language === 'zh' ? 'zh-CN' : 'en'}">${phrase}</q>`,
      english,
      kind,
    ]),
  );
}

function signalTable(signals: readonly Signal[], deps: WebDeps, context: RequestContext): Html {
  const { words, language } = context;
  if (signals.length === 0) return html`<p class="quiet">${words.empty.signals}</p>`;
  return table(
    words.signals,
    [
      { head: words.company },
      { head: words.score, number: true },
      { head: words.delta, number: true },
      { head: words.stage },
      { head: words.because },
    ],
    signals.map((signal) => [
      companyLink(signal.company, deps, context),
      `${points(signal.before)} → ${points(signal.after)}`,
      change(signal.before, signal.after),
      localeOf(language).stages[signal.stage],
      signal.alertReason === 'correction'
        ? words.correction
        : localeOf(language).alertReasons[signal.alertReason],
    ]),
  );
}

function versionList(found: Notice, versions: readonly PageVersion[], context: RequestContext): Html {
  const { words } = context;
  if (versions.length < 2) return html`<p class="quiet">${words.versionsOne}</p>`;
  return list(
    versions.map(({ item, notice: of }) => {
      const text = `${item.version}: ${context.moment(item.fetchedAt)}`;
      if (of === found.id) return html`<strong>${text}</strong> (${words.thisOne})`;
      return of === null ? html`${text}` : html`<a href="${context.href(`/notice/${of}`)}">${text}</a>`;
    }),
    words.none,
  );
}

function stored(found: Notice, text: string | null, context: RequestContext): Html {
  const { words } = context;
  if (text === null) return html`<p class="quiet">${words.storedNone}</p>`;
  const { stretches: parts, cut } = stretches(text, found, MOST_TEXT);
  const used = [...new Set(parts.flatMap((one) => one.mark ?? []))];
  return html`<p class="legend">${used.map((mark) => html`<mark class="m-${mark}">${words.marks[mark]}</mark> `)}</p><div class="stored" lang="${found.language === 'zh' ? 'zh-CN' : 'en'}" tabindex="0" role="region" aria-label="${words.stored}">${parts.map(
    (one) =>
      one.mark === null
        ? html`${one.text}`
        : html`<mark class="m-${one.mark}" title="${words.marks[one.mark]}">${one.text}</mark>`,
  )}</div>${cut > 0 ? html`<p class="quiet">${words.storedCut(cut)}</p>` : ''}`;
}
