import { kindOf } from '../../domain/act-kind.ts';
import type { Document } from '../../domain/document.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Outlet } from '../../domain/regulator.ts';
import { blankNotice, layOutPage, type Page, type ReadContext } from './document/page.ts';
import { actionsOf } from './official/actions.ts';
import { countsOf } from './official/counts.ts';
import { type DocumentContext, readContext } from './official/document-context.ts';
import { failedBatches } from './official/failed-batches.ts';
import type { PageKind } from './official/gate.ts';
import { compileOfficialWords, type OfficialParts } from './official/official-words.ts';
import { decisionNotice, easedNotice, noActNotice, releaseNotice } from './official/own-notice.ts';
import { surerOnOwnPage } from './official/own-prose.ts';
import { withPartyDoubt } from './official/party-counts.ts';
import {
  holdsWholeList,
  type OfficialReading,
  readFigures,
  readOfficial,
  withCountDoubt,
} from './official/read-official.ts';
import { findRules, ruleNotice } from './official/rules.ts';
import { pressNotice } from './press/press-notice.ts';
import { createPressReader, type PressParts, type PressReading } from './press/press-reader.ts';
import { READER } from './reader-version.ts';

/**
 * What reading needs of the catalog: words, authorities, newspapers, names and the trained models.
 */
export interface ReadParts extends OfficialParts, Pick<PressParts, 'models'> {
  readonly outlets: readonly Outlet[];
}

/** A page on its way to a Notice, with what is known of it so far. */
interface PageReading {
  readonly document: Document;
  readonly context: ReadContext;
  readonly stated: DocumentContext;
  /** The authority whose own page it is; null where nobody says so. */
  readonly speaksFor: RegulatorId | null;
  readonly kind: PageKind;
  readonly list: OfficialReading | null;
}

/** One way to read a page; null where it is not of this kind. */
type PageReader = (reading: PageReading) => Notice | null;

/**
 * A reader for one catalog: `read(document, context)` is the Notice. What kind of page it is
 * decides how it is read: no act, a decision against parties, the end of an earlier act, a list, a
 * release of the authority itself; everything else is judged by the trained model of sentences.
 * Every span is a range of `document.text`; what was read from a title that the text does not hold
 * has the empty span `{0, 0}`. Never throws on any document.
 */
export function createReader(
  parts: ReadParts,
): (document: Document, context: ReadContext) => Notice {
  const words = compileOfficialWords(parts);
  let readPress: ReturnType<typeof createPressReader> | null = null;
  const voices = new Map(
    [...parts.regulators, ...parts.outlets].flatMap(({ sources }) =>
      sources.map((source) => [source.id as string, source.speaksFor ?? null] as const),
    ),
  );
  const ways: readonly PageReader[] = [noAct, ofParties, easing, ofList, release];
  return (document, context) => {
    const speaksFor = context.authority ?? voices.get(context.source ?? '') ?? null;
    const page = layOutPage(document, context.title, words.page);
    const stated = readContext(page, words, context.published);
    const kind = words.gate(page, speaksFor !== null || stated.official);
    const list = kind.kind === 'none' ? null : readOfficial(stated);
    const reading: PageReading = { document, context, stated, speaksFor, kind, list };
    for (const way of ways) {
      const notice = way(reading);
      if (notice !== null) return withVoice(withCountDoubtOf(reading, notice), speaksFor);
    }
    readPress ??= createPressReader(parts);
    const press = readPress(document, { title: context.title, speaksFor });
    const judged = speaksFor === null ? press : surerOnOwnPage(press, words.goesOn);
    return withVoice(withCountDoubtOf(reading, sentencesNotice(reading, judged)), speaksFor);
  };
}

/** Of a newspaper nobody expects the whole list. */
function withCountDoubtOf({ list, stated, speaksFor }: PageReading, read: Notice): Notice {
  const notice = withPartyDoubt(read, stated.page);
  const isWhole = speaksFor !== null || stated.official || (list !== null && holdsWholeList(list));
  return isWhole ? withCountDoubt(notice) : notice;
}

const noAct: PageReader = ({ kind, stated, context }) =>
  kind.kind === 'none' ? noActNotice(stated, context, kind.because) : null;

