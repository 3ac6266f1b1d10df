import { ActKind } from '../../../domain/act-kind.ts';
import type { Doubt, Mention, Notice } from '../../../domain/notice.ts';
import { reason } from '../../../domain/reason.ts';
import { type DeadlineReading, deadlineIn } from '../dates/deadline.ts';
import { draft, draftKey, joinDrafts, type MentionDraft } from '../document/mention-draft.ts';
import { type Page, type Sentence, spanIn } from '../document/page.ts';
import { actionsOf, assignMentions } from './actions.ts';
import { batchOf } from './batch.ts';
import { countsIn, countsOf } from './counts.ts';
import type { DocumentContext } from './document-context.ts';
import type { ListReading } from './grid-rows.ts';
import { bareRows } from './layouts/bare-rows.ts';
import { englishLists } from './layouts/english-lists.ts';
import { grouped } from './layouts/grouped.ts';
import { inlineLists, namesIn } from './layouts/inline-lists.ts';
import { inlineListsEn } from './layouts/inline-lists-en.ts';
import { labelledRows } from './layouts/labelled-rows.ts';
import { lineEntries } from './layouts/line-entries.ts';
import { barRows, commaRows } from './layouts/separated-rows.ts';
import { lineCells, lineRows, tables } from './layouts/tables.ts';
import { BLAMED } from './name-words.ts';
import { regulatorOf } from './regulator.ts';

/** What a list notice states; the rest of a Notice is known without reading. */
export type OfficialReading = ReturnType<typeof readingOf> & {
  /**
   * The names of the list were read, or the page is the authority's own; false where an article
   * only counts the apps.
   */
  readonly complete: boolean;
  /**
   * The page reproduces a list: its rows, the list of an authority's own paper, or names in running
   * text of apps that it counts. Names of running text alone are none.
   */
  readonly reproduced: boolean;
};

/**
 * Ways in which pages list apps, each null where the page is not of this kind; the first that a
 * page has is the list.
 */
const LAYOUTS: readonly ((context: DocumentContext) => ListReading | null)[] = [
  tables,
  labelledRows,
  englishLists,
  lineCells,
  lineRows,
  barRows,
  commaRows,
  grouped,
  lineEntries,
  bareRows,
  inlineLists,
  inlineListsEn,
];

/**
 * Acts that hit apps of a list; others (a fine, a summons) in an article hit those whom its
 * sentences name.
 */
const LIST_ACTS: readonly ActKind[] = ['name', 'rectify', 'delist-app', 'block'].map((kind) =>
  ActKind.parse(kind),
);

/**
 * Reads a list notice: a page that states new acts and holds a list, counts the apps that it
 * names, or is titled as an authority's paper. Null for every other page, whose sentences say who
 * is hit.
 */
export function readOfficial(context: DocumentContext): OfficialReading | null {
  const { actions, acting, official } = context;
  if (actions.length === 0 || !(official || actions.some(({ done }) => LIST_ACTS.includes(done))))
    return null;
  const list = listOf(context);
  const states = [...acting].some(
    (sentence) => countsIn(sentence).length > 0 || namesMany(sentence, context),
  );
  if (list === null && !states && !official) return null;
  const reading = readingOf(context, list ?? { drafts: [], nameless: [] });
  return {
    ...reading,
    complete: list !== null || official,
    reproduced: official || isReproduced(reading),
  };
}

/** Layouts that take names out of running text. */
const RUNNING_TEXT = /^(?:inline-lists|store\.blamed)/u;

/** Rows of a list, or names in running text, no more than the apps that the page counts. */
function isReproduced({ mentions, counts }: ReturnType<typeof readingOf>): boolean {
  const subjects = mentions.filter((mention) => mention.role === 'subject');
  if (subjects.length === 0) return false;
  if (!subjects.every(({ rule }) => RUNNING_TEXT.test(rule))) return true;
  return subjects.length <= (counts.apps?.value ?? 0);
}

