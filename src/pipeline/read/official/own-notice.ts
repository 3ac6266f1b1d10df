import { actOf } from '../../../domain/act.ts';
import { sizeOfFine } from '../../../domain/fine-sums.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import type { Effect } from '../../../domain/measures.ts';
import type { Action, Mention, Notice } from '../../../domain/notice.ts';
import { type Reason, reason } from '../../../domain/reason.ts';
import { extendedUntil } from '../dates/until.ts';
import { draft, draftKey } from '../document/mention-draft.ts';
import { fineIn } from '../document/money.ts';
import { blankNotice, type Page, type ReadContext, spanIn } from '../document/page.ts';
import { READER } from '../reader-version.ts';
import { countsOf } from './counts.ts';
import type { DecidedMeasure } from './decided-measures.ts';
import type { PartyDecision } from './decision.ts';
import type { DocumentContext } from './document-context.ts';
import type { OfficialWords } from './official-words.ts';
import { readFigures } from './read-official.ts';
import { regulatorOf } from './regulator.ts';
import { isInside } from './release-names.ts';
import type { ReleaseTarget } from './release-target.ts';
import { findRules } from './rules.ts';

/** A page that is no act, with its reason; rules that it states stand beside. */
export function noActNotice(
  stated: DocumentContext,
  context: ReadContext,
  because: Reason,
): Notice {
  const { page } = stated;
  return {
    ...blankNotice(context),
    title: page.title,
    language: page.language,
    verdict: 'none',
    verdictBecause: because.code === 'page-denial' ? withNames(because, stated) : because,
    counts: { apps: null, parts: [], totals: countsOf(stated).totals },
    rules: findRules(stated).map(({ step }) => step),
    unconfirmed: [],
    persons: [],
    reader: READER,
  };
}

/** A denial with the companies of its title: whom the report was about. */
function withNames({ code, params }: Reason, { page, words }: DocumentContext): Reason {
  const named = namesOf(page, words, ({ place }) => place !== 'body');
  return { code, params: { ...params, names: named.map(({ name }) => name) } };
}

/** A decision against named parties: one action a measure, each hitting its parties. */
export function decisionNotice(
  { phrase, parties }: PartyDecision,
  stated: DocumentContext,
  context: ReadContext,
): Notice {
  const { page } = stated;
  const decided = parties.filter(({ measures }) => measures.length > 0);
  const mentions = decided.map(
    ({ name, span, company }, at): Mention => ({
      id: `m${at + 1}`,
      ...draft(name, span, 'official.party', 'cell', {
        kind: 'entity',
        roleBecause: reason('party', { phrase }),
        ...(company == null ? {} : { company }),
      }),
    }),
  );
  const hits = decided.flatMap(({ measures }, at) =>
    measures.map((measure) => ({ measure, mention: mentions[at]!.id })),
  );
  const groups = Map.groupBy(hits, ({ measure: { measure, form, fine, isIntended } }) =>
    [measure, form, fine?.amount, isIntended].join(' '),
  );
  const actions = [...groups.values()].map((own) =>
    actionOf(
      own[0]!.measure,
      own.map(({ mention }) => mention),
    ),
  );
  const regulator = regulatorOf(stated);
  const { deadline } = readFigures(stated);
  return {
    ...blankNotice(context),
    title: page.title,
    language: page.language,
    verdict: actions.length > 0 ? 'action' : 'none',
    verdictBecause: reason('decision-paper', { phrase }),
    regulator: regulator?.primary ?? null,
    jointRegulators: [...(regulator?.joint ?? [])],
    actions,
    mentions,
    deadline,
    unconfirmed: [],
    persons: [],
    reader: READER,
  };
}

/** A release of an authority that says whom it acts against: each name with what is done to it. */
export function releaseNotice(
  targets: readonly ReleaseTarget[],
  stated: DocumentContext,
  context: ReadContext,
): Notice {
  const { page } = stated;
  const mentions = targets.map(
    ({ sentence, start, end, kind, key, name }, at): Mention => ({
      id: `m${at + 1}`,
      ...draft(name, spanIn(sentence, start, end), 'official.release', 'quoted', {
        kind: kind === 'app' ? 'app' : 'entity',
        roleBecause: reason('quoted', { quote: sentence.raw.trim() }),
        ...companyOf(key),
      }),
    }),
  );
  const hits = targets.map((target, at) => ({ target, mention: mentions[at]!.id }));
  const groups = Map.groupBy(hits, ({ target: { measure, form, fine } }) =>
    [measure, form, fine?.amount].join(' '),
  );
  const [first] = targets;
  const regulator = regulatorOf(stated);
  return {
    ...blankNotice(context),
    title: page.title,
    language: page.language,
    verdict: 'action',
    verdictBecause: reason('own-release', { phrase: first!.phrase }),
    regulator: regulator?.primary ?? null,
    jointRegulators: [...(regulator?.joint ?? [])],
    actions: [...groups.values()].map((own) =>
      releaseAction(
        own[0]!.target,
        own.map(({ mention }) => mention),
      ),
    ),
    mentions,
    ...readFigures(stated),
    rules: [],
    unconfirmed: [],
    persons: [],
    reader: READER,
  };
}

