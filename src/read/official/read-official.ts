import type { ActionType, Doubt, Mention, Notice } from '../../domain/notice.ts';
import { reason } from '../../domain/reason.ts';
import { type DeadlineReading, deadlineIn } from '../dates/deadline.ts';
import { draft, draftKey, joinDrafts, type MentionDraft } from '../document/mention-draft.ts';
import { type Page, type Sentence, spanIn } from '../document/page.ts';
import { actionsOf, assignMentions } from './actions.ts';
import { batchOf } from './batch.ts';
import { countsIn, countsOf } from './counts.ts';
import type { DocumentContext } from './document-context.ts';
import type { ListReading } from './grid-rows.ts';
import { grouped } from './layouts/grouped.ts';
import { inlineLists, namesIn } from './layouts/inline-lists.ts';
import { inlineListsEn } from './layouts/inline-lists-en.ts';
import { lineEntries } from './layouts/line-entries.ts';
import { lineCells, lineRows, tables } from './layouts/tables.ts';
import { BLAMED } from './name-words.ts';
import { regulatorOf } from './regulator.ts';
import { withConfidence, withNamesakes } from './unsure-mentions.ts';

/** What a list notice states; the rest of a Notice is known without reading. */
export type OfficialReading = Pick<
  Notice,
  | 'verdictBecause'
  | 'regulator'
  | 'jointRegulators'
  | 'actions'
  | 'mentions'
  | 'batch'
  | 'deadline'
  | 'counts'
  | 'listElsewhere'
  | 'doubts'
> & {
  /** The names of the list were read, or the page is the authority's own; false where an article only counts the apps. */
  readonly complete: boolean;
};

/** One way in which pages list apps; null where the page is not of this kind. */
type Layout = (context: DocumentContext) => ListReading | null;

/** Lists with a form of their own; the first that a page has is the list. */
const LISTS: readonly Layout[] = [
  tables,
  lineCells,
  lineRows,
  grouped,
  lineEntries,
  inlineLists,
  inlineListsEn,
];

/** Steps that hit apps of a list; others (a fine, a summons) in an article hit those whom its sentences name. */
const LIST_STEPS: ReadonlySet<ActionType> = new Set([
  'named',
  'rectification-ordered',
  'removed-from-stores',
  'banned',
]);

/**
 * Reads a list notice: a page that states new steps and holds a list, counts the apps that it names, or is titled as an
 * authority's paper. Null for every other page, whose sentences say who is hit.
 */
export function readOfficial(context: DocumentContext): OfficialReading | null {
  if (context.actions.length === 0) return null;
  const list = listOf(context);
  const acting = new Set(context.actions.map((one) => one.sentence));
  const states = [...acting].some((one) => countsIn(one).length > 0 || namesMany(one, context));
  const isOfLists = context.official || context.actions.some(({ type }) => LIST_STEPS.has(type));
  if (!isOfLists || (list === null && !states && !context.official)) return null;
  return {
    ...readingOf(context, list ?? { drafts: [], nameless: [] }),
    complete: list !== null || context.official,
  };
}

/** What any notice states beside its steps and names: batch, deadline, counts and sums. */
export function readFigures(context: DocumentContext): Pick<Notice, 'batch' | 'deadline' | 'counts'> {
  const deadline = deadlineOf(context);
  return {
    batch: batchOf(context.page),
    deadline: deadline?.kind === 'day' ? deadline.stated : null,
    counts: countsOf(context),
  };
}

const APPS = /app|应用|小程序|sdk/iu;
const MANY = /一批|多款|多个|\d{1,7}余?[款家个]/u;

/** A headline in which an authority names several apps without their number: "某办依法集中查处一批违法违规App". */
function namesMany({ text, place }: Sentence, { words }: DocumentContext): boolean {
  if (place !== 'title' || !APPS.test(text) || !MANY.test(text)) return false;
  return words.bodies(text)[0]?.kind === 'authority';
}

function listOf(context: DocumentContext): ListReading | null {
  for (const layout of LISTS) {
    const reading = layout(context);
    if (reading === null) continue;
    return layout === inlineLists || layout === inlineListsEn
      ? reading
      : { ...reading, drafts: [...reading.drafts, ...besideList(context, reading.drafts)] };
  }
  return null;
}