/** What any notice states beside its acts and names: batch, deadline, counts and sums. */
export function readFigures(
  context: DocumentContext,
): Pick<Notice, 'batch' | 'deadline' | 'counts'> {
  const deadline = deadlineOf(context);
  const isDay = deadline !== null && typeof deadline.value === 'string';
  return {
    batch: batchOf(context.page),
    deadline: isDay ? { ...deadline, value: deadline.value } : null,
    counts: countsOf(context),
  };
}

const APPS = /app|应用|小程序|sdk/iu;
const MANY = /一批|多款|多个|\d{1,7}余?[款家个]/u;

/**
 * A headline in which an authority names several apps without their number: "某办依法集中查处一批违法违规App".
 */
function namesMany({ text, place }: Sentence, { words }: DocumentContext): boolean {
  if (place !== 'title' || !APPS.test(text) || !MANY.test(text)) return false;
  return words.bodies(text)[0]?.kind === 'authority';
}

function listOf(context: DocumentContext): ListReading | null {
  for (const layout of LAYOUTS) {
    const list = layout(context);
    if (list !== null)
      return { ...list, drafts: [...list.drafts, ...besideList(context, list.drafts)] };
  }
  return null;
}

/**
 * Names that sentences add to a list, as many as the count behind them says: "近期检测还发现A、B、C3款App".
 */
function besideList(context: DocumentContext, drafts: readonly MentionDraft[]): MentionDraft[] {
  const known = new Set(drafts.map((draft) => draftKey(draft.name)));
  return [...context.acting]
    .flatMap((sentence) => {
      const names = namesIn(sentence, context);
      const behind =
        names.length > 1 ? sentence.text.slice(names.at(-1)!.span.end - sentence.start) : '';
      return Number(/^等?\s?(\d+)\s?[款家个]/u.exec(behind)?.[1]) === names.length ? names : [];
    })
    .filter((draft) => !known.has(draftKey(draft.name)));
}

function readingOf(context: DocumentContext, list: ListReading) {
  const { page, actions: candidates } = context;
  const drafts = joinDrafts([...list.drafts, ...blamedStores(context)]);
  const copies = namesakesIn(page);
  const mentions = drafts.map((draft, at): Mention => {
    const namesake = copies.get(draftKey(draft.name));
    const confidence = confidenceOf(draft, page);
    return {
      id: `m${at + 1}`,
      ...draft,
      confidence,
      ...(namesake === undefined ? {} : { namesake }),
    };
  });
  const subjects = mentions.filter((mention) => mention.role === 'subject');
  const regulator = regulatorOf(context);
  const figures = readFigures(context);
  const isMany = figures.counts.apps !== null || subjects.length > 1;
  const { sentence, start, end } = candidates[0]!;
  const { document } = page;
  const announcesList =
    document.pictures > 0 || document.hasFiles || /附件|见附|名单/u.test(document.text);
  return {
    verdictBecause: reason('list-notice', {
      phrase: sentence.raw.slice(start, end),
      position: sentence.place,
    }),
    regulator: regulator?.primary ?? null,
    jointRegulators: [...(regulator?.joint ?? [])],
    actions: assignMentions(actionsOf(candidates, figures.deadline, isMany), subjects, context),
    mentions,
    ...figures,
    listElsewhere: subjects.length === 0 && announcesList,
    doubts: doubtsOf(context, regulator === null, list, mentions),
  };
}

/**
 * The deadline from the sentences of the acts, then from others of the notice that tell no earlier
 * act.
 */
function deadlineOf(context: DocumentContext): DeadlineReading | null {
  const { page, acting, rejected, published, official } = context;
  const isWhole = official || page.language === 'en';
  const rest = page.sentences.filter(
    (sentence) =>
      isWhole && !acting.has(sentence) && (rejected.get(sentence) ?? 'announced') === 'announced',
  );
  return deadlineIn([...acting, ...rest], published);
}

/**
 * Stores that the text itself blames for how they vet apps; a store that is only where an app came
 * from is none.
 */