/** Whose own name it is, where the key of a name is a company's. */
const companyOf = (key: string): { company?: CompanyId } =>
  key.startsWith(OWN_NAME) ? { company: key.slice(OWN_NAME.length) as CompanyId } : {};
const OWN_NAME = 'company:';

function releaseAction(target: ReleaseTarget, mentions: readonly string[]): Action {
  const { measure, form, posture, english, phrase, fine, sentence, start, kind } = target;
  const sizeKind = measure === 'pay' ? ('settlement' as const) : ('penalty' as const);
  const size =
    fine === null
      ? []
      : [
          {
            ...fine,
            kind: sizeKind,
            per: 'total' as const,
            stage: posture === 'proposed' ? ('proposed' as const) : ('final' as const),
            joint: mentions.length > 1,
            basis: null,
          },
        ];
  const act = actOf({ measure, form, posture, size });
  return {
    act,
    object: null,
    grade: 'confirmed',
    phrase,
    english,
    span: spanIn(sentence, start, start),
    rule: 'official.release',
    mentions: [...mentions],
    companyWide: kind !== 'app',
    fine,
  };
}

/**
 * What is only announced is a charge: the breach is found for the time being, the measure is not.
 */
function actionOf(decided: DecidedMeasure, mentions: readonly string[]): Action {
  const { measure, form, english, phrase, span, fine, isIntended } = decided;
  const size =
    fine === null
      ? []
      : [
          {
            ...fine,
            kind: 'penalty' as const,
            per: 'total' as const,
            stage: isIntended ? ('proposed' as const) : ('final' as const),
            joint: false,
            basis: null,
          },
        ];
  const act = isIntended
    ? actOf({ measure: 'charge', form: 'advance-notice', posture: 'charged', size })
    : actOf({ measure, form, posture: measure === 'probe' ? 'opened' : 'final', size });
  return {
    act,
    object: null,
    grade: 'confirmed',
    phrase,
    english: isIntended ? 'told of an intended penalty' : english,
    span,
    rule: 'official.decision',
    mentions: [...mentions],
    companyWide: true,
    fine: isIntended ? null : fine,
  };
}

/**
 * A page that ends or changes an earlier act: its action has an effect and no measure, and hits the
 * names of the sentences that strike somebody off an earlier list, else those of its list, else
 * those of its title, else those of its first sentences that say so. Without a name it is no act of anybody we know.
 */
export function easedNotice(
  eased: { readonly effect: Effect; readonly phrase: string; readonly because: Reason },
  listed: readonly Mention[],
  stated: DocumentContext,
  context: ReadContext,
): Notice {
  const { page, words } = stated;
  const subjects = listed.filter(({ role }) => role === 'subject');
  const struck = namesOf(page, words, ({ text }) => words.strikes(text));
  const titled = namesOf(page, words, ({ place }) => place === 'title');
  const said = namesOf(page, words, ({ text, place }) => place === 'lead' && words.eases(text));
  const mentions = [struck, subjects, titled, said].find((names) => names.length > 0) ?? [];
  if (mentions.length === 0) return noActNotice(stated, context, eased.because);
  const { effect, phrase, because } = eased;
  const regulator = regulatorOf(stated);
  const title = page.sentences.find(({ place }) => place === 'title');
  const start = title?.text.indexOf(phrase) ?? -1;
  const { batch, counts } = readFigures(stated);
  const fine = fineIn(title?.text ?? '')?.fine ?? null;
  const until = effect === 'extended' ? extendedUntil(page.sentences, context.published) : null;
  const act = actOf({ measure: null, effect, posture: 'final', until, size: sizeOfFine(fine) });
  return {
    ...blankNotice(context),
    title: page.title,
    language: page.language,
    verdict: 'action',
    verdictBecause: because,
    regulator: regulator?.primary ?? null,
    jointRegulators: [...(regulator?.joint ?? [])],
    actions: [
      {
        act,
        object: null,
        grade: 'confirmed',
        phrase,
        english: 'earlier act ended or changed',
        span: start < 0 ? { start: 0, end: 0 } : spanIn(title!, start, start + phrase.length),
        rule: 'official.eased',
        mentions: [],
        companyWide: mentions.every(({ kind }) => kind === 'entity'),
        fine: effect === 'reduced' ? fine : null,
      },
    ],
    mentions: [...mentions],
    batch,
    counts,
    unconfirmed: [],
    persons: [],
    reader: READER,
  };
}

/** Known companies and apps of the sentences that are wanted, each once. */
function namesOf(
  { sentences }: Page,
  words: OfficialWords,
  isWanted: (sentence: Page['sentences'][number]) => boolean,
): Mention[] {
  const drafts = sentences.filter(isWanted).flatMap((title) =>
    words
      .titled(title.text)
      .filter((place) => !isInside(place, words.bodies(title.text)))
      .map(({ start, end, kind, key }) =>
        draft(title.raw.slice(start, end), spanIn(title, start, end), 'official.title', 'quoted', {
          kind: kind === 'app' ? 'app' : 'entity',
          ...companyOf(key),
          roleBecause: reason('quoted', { quote: title.raw }),
        }),
      ),
  );
  const first = new Map(drafts.toReversed().map((draft) => [draftKey(draft.name), draft]));
  return [...first.values()].toReversed().map((draft, at) => ({ id: `m${at + 1}`, ...draft }));
}
