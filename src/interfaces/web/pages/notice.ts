import { actInSentence } from '../../../answers/queries/act-sentences.ts';
import { type NoticeView, noticeView } from '../../../answers/queries/notice-view.ts';
import { actLabel } from '../../../base/i18n/act-label.ts';
import { preferred, prefersChinese } from '../../../base/i18n/locale.ts';
import { term } from '../../../base/i18n/sentence.ts';
import { change, points } from '../../../base/i18n/words.ts';
import type { Span } from '../../../domain/document.ts';
import type { NoticeId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/notice.ts';
import { coverageText, totalText } from '../../../pipeline/present/notice-card.ts';
import {
  facts,
  type Html,
  html,
  langOf,
  number,
  outside,
  type PagePart,
  quiet,
  wide,
} from '../html.ts';
import { missing, type WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';
import { publishedText } from './notices.ts';

const MOST_TEXT = 120_000;

/**
 * One notice: what it says in its own words and in English, whom it hits and why that is believed,
 * and what came of it.
 */
export const notice: WebPage = {
  path: '/notice/:id',
  async render(context) {
    const { words, section, link } = context;
    const id = context.param('id') as NoticeId;
    const view = await noticeView(id, context);
    if (view === null) return missing(context);
    if (view === 'later') return missing(context, words.later);
    const { notice: found } = view;
    const document = await context.deps.documentOf(found.item);
    const files = html`
      <p>${link(`/notice/${id}/rows.csv`, words.csv)} · ${link(`/api/v1/notices/${id}`, words.json)}
      </p>
    `;
    return {
      title: found.title,
      titleIn: found.language,
      body: [
        noticeFacts(view, context),
        context.tableSection('phrases', phrases(found, document?.text ?? '', context)),
        section('rows', [mentionTable(view, context), files]),
        signalTable(view, context),
        section('versions', versionList(view, context)),
        section('stored', stored(found, document?.text ?? null, context)),
      ],
    };
  },
};

function noticeFacts({ notice: found, mapping }: NoticeView, context: RequestContext): Html {
  const { words, language, locale } = context;
  const because = context.reasonText(found.verdictBecause);
  return facts([
    [words.regulator, context.regulatorLink(found.regulator?.value ?? null)],
    [words.published, publishedText(found, context)],
    [words.verdict, html`${words.verdicts[found.verdict]}${words.colon}${because}`],
    [words.deadline, found.deadline === null ? '' : context.date(found.deadline.value)],
    [words.source, outside(found.url, found.url)],
    [words.counts, mapping === null ? '' : coverageText(found, mapping.counts, language)],
    [locale.total, found.counts.totals.map(totalText).join(' · ')],
  ]);
}

/** Each act in its sentence and each accusation, as the notice words it, with its meaning. */
function phrases(found: Notice, text: string, { words, language, deps }: RequestContext) {
  const issues = new Map(deps.knowledge.catalog.words.issues.map((issue) => [issue.id, issue]));
  const accused = new Map(
    found.mentions
      .flatMap((mention) => mention.rows.flatMap((row) => row.accusations))
      .map(({ phrase, issue }) => [
        phrase,
        issue === null ? '?' : (preferred(issues.get(issue), language) ?? issue),
      ]),
  );
  const row = (phrase: string | Html, meaning: string, kind: string) => ({
    original: html`<q lang="${langOf(found.language)}">${phrase}</q>`,
    meaning,
    kind,
  });
  return [
    ...found.actions.map((action) =>
      row(
        inSentence(action, text),
        prefersChinese(language) ? actLabel(action.act, language) : action.english,
        words.what,
      ),
    ),
    ...[...accused].map(([phrase, meaning]) => row(phrase, meaning, words.accused)),
  ];
}

/** The words of an act marked in the sentence that they stand in; alone without their page. */
function inSentence(action: Notice['actions'][number], text: string): string | Html {
  const sentence = actInSentence(action, text);
  if (sentence === null) return action.phrase;
  return html`${sentence.before}<mark class="m-action">${sentence.words}</mark>${sentence.after}`;
}

/** Every name of a notice with what it was matched to and why. */
function mentionTable({ notice: of, mentions }: NoticeView, context: RequestContext): Html | '' {
  const { words, language } = context;
  const joined = (values: readonly (string | null)[], by = ', ') => values.filter(Boolean).join(by);
  const rows = mentions.map(({ name, developer, rows, role, match, roleBecause }) => {
    const accused = rows.flatMap((row) => row.accusations.map((accusation) => accusation.phrase));
    const places = rows.map((row) => joined([row.version, row.store]));
    return {
      name: html`<span lang="${langOf(of.language)}">${name}</span>`,
      developer: developer ?? '',
      [`${words.version}, ${words.store}`]: joined(places, '; '),
      accused: [...new Set(accused)].join('; '),
      verdict: words.role[role],
      company: match?.company == null ? '–' : context.companyLink(match.company),
      match: match && `${term('match', match.kind, language)} ${match.confidence.toFixed(2)}`,
      reason: wide(context.reasonText(match?.reason ?? roleBecause)),
    };
  });
  return context.table('rows', rows);
}

function signalTable({ signals }: NoticeView, context: RequestContext): PagePart {
  const { words, locale } = context;
  const rows = signals.map(({ company, before, after, stage, alertReason }) => ({
    company: context.companyLink(company),
    score: number(`${points(before)} → ${points(after)}`),
    delta: number(change(before, after)),
    stage: locale.stages[stage],
    because: alertReason === 'correction' ? words.correction : locale.alertReasons[alertReason],
  }));
  return context.tableSection('signals', rows);
}

function versionList({ notice: { id }, versions }: NoticeView, context: RequestContext): Html | '' {
  const { words, moment } = context;
  if (versions.length < 2) return quiet(words.versionsOne);
  const lines = versions.map(({ item, notice: of }) => {
    const text = `${item.version}: ${moment(item.fetchedAt)}`;
    if (of === id) return html`<strong>${text}</strong> (${words.thisOne})`;
    return of === null ? text : context.link(`/notice/${of}`, text);
  });
  return context.list(lines);
}

function stored(found: Notice, text: string | null, { say, words }: RequestContext): Html | '' {
  if (text === null) return quiet(words.storedNone);
  const { stretches: parts, cut } = stretches(text, found, MOST_TEXT);
  const used = [...new Set(parts.flatMap((part) => part.mark ?? []))];
  return html`
    <p class="legend">
    ${used.map((mark) => html`<mark class="m-${mark}">${words.marks[mark]}</mark> `)}</p>
    <div class="stored" lang="${langOf(found.language)}" tabindex="0" role="region" aria-label="${words.stored}">
      ${parts.map((part) =>
        part.mark === null
          ? html`${part.text}`
          : html`<mark class="m-${part.mark}" title="${words.marks[part.mark]}">${part.text}</mark>`,
      )}
    </div>
    ${cut > 0 ? quiet(say('storedCut', { n: cut })) : ''}
  `;
}

type EvidenceMark = keyof RequestContext['words']['marks'];

/**
 * Stretches of the stored text and what was read from each, null = nothing. The narrowest reading
 * wins where several cover the same characters.
 */
export function stretches(text: string, notice: Notice, most: number) {
  const shown = text.slice(0, most);
  const spans = marksOf(notice)
    .filter(({ span }) => span.start < Math.min(span.end, shown.length))
    .toSorted((a, b) => b.span.end - b.span.start - (a.span.end - a.span.start));
  const marked = new Array<EvidenceMark | null>(shown.length).fill(null);
  for (const { span, mark } of spans) marked.fill(mark, span.start, span.end);
  const edges = spans.flatMap(({ span }) => [span.start, Math.min(span.end, shown.length)]);
  const sorted = [...new Set([0, shown.length, ...edges])].sort((a, b) => a - b);
  const found = sorted
    .slice(0, -1)
    .map((start, n) => ({ text: shown.slice(start, sorted[n + 1]), mark: marked[start] ?? null }));
  return { stretches: found, cut: text.length - shown.length };
}

function marksOf({ regulator, deadline, batch, counts, actions, doubts, mentions }: Notice) {
  const all: Record<EvidenceMark, readonly ({ readonly span?: Span | null | undefined } | null)[]> =
    {
      regulator: [regulator],
      deadline: [deadline],
      batch: [batch],
      count: [counts.apps, ...counts.parts],
      action: actions,
      doubt: doubts,
      mention: mentions,
      accusation: mentions.flatMap(({ rows }) => rows.flatMap((row) => row.accusations)),
    };
  return Object.entries(all).flatMap(([mark, read]) =>
    read.flatMap((one) =>
      one?.span == null ? [] : [{ span: one.span, mark: mark as EvidenceMark }],
    ),
  );
}