function blamedStores({ page, words }: DocumentContext): MentionDraft[] {
  return page.sentences
    .filter(({ text }) => BLAMED.some((one) => text.includes(one)))
    .flatMap((sentence) =>
      words.stores(sentence.text).map(({ start, end }) =>
        draft(
          sentence.raw.slice(start, end),
          spanIn(sentence, start, end),
          'store.blamed',
          'prose',
          {
            role: 'store',
            roleBecause: reason('blamed-store'),
          },
        ),
      ),
    );
}

/**
 * A mention that was read off a picture is as sure as the least sure of the rows and lines it was
 * read from.
 */
function confidenceOf({ span, rows }: MentionDraft, { document }: Page): number {
  const spans = [span, ...rows.map((row) => row.span)];
  const touched = document.unsure.filter((unsure) =>
    spans.some(({ start, end }) => start < unsure.end && unsure.start < end),
  );
  return Math.min(1, ...touched.map((unsure) => unsure.confidence));
}

/** "被通报的“木棉快报”是“李鬼”": a copy that only carries the name. */
const COPY =
  /[“"《]([^“”"《》]{1,30})[”"》][^,。;“”]{0,14}[是系为属][^,。;]{0,10}(李鬼|山寨|[仿假]冒|冒[牌名]|同名)/giu;

/**
 * Names of which the text itself says that another app only carries them, each with the words that
 * say so.
 */
function namesakesIn({ sentences }: Page): ReadonlyMap<string, string> {
  const copies = sentences.flatMap(({ text, raw }) =>
    [...text.matchAll(COPY)].map(
      ({ 0: all, 1: name, index }) =>
        [draftKey(name!), raw.slice(index, index + all.length)] as const,
    ),
  );
  return new Map(copies);
}

function doubtsOf(
  context: DocumentContext,
  noRegulator: boolean,
  list: ListReading,
  mentions: readonly Mention[],
): Doubt[] {
  const { page, actions } = context;
  const { sentence } = actions[0]!;
  const deadline = deadlineOf(context);
  const unknown = new Map(
    mentions
      .flatMap(({ rows }) => rows.flatMap(({ accusations }) => accusations))
      .filter((accusation) => accusation.issue === null)
      .map((accusation) => [
        page.document.text.slice(accusation.span.start, accusation.span.end),
        accusation,
      ]),
  );
  const doubts: Doubt[] = [];
  if (noRegulator)
    doubts.push({
      code: 'no-regulator',
      message: reason('no-regulator'),
      span: spanIn(sentence, 0, sentence.text.length),
    });
  if (deadline !== null && typeof deadline.value !== 'string')
    doubts.push({ code: 'deadline', message: deadline.value, span: deadline.span });
  for (const { phrase, span } of unknown.values())
    doubts.push({
      code: 'unknown-accusation',
      message: reason('unknown-accusation', { phrase }),
      span,
    });
  for (const span of list.nameless)
    doubts.push({ code: 'row-without-app', message: reason('row-without-app'), span });
  return doubts;
}

/**
 * A notice with a doubt where it states a number of apps of which fewer were read: shown, and a
 * question for a person. One whose list stands elsewhere (an annex, pictures) has its own doubts.
 */
export function withCountDoubt(notice: Notice): Notice {
  const { apps } = notice.counts;
  const read = notice.mentions.filter(({ role }) => role === 'subject').length;
  if (notice.verdict !== 'action' || apps === null || read >= apps.value || notice.listElsewhere)
    return notice;
  const message = reason('fewer-rows-than-stated', { stated: apps.value, read });
  const doubt: Doubt = { code: 'fewer-rows', message, span: apps.span };
  return { ...notice, doubts: [...notice.doubts, doubt] };
}

/**
 * Whether all that a page counts should stand on it: rows of a list, or an authority's own page.
 */
export const holdsWholeList = ({ mentions, reproduced }: OfficialReading): boolean =>
  reproduced && !mentions.every(({ rule }) => RUNNING_TEXT.test(rule));
