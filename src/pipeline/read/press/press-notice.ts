import { ActKind, kindOf, partsOf } from '../../../domain/act-kind.ts';
import type { Document } from '../../../domain/document.ts';
import type { Confirmation } from '../../../domain/evidence.ts';
import type { RegulatorId } from '../../../domain/ids.ts';
import { Measure } from '../../../domain/measures.ts';
import type { Action, Mention, Notice, PressAction } from '../../../domain/notice.ts';
import { type Reason, reason } from '../../../domain/reason.ts';
import { draft } from '../document/mention-draft.ts';
import { blankNotice, type ReadContext } from '../document/page.ts';
import type { PressFinding, PressReading } from './press-reader.ts';

/** The reader that decided, for a replay. */
const READER = 'press-1';
/** One order for the acts of a notice, whatever order its sentences have. */
const ORDER: readonly (Measure | null)[] = Measure.options;
const placeOf = (kind: string): number => ORDER.indexOf(partsOf(ActKind.parse(kind)).measure);

/**
 * The findings of a document as a Notice: certain ones act, unconfirmed ones and acts against persons
 * stand beside.
 */
export function pressNotice(
  reading: PressReading,
  document: Document,
  context: ReadContext,
): Notice {
  const certain = reading.findings.filter(
    (pressFinding) => pressFinding.verdict === 'confirmed' && pressFinding.scope !== 'person',
  );
  const mentions = certain.map((pressFinding, at) => mentionOf(pressFinding, `m${at + 1}`));
  const [value, ...others] = new Set(certain.map(regulatorOf));
  const span = certain[0]?.authority?.span ?? { start: 0, end: 0 };
  const hits = Map.groupBy(
    certain.map((step, at) => ({ step, mention: mentions[at]!.id })),
    ({ step }) => kindOf(step.act),
  );
  const stepsOf = (isOne: (pressFinding: PressFinding) => boolean) =>
    reading.findings.filter(isOne).map(stepOf);
  return {
    ...blankNotice(context),
    title: context.title === '' ? (document.title ?? '') : context.title,
    language: reading.language,
    verdict: certain.length > 0 ? 'action' : 'none',
    verdictBecause: because(reading.findings),
    regulator: value === undefined ? null : { value, span, rule: 'press.authority' },
    jointRegulators: others,
    actions: [...hits]
      .sort(([one], [other]) => placeOf(one) - placeOf(other))
      .map(([, own]) => actionOf(own, own[0]!.step.phrase, 'press.model')),
    mentions,
    unconfirmed: stepsOf(({ verdict, scope }) => isUnsure(verdict) && scope !== 'person'),
    persons: stepsOf(
      (pressFinding) => pressFinding.verdict !== 'none' && pressFinding.scope === 'person',
    ),
    reader: READER,
  };
}

/** A finding as a Mention, so that mapping treats it like any other name. */
export function mentionOf(
  {
    kind,
    name,
    span,
    quote,
    company,
  }: Pick<PressAction, 'kind' | 'name' | 'span' | 'quote' | 'company'>,
  id: string,
): Mention {
  // The sentence was judged to be about the name, so an everyday word is a name here.
  const mention = draft(name, span, 'press.model', 'quoted', {
    kind,
    roleBecause: reason('quoted', { quote }),
  });
  return { id, ...mention, ...(company === null ? {} : { company }) };
}

/**
 * The authority's id; that which the catalog has for unknown bodies of a country where it has none
 * of its name.
 */
export function regulatorOf({ authority }: Pick<PressAction, 'authority'>): RegulatorId {
  return authority?.id ?? (`${(authority?.country ?? 'ZZ').toLowerCase()}-unnamed` as RegulatorId);
}

const isUnsure = (verdict: PressFinding['verdict']): boolean =>
  verdict === 'reported' || verdict === 'unconfirmed';

function stepOf({ verdict, phrase: _, explain: _2, bias: _3, ...step }: PressFinding): PressAction {
  return verdict === 'none' ? step : { ...step, grade: verdict };
}