/** Names that sentences add to a list, as many as the count behind them says: "近期检测还发现A、B、C3款App". */
function besideList(context: DocumentContext, drafts: readonly MentionDraft[]): MentionDraft[] {
  const known = new Set(drafts.map((one) => draftKey(one.name)));
  const acting = new Set(context.actions.map((one) => one.sentence));
  return [...acting]
    .flatMap((sentence) => {
      const names = namesIn(sentence, context);
      return names.length > 1 && countBehind(sentence, names) === names.length ? names : [];
    })
    .filter((one) => !known.has(draftKey(one.name)));
}

function countBehind(sentence: Sentence, names: readonly MentionDraft[]): number | null {
  const end = names.at(-1)!.span.end - sentence.start;
  const match = /^等?\s?(\d+)\s?[款家个]/u.exec(sentence.text.slice(end));
  return match === null ? null : Number(match[1]);
}

function readingOf(context: DocumentContext, list: ListReading): Omit<OfficialReading, 'complete'> {
  const { page, actions: candidates } = context;
  const drafts = withNamesakes(joinDrafts([...list.drafts, ...blamedStores(context)]), page);
  const mentions = withConfidence(
    drafts.map((one, at): Mention => ({ id: `m${at + 1}`, ...one })),
    page.document,
  );
  const subjects = mentions.filter((one) => one.role === 'subject');
  const regulator = regulatorOf(context);
  const deadline = deadlineOf(context);
  const figures = readFigures(context);
  const actions = actionsOf(context, subjects, deadline, figures.counts.apps !== null);
  const { sentence, start, end } = candidates[0]!;
  return {
    verdictBecause: reason('list-notice', {
      phrase: sentence.raw.slice(start, end),
      position: sentence.place,
    }),
    regulator: regulator?.primary ?? null,
    jointRegulators: [...(regulator?.joint ?? [])],
    actions: assignMentions(actions, subjects, context),
    mentions,
    ...figures,
    listElsewhere: subjects.length === 0 && announcesList(page),
    doubts: doubtsOf(context, regulator === null, deadline, list, mentions),
  };
}

function announcesList({ document }: Page): boolean {
  return document.pictures > 0 || document.hasFiles || /附件|见附|名单/u.test(document.text);
}

/** The deadline from the sentences that order, then from others of the notice that tell no earlier step. */
function deadlineOf({
  page,
  actions,
  rejected,
  published,
  official,
}: DocumentContext): DeadlineReading | null {
  const orders = new Set(
    actions.filter((one) => one.type === 'rectification-ordered').map((one) => one.sentence),
  );
  const acting = new Set(actions.map((one) => one.sentence));
  const mayOrder = (one: Sentence) => {
    const why = rejected.get(one);
    return (
      acting.has(one) || ((official || page.language === 'en') && (why === undefined || why === 'announced'))
    );
  };
  const rest = page.sentences.filter((one) => !orders.has(one) && mayOrder(one));
  return deadlineIn([...orders, ...rest], published);
}

/** Stores that the text itself blames for how they vet apps; a store that is only where an app came from is none. */
function blamedStores({ page, words }: DocumentContext): MentionDraft[] {
  return page.sentences
    .filter(({ text }) => BLAMED.some((one) => text.includes(one)))
    .flatMap((sentence) =>
      words.stores(sentence.text).map(({ start, end }) =>
        draft(sentence.raw.slice(start, end), spanIn(sentence, start, end), 'store.blamed', 'prose', {
          role: 'store',
          roleBecause: reason('blamed-store'),
        }),
      ),
    );
}

function doubtsOf(
  { page, actions }: DocumentContext,
  noRegulator: boolean,
  deadline: DeadlineReading | null,
  list: ListReading,
  mentions: readonly Mention[],
): Doubt[] {
  const doubts: Doubt[] = [];
  const { sentence } = actions[0]!;
  if (noRegulator)
    doubts.push({
      code: 'no-regulator',
      message: reason('no-regulator'),
      span: spanIn(sentence, 0, sentence.text.length),
    });
  if (deadline?.kind === 'unsettled')
    doubts.push({
      code: 'deadline',
      message: deadline.because,
      span: spanIn(deadline.sentence, deadline.start, deadline.end),
    });
  const unknown = new Map(
    mentions
      .flatMap(({ rows }) => rows.flatMap(({ accusations }) => accusations))
      .filter((one) => one.issue === null)
      .map((one) => [page.document.text.slice(one.span.start, one.span.end), one]),
  );
  for (const { phrase, span } of unknown.values())
    doubts.push({ code: 'unknown-accusation', message: reason('unknown-accusation', { phrase }), span });
  for (const span of list.nameless)
    doubts.push({ code: 'row-without-app', message: reason('row-without-app'), span });
  return doubts;
}
