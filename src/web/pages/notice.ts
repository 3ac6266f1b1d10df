import type { Span } from '../../domain/document.ts';
import type { NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { coverageText, totalText } from '../../present/notice-card.ts';
import { term } from '../../present/sentence.ts';
import { change, day, localeOf, points } from '../../present/words.ts';
import {
  facts,
  type Html,
  html,
  langOf,
  link,
  list,
  number,
  outside,
  type PagePart,
  quiet,
  section,
  table,
  tableSection,
  wide,
} from '../html.ts';
import { missing, type WebPage } from '../page.ts';
import { companyLink, reasonText, regulatorLink } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';
import { matchesOf, type NoticeView, noticeView, publishedText } from './notices.ts';

const MOST_TEXT = 120_000;

/** One notice: what it says in its own words and in English, whom it hits and why that is believed, and what came of it. */
export const notice: WebPage = {
  path: '/notice/:id',
  async render(context) {
    const { words } = context;
    const id = context.param('id') as NoticeId;
    const view = await noticeView(id, context);
    if (view === null) return missing(context);
    if (view === 'later') return missing(context, words.later);
    const { notice: found } = view;
    const document = await context.deps.documentOf(found.item);
    const files = html`<p>${link(context, `/notice/${id}/rows.csv`, words.csv)} · ${link(context, `/api/v1/notices/${id}`, words.json)}</p>`;
    return {
      ...{ title: found.title, titleIn: found.language },
      body: [
        noticeFacts(view, context),
        tableSection(context, 'phrases', phrases(found, context)),
        section(context, 'rows', [mentionTable(view, context), files]),
        signalTable(view, context),
        section(context, 'versions', versionList(view, context)),
        section(context, 'stored', stored(found, document?.text ?? null, context)),
      ],
    };
  },
};

function noticeFacts({ notice: found, mapping }: NoticeView, context: RequestContext): Html {
  const { words, language } = context;
  return facts([
    [words.regulator, regulatorLink(found.regulator?.value ?? null, context)],
    [words.published, publishedText(found, context)],
    [
      words.verdict,
      html`${words.verdicts[found.verdict]}${words.colon}${reasonText(found.verdictBecause, context)}`,
    ],
    [words.deadline, found.deadline === null ? '' : day(found.deadline.value, language)],
    [words.source, outside(found.url, found.url)],
    [words.counts, mapping === null ? '' : coverageText(found, mapping.counts, language)],
    [localeOf(language).total, found.counts.totals.map(totalText).join(' · ')],
  ]);
}

/** Each step and accusation as the notice words it, with its meaning. */
function phrases(found: Notice, { words, language, deps }: RequestContext) {
  const issues = new Map(deps.knowledge.catalog.words.issues.map((one) => [one.id, one]));
  const accused = new Map(
    found.mentions
      .flatMap((mention) => mention.rows.flatMap((row) => row.accusations))
      .map(({ phrase, issue }) => [phrase, issue === null ? '?' : (issues.get(issue)?.[language] ?? issue)]),
  );
  const row = (phrase: string, meaning: string, kind: string) => ({
    ...{ original: html`<q lang="${langOf(found.language)}">${phrase}</q>`, meaning, kind },
  });
  return [
    ...found.actions.map(({ phrase, english, type }) =>
      row(phrase, language === 'zh' ? localeOf('zh').acts[type] : english, words.what),
    ),
    ...[...accused].map(([phrase, meaning]) => row(phrase, meaning, words.accused)),
  ];
}

/** Every name of a notice with what it was matched to and why. */
function mentionTable(view: NoticeView, context: RequestContext): Html | '' {
  const { words, language } = context;
  const by = matchesOf(view);
  const joined = (values: readonly (string | null)[], by = ', ') => values.filter(Boolean).join(by);
  const rows = view.notice.mentions.map((mention) => {
    const match = by.get(mention.id);
    const accused = mention.rows.flatMap((row) => row.accusations.map((one) => one.phrase));
    return {
      name: html`<span lang="${langOf(view.notice.language)}">${mention.name}</span>`,
      developer: mention.developer ?? '',
      [`${words.version}, ${words.store}`]: joined(
        mention.rows.map((row) => joined([row.version, row.store])),
        '; ',
      ),
      accused: [...new Set(accused)].join('; '),
      verdict: words.role[mention.role],
      company: match?.company == null ? '–' : companyLink(match.company, context),
      match:
        match === undefined ? '' : `${term('match', match.kind, language)} ${match.confidence.toFixed(2)}`,
      reason: wide(reasonText(match?.reason ?? mention.roleBecause, context)),
    };
  });
  return table(context, 'rows', rows);
}

function signalTable({ signals }: NoticeView, context: RequestContext): PagePart {
  const { words, language } = context;
  const { stages, alertReasons } = localeOf(language);
  const rows = signals.map(({ company, before, after, stage, alertReason }) => ({
    company: companyLink(company, context),
    score: number(`${points(before)} → ${points(after)}`),
    ...{ delta: number(change(before, after)), stage: stages[stage] },
    because: alertReason === 'correction' ? words.correction : alertReasons[alertReason],
  }));
  return tableSection(context, 'signals', rows);
}

function versionList({ notice: { id }, versions }: NoticeView, context: RequestContext): Html | '' {
  const { words, moment } = context;
  if (versions.length < 2) return quiet(words.versionsOne);
  return list(
    context,
    versions.map(({ item, notice: of }) => {
      const text = `${item.version}: ${moment(item.fetchedAt)}`;
      if (of === id) return html`<strong>${text}</strong> (${words.thisOne})`;
      return of === null ? text : link(context, `/notice/${of}`, text);
    }),
  );
}

function stored(found: Notice, text: string | null, { say, words }: RequestContext): Html | '' {
  if (text === null) return quiet(words.storedNone);
  const { stretches: parts, cut } = stretches(text, found, MOST_TEXT);
  const used = [...new Set(parts.flatMap((one) => one.mark ?? []))];
  return html`<p class="legend">${used.map((mark) => html`<mark class="m-${mark}">${words.marks[mark]}</mark> `)}</p><div class="stored" lang="${langOf(found.language)}" tabindex="0" role="region" aria-label="${words.stored}">${parts.map(
    (one) =>
      one.mark === null
        ? html`${one.text}`
        : html`<mark class="m-${one.mark}" title="${words.marks[one.mark]}">${one.text}</mark>`,
  )}</div>${cut > 0 ? quiet(say('storedCut', { n: cut })) : ''}`;
}

type EvidenceMark = keyof RequestContext['words']['marks'];

/**
 * Stretches of the stored text and what was read from each, null = nothing. The narrowest reading wins where several cover the same
 * characters.
 */
export function stretches(text: string, notice: Notice, most: number) {
  const shown = text.slice(0, most);
  const spans = marksOf(notice)
    .filter(({ span }) => span.start < Math.min(span.end, shown.length))
    .toSorted((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start));
  const marked = new Array<EvidenceMark | null>(shown.length).fill(null);
  for (const { span, mark } of spans) marked.fill(mark, span.start, span.end);
  const edges = [
    0,
    shown.length,
    ...spans.flatMap(({ span }) => [span.start, Math.min(span.end, shown.length)]),
  ];
  const sorted = [...new Set(edges)].sort((a, b) => a - b);
  const found = sorted
    .slice(0, -1)
    .map((start, n) => ({ text: shown.slice(start, sorted[n + 1]), mark: marked[start] ?? null }));
  return { stretches: found, cut: text.length - shown.length };
}

function marksOf({ regulator, deadline, batch, counts, actions, doubts, mentions }: Notice) {
  const all: Record<EvidenceMark, readonly ({ readonly span?: Span | null | undefined } | null)[]> = {
    ...{
      regulator: [regulator],
      deadline: [deadline],
      batch: [batch],
      count: [counts.apps, ...counts.parts],
    },
    ...{ action: actions, doubt: doubts, mention: mentions },
    accusation: mentions.flatMap(({ rows }) => rows.flatMap((row) => row.accusations)),
  };
  return Object.entries(all).flatMap(([mark, read]) =>
    read.flatMap((one) => (one?.span == null ? [] : [{ span: one.span, mark: mark as EvidenceMark }])),
  );
}