/** An action of one kind that hits these names. */
function actionOf(
  hits: readonly { readonly step: PressAction; readonly mention: string }[],
  phrase: string,
  rule: string,
  more: Pick<Action, 'confirmed'> = {},
): Action {
  const { act, quoteSpan } = hits[0]!.step;
  const isRough = hits.some(({ step }) => step.quoted);
  return {
    act,
    ...(isRough && { quoted: true as const }),
    object: null,
    grade: 'confirmed',
    phrase,
    english: englishOf(act),
    span: quoteSpan,
    rule,
    mentions: hits.map(({ mention }) => mention),
    companyWide: hits.some(({ step: action }) => action.kind === 'entity'),
    fine: hits.find(({ step: action }) => action.fine !== null)?.step.fine ?? null,
    probability: Math.min(...hits.map(({ step: action }) => action.probability)),
    ...more,
  };
}

const ENGLISH: Readonly<Partial<Record<string, string>>> = {
  name: 'publicly named',
  rectify: 'ordered to act',
  probe: 'investigation opened',
  sue: 'sued',
  fine: 'fined',
  summon: 'summoned',
  'delist-app': 'removed from stores',
  rule: 'rule made',
  dropped: 'case ended or eased',
};

/** The kind of an act in plain English, as readers write it beside a phrase. */
function englishOf(act: Action['act']): string {
  const kind = kindOf(act);
  return ENGLISH[kind] ?? kind.replaceAll(/[-/]/g, ' ');
}

function because(findings: readonly PressFinding[]): Reason {
  const [surest] = [...findings].sort(
    (pressFinding, other) => other.probability - pressFinding.probability,
  );
  if (surest === undefined) return reason('no-candidate');
  if (surest.because !== undefined) return surest.because;
  const { phrase, name, probability, verdict } = surest;
  const percent = Math.round(probability * 100);
  return reason(verdict === 'confirmed' ? 'aimed-at' : 'aimed-unsure', { phrase, name, percent });
}

/**
 * The notice with some of its unconfirmed acts as ordinary actions, each with what confirms it,
 * and their names as subjects.
 * `speaksFor` = the authority of the page's source, for an act whose authority the text does not
 * name. The rest stays unconfirmed.
 */
export function promote(
  notice: Notice,
  confirmed: ReadonlyMap<PressAction, Confirmation>,
  speaksFor: RegulatorId | null,
): Notice {
  const isConfirmed = (action: PressAction) => confirmed.has(action);
  const steps = (notice.unconfirmed ?? [])
    .filter(isConfirmed)
    .map((action) => ({ ...action, ...asConfirmed(action, confirmed.get(action)!) }));
  const by = (notice.unconfirmed ?? []).filter(isConfirmed).map((action) => confirmed.get(action)!);
  const [first] = steps;
  if (first === undefined) return notice;
  const mentions = steps.map((step, at) => mentionOf(step, `u${notice.mentions.length + at + 1}`));
  const bodies = steps.map((step) => (step.authority === null && speaksFor) || regulatorOf(step));
  const regulator = notice.regulator ?? {
    value: bodies[0]!,
    span: first.authority?.span ?? { start: 0, end: 0 },
    rule: 'press.authority',
  };
  return {
    ...notice,
    verdict: 'action',
    verdictBecause:
      notice.verdict === 'action'
        ? notice.verdictBecause
        : reason('aimed-confirmed', {
            phrase: first.quote,
            name: first.name,
            confirmation: by[0]!.kind,
          }),
    regulator,
    jointRegulators: [...new Set([...notice.jointRegulators, ...bodies])].filter(
      (body) => body !== regulator.value,
    ),
    actions: [
      ...withMentions(notice),
      ...steps.map((step, at) => {
        const hit = { step, mention: mentions[at]!.id };
        return actionOf([hit], step.quote, 'press.confirmed', { confirmed: by[at] });
      }),
    ],
    mentions: [...notice.mentions, ...mentions],
    unconfirmed: (notice.unconfirmed ?? []).filter((action) => !confirmed.has(action)),
  };
}

/**
 * What is reported of an act is what both readers have: a sum or a market of one of them alone is left
 * out.
 */
function asConfirmed(
  { act, fine }: PressAction,
  by: Confirmation,
): Pick<PressAction, 'act' | 'fine'> {
  if (by.kind !== 'reader') return { act, fine };
  const size = by.size === false ? [] : act.size;
  const market = by.market === false ? null : act.market;
  return { act: { ...act, size, market }, fine: by.size === false ? null : fine };
}

/** An action without names hits every subject: what is added must not be hit by it. */
function withMentions({ actions, mentions }: Notice): Action[] {
  const subjects = mentions.filter(({ role }) => role === 'subject').map(({ id }) => id);
  return actions.map((action) =>
    action.mentions.length > 0 ? action : { ...action, mentions: subjects },
  );
}