/** Only an authority decides: a newspaper that quotes a decision is judged by the model. */
const ofParties: PageReader = ({ kind, stated, speaksFor, context }) => {
  if (kind.kind !== 'act' || (speaksFor === null && !stated.official)) return null;
  const { page, words, published } = stated;
  const decision = words.records(page, published) ?? words.decision(page) ?? failedBatches(page);
  return decision === null ? null : decisionNotice(decision, stated, context);
};

const easing: PageReader = ({ kind, list, stated, context }) =>
  kind.kind === 'eased' ? easedNotice(kind, list?.mentions ?? [], stated, context) : null;

const ofList: PageReader = ({ list, stated, speaksFor, context }) =>
  list !== null && isOwnList(list, speaksFor !== null)
    ? listNotice(list, stated.page, context)
    : null;

const release: PageReader = ({ stated, speaksFor, context }) => {
  const targets = speaksFor === null ? [] : stated.words.release(stated.page, stated.published);
  return targets.length === 0 ? null : releaseNotice(targets, stated, context);
};

/** What the model says of the sentences of a page, beside what the page counts and rules. */
function sentencesNotice(
  { document, context, stated, speaksFor, list }: PageReading,
  reading: PressReading,
): Notice {
  const press = pressNotice(reading, document, context);
  const found = findRules(stated);
  if (press.verdict === 'action') {
    const rules = found.map(({ step }) => step);
    return { ...press, ...readFigures(stated), ...actionsBeside(press, list, stated), rules };
  }
  const rule = list === null ? ruleNotice(press, found, stated, speaksFor !== null) : null;
  if (rule !== null) return rule;
  if (list === null)
    return { ...press, counts: { ...press.counts, totals: countsOf(stated).totals } };
  const { unconfirmed, persons } = press;
  const counted = speaksFor === null ? withoutNames(list) : list;
  return { ...listNotice(counted, stated.page, context), unconfirmed, persons };
}

/**
 * Whether a page is read as a list. Where no source speaks for an authority, only one that
 * reproduces a list is: names that an article mentions are judged by the press model.
 */
function isOwnList(list: OfficialReading, hasVoice: boolean): boolean {
  return hasVoice ? list.mentions.length > 0 || list.listElsewhere : list.reproduced;
}

/** What an article counts, without the names of its running text: the press model judged them. */
function withoutNames(list: OfficialReading): OfficialReading {
  const actions = list.actions.map((action) => ({ ...action, mentions: [] }));
  return { ...list, mentions: [], actions };
}

/**
 * Kinds of act that the title and first sentences of a Chinese notice state beside those of the
 * names that are alerted.
 */
function actionsBeside(
  press: Notice,
  list: OfficialReading | null,
  stated: DocumentContext,
): Partial<Notice> {
  if (press.language !== 'zh') return {};
  const kinds = new Set(press.actions.map((action) => kindOf(action.act)));
  const opening = stated.actions.filter(({ sentence }) => sentence.place !== 'body');
  const more = actionsOf(opening, null, false).filter((action) => !kinds.has(kindOf(action.act)));
  const regulator = list?.complete ? list.regulator : null;
  return {
    actions: [...press.actions, ...more],
    ...(regulator === null ? {} : { regulator, jointRegulators: list!.jointRegulators }),
  };
}

/**
 * A notice whose text names no authority is that of the one for which its source speaks; so is an
 * English release that names another below its title, which only took part.
 */
function withVoice(notice: Notice, speaksFor: RegulatorId | null): Notice {
  if (speaksFor === null || notice.verdict !== 'action' || namesItsOwn(notice)) return notice;
  return {
    ...notice,
    regulator: { value: speaksFor, span: { start: 0, end: 0 }, rule: 'regulator.source' },
    jointRegulators: notice.jointRegulators.filter((joint) => joint !== speaksFor),
    doubts: notice.doubts.filter((doubt) => doubt.code !== 'no-regulator'),
  };
}

function namesItsOwn({ regulator, language, verdictBecause }: Notice): boolean {
  if (regulator === null || regulator.value.endsWith('-unnamed')) return false;
  const isRelease = language === 'en' && verdictBecause.code === 'own-release';
  return !isRelease || regulator.rule === 'regulator.title';
}

function listNotice(
  { complete: _, reproduced: _2, ...list }: OfficialReading,
  { title, language }: Page,
  context: ReadContext,
): Notice {
  return { ...blankNotice(context), title, language, verdict: 'action', reader: READER, ...list };
}
