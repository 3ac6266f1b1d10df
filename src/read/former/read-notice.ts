import type { Document } from '../../domain/document.ts';
import type { ItemId, NoticeId, OutletId, SourceId } from '../../domain/ids.ts';
import type { Doubt, Mention, Notice } from '../../domain/notice.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import type { DeadlineReading } from '../dates/deadline.ts';
import { type Draft, draftKey, joinDrafts } from '../document/mention-draft.ts';
import { actionOf, actionsOf, phraseOf } from './actions.ts';
import { regulatorOf } from './authorities.ts';
import { batchOf } from './batch.ts';
import { backgroundOf, storesOf } from './bystanders.ts';
import { withConfidence } from './confidence.ts';
import { countsOf } from './counts.ts';
import { deadlineOf } from './deadline-of.ts';
import { readLayouts } from './layouts/all-layouts.ts';
import { withNamesakes } from './namesakes.ts';
import { layOutPage, type Page, type Sentence, spanIn } from './page.ts';
import { rulesOf } from './rule-steps.ts';
import { shareOut } from './shares.ts';
import { findSteps, type StepReading } from './steps/find-steps.ts';
import { isOfLinks } from './steps/kinds-of-page.ts';
import { compileVocabulary, type ReadParts } from './vocabulary.ts';

/** Version of the rules, so that a replay can name them. */
export const READER = 'read-1';

/** What is known of a document besides its text. */
export interface ReadContext {
  readonly item: ItemId;
  readonly source: SourceId | null;
  /** Newspaper that carried it; null for an authority's own page or an unknown origin. */
  readonly outlet: OutletId | null;
  readonly url: string;
  /** Title by the list or feed; empty = the document's own. */
  readonly title: string;
  readonly published: CalendarDate | null;
  readonly publishedAt: Instant | null;
}

/**
 * A reader for one catalog: `read(document, context)` is the Notice. Every span is a range of `document.text`; what was
 * read from a title that the text does not hold has the empty span `{0, 0}`. Never throws on any document.
 */
export function createProseReader(parts: ReadParts): (document: Document, context: ReadContext) => Notice {
  const vocabulary = compileVocabulary(parts);
  return (document, context) => noticeOf(layOutPage(document, context.title, vocabulary), context);
}

function noticeOf(page: Page, context: ReadContext): Notice {
  const steps = findSteps(page, context.published);
  const base = baseOf(page, context);
  if (steps.taken.length === 0) return quiet(base, page, steps);
  const reading = readLayouts(page, steps);
  const told = new Set(reading.drafts.map((one) => draftKey(one.name)));
  const bystanders = backgroundOf(steps).filter((one) => !told.has(draftKey(one.name)));
  const drafts = withNamesakes(joinDrafts([...reading.drafts, ...storesOf(page), ...bystanders]), page);
  const numbered = drafts.map((one, at): Mention => ({ id: `m${at + 1}`, ...one }));
  const mentions = withConfidence(numbered, page.document);
  const subjects = mentions.filter((one) => one.role === 'subject');
  const acting = steps.taken.map((one) => one.scene.sentence);
  const regulator = regulatorOf(page, acting, steps.official || steps.cases, historyOf(steps));
  const deadline = deadlineOf(page, steps, context.published);
  const counts = countsOf(steps);
  const actions = shareOut(actionsOf(steps, subjects, deadline, counts.apps !== null), subjects, steps, page);
  const doubts = doubtsOf(page, steps, regulator === null, deadline, mentions);
  for (const span of reading.nameless)
    doubts.push({ code: 'row-without-app', message: 'a row of the list holds no app name', span });
  return {
    ...base,
    verdict: 'action',
    verdictBecause: because(steps),
    regulator: regulator?.primary ?? null,
    jointRegulators: regulator?.joint ?? [],
    actions,
    mentions,
    batch: isOfLinks(page) ? null : batchOf(page),
    deadline: deadline?.kind === 'day' ? deadline.stated : null,
    counts,
    rules: rulesOf(steps, context.published),
    listElsewhere:
      subjects.length === 0 &&
      (page.pictures > 0 ||
        /附件|见附|名单/u.test(page.document.text) ||
        page.document.attachments.length > 0),
    doubts,
  };
}

type Base = Omit<Notice, 'verdict' | 'verdictBecause'>;

function baseOf(page: Page, context: ReadContext): Base {
  return {
    id: context.item as string as NoticeId,
    item: context.item,
    source: context.source,
    outlet: context.outlet,
    url: context.url,
    title: page.title,
    language: page.language,
    published: context.published,
    publishedAt: context.publishedAt,
    regulator: null,
    jointRegulators: [],
    actions: [],
    mentions: [],
    batch: null,
    deadline: null,
    counts: { apps: null, parts: [], totals: [] },
    rules: [],
    listElsewhere: false,
    doubts: [],
    reader: READER,
  };
}

/** No new step: either the end of a case, which closes, or nothing. */
function quiet(base: Base, page: Page, steps: StepReading): Notice {
  const end = steps.easing[0];
  if (end !== undefined) {
    const drafts = steps.easing.flatMap(({ scene }) => namesOf(scene.sentence, scene.known));
    const numbered = joinDrafts(drafts).map((one, at): Mention => ({ id: `m${at + 1}`, ...one }));
    const mentions = withConfidence(numbered, page.document);
    const regulator = regulatorOf(page, [end.scene.sentence], steps.official);
    return {
      ...base,
      verdict: mentions.length > 0 && regulator !== null ? 'action' : 'none',
      verdictBecause: `ends a case: "${phraseOf(end)}"`,
      regulator: regulator?.primary ?? null,
      actions: mentions.length > 0 && regulator !== null ? [actionOf(end, mentions, steps)] : [],
      mentions,
    };
  }
  const first = steps.refused[0];
  return {
    ...base,
    verdict: 'none',
    verdictBecause:
      first === undefined
        ? 'no wording of a step was found'
        : `"${phraseOf(first.step)}" is not new: ${first.code}, ${first.because}`,
  };
}

function namesOf(
  sentence: Sentence,
  known: readonly { start: number; end: number; kind: string }[],
): Draft[] {
  return known.map((one) => ({
    kind: one.kind === 'app' ? ('app' as const) : ('entity' as const),
    role: 'subject' as const,
    roleBecause: 'its case ends',
    name: sentence.raw.slice(one.start, one.end),
    developer: null,
    developerInherited: false,
    icp: null,
    owner: null,
    rows: [],
    span: spanIn(sentence, one.start, one.end),
    rule: 'easing.known',
    setting: 'prose' as const,
    confidence: 1,
  }));
}

function because(steps: StepReading): string {
  const first = steps.taken[0]!;
  return `${first.mark.id} in the ${first.scene.sentence.place}: "${phraseOf(first)}"`;
}

/** Sentences whose steps are all history. */
function historyOf(steps: StepReading): Set<Sentence> {
  const acting = new Set(steps.taken.map((one) => one.scene.sentence));
  return new Set(
    steps.refused
      .filter((one) => one.code === 'history' || one.code === 'statistics')
      .map((one) => one.step.scene.sentence)
      .filter((one) => !acting.has(one)),
  );
}

function doubtsOf(
  page: Page,
  steps: StepReading,
  noRegulator: boolean,
  deadline: DeadlineReading | null,
  mentions: readonly Mention[],
): Doubt[] {
  const doubts: Doubt[] = [];
  const first = steps.taken[0]!.scene.sentence;
  if (noRegulator)
    doubts.push({
      code: 'no-regulator',
      message: 'the text names no authority',
      span: spanIn(first, 0, first.text.length),
    });
  if (deadline?.kind === 'unsettled') {
    doubts.push({
      code: 'deadline',
      message: deadline.because,
      span: spanIn(deadline.sentence, deadline.start, deadline.end),
    });
  }
  for (const one of mentions.flatMap(({ rows }) => rows.flatMap(({ accusations }) => accusations))) {
    if (
      one.issue === null &&
      !doubts.some(
        (other) =>
          other.code === 'unknown-accusation' &&
          page.document.text.slice(other.span!.start, other.span!.end) === one.phrase,
      )
    ) {
      doubts.push({
        code: 'unknown-accusation',
        message: `"${one.phrase}" is not in the glossary`,
        span: one.span,
      });
    }
  }
  return doubts;
}
