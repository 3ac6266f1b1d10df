import type { Document } from '../../domain/document.ts';
import type { ItemId, NoticeId, OutletId, RegulatorId, SourceId } from '../../domain/ids.ts';
import { type Action, ActionType, type Mention, type Notice, type PressStep } from '../../domain/notice.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import type { PressFinding, PressReading } from './press-reader.ts';

/** What the Notice needs of where the document came from. */
export interface PressNoticeContext {
  readonly item: ItemId;
  readonly source: SourceId | null;
  readonly outlet: OutletId | null;
  readonly url: string;
  readonly title: string;
  readonly published: CalendarDate | null;
  readonly publishedAt: Instant | null;
}

/** The reader that decided, for a replay. */
const READER = 'press-1';
/** One order for the steps of a notice, whatever order its sentences have. */
const ORDER = ActionType.options;

/** The findings of a document as a Notice: told ones act, unconfirmed ones and steps against persons stand beside. */
export function pressNotice(reading: PressReading, document: Document, context: PressNoticeContext): Notice {
  const certain = reading.findings.filter((one) => one.verdict === 'told' && one.scope !== 'person');
  const mentions = certain.map((one, at) => mentionOf(one, `m${at + 1}`));
  const authorities = certain.map(regulatorOf);
  const first = certain[0];
  return {
    id: context.item as string as NoticeId,
    item: context.item,
    source: context.source,
    outlet: context.outlet,
    url: context.url,
    title: context.title === '' ? (document.title ?? '') : context.title,
    language: reading.language,
    published: context.published,
    publishedAt: context.publishedAt,
    verdict: certain.length > 0 ? 'action' : 'none',
    verdictBecause: because(reading.findings),
    regulator:
      first === undefined
        ? null
        : {
            value: authorities[0]!,
            span: first.authority?.span ?? { start: 0, end: 0 },
            rule: 'press.authority',
          },
    jointRegulators: [...new Set(authorities)].filter((one) => one !== authorities[0]),
    actions: actionsOf(certain, mentions),
    mentions,
    batch: null,
    deadline: null,
    counts: { apps: null, parts: [], totals: [] },
    rules: [],
    listElsewhere: false,
    doubts: [],
    unconfirmed: reading.findings
      .filter((one) => one.verdict === 'unconfirmed' && one.scope !== 'person')
      .map(stepOf),
    persons: reading.findings.filter((one) => one.verdict !== 'none' && one.scope === 'person').map(stepOf),
    reader: READER,
  };
}

/** A finding as a Mention, so that mapping treats it like any other name. */
export function mentionOf(
  { kind, name, span, quote, company }: Pick<PressStep, 'kind' | 'name' | 'span' | 'quote' | 'company'>,
  id: string,
): Mention {
  return {
    id,
    kind,
    role: 'subject',
    roleBecause: reason('quoted', { quote }),
    name,
    developer: null,
    developerInherited: false,
    icp: null,
    owner: null,
    rows: [],
    span,
    rule: 'press.model',
    // The sentence was judged to be about the name, so an everyday word is a name here.
    setting: 'quoted',
    confidence: 1,
    ...(company === null ? {} : { company }),
  };
}

/** The authority's id; an authority of its country where the catalog has none of its name. */
export function regulatorOf({ authority }: Pick<PressStep, 'authority'>): RegulatorId {
  return authority?.id ?? unnamedId(authority?.country ?? null);
}

/** As the catalog names the authorities that stand for unknown bodies of a country. */
const unnamedId = (country: string | null): RegulatorId =>
  `${(country ?? 'ZZ').toLowerCase()}-unnamed` as RegulatorId;

function stepOf(one: PressFinding): PressStep {
  const { type, polarity, scope, name, kind, company, probability, authority, quote, span, quoteSpan, fine } =
    one;
  return { type, polarity, scope, name, kind, company, probability, authority, quote, span, quoteSpan, fine };
}

/** One action a kind of step; it hits the names that the model told for it. */
function actionsOf(certain: readonly PressFinding[], mentions: readonly Mention[]): Action[] {
  const byType = Map.groupBy(
    certain.map((finding, at) => ({ finding, mention: mentions[at]!.id })),
    ({ finding }) => finding.type,
  );
  return [...byType]
    .sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other))
    .map(([type, hit]): Action => {
      const [{ finding }] = hit as [(typeof hit)[number]];
      return {
        type,
        phrase: finding.phrase,
        english: englishOf(type),
        span: finding.quoteSpan,
        rule: 'press.model',
        mentions: hit.map(({ mention }) => mention),
        companyWide: hit.some((one) => one.finding.kind === 'entity'),
        fine: hit.map((one) => one.finding.fine).find((fine) => fine !== null) ?? null,
        probability: Math.min(...hit.map((one) => one.finding.probability)),
      };
    });
}

const ENGLISH: Readonly<Partial<Record<ActionType, string>>> = {
  named: 'publicly named',
  'rectification-ordered': 'ordered to act',
  'probe-opened': 'investigation opened',
  'removed-from-stores': 'removed from stores',
  'registration-suspended': 'suspended',
  'rule-enacted': 'rule made',
  closed: 'case ended or eased',
};

export const englishOf = (type: ActionType): string => ENGLISH[type] ?? type.replaceAll('-', ' ');

function because(findings: readonly PressFinding[]): Reason {
  const [surest] = [...findings].sort((one, other) => other.probability - one.probability);
  if (surest === undefined) return reason('no-candidate');
  const { phrase, name, probability, verdict } = surest;
  const percent = Math.round(probability * 100);
  return reason(verdict === 'told' ? 'aimed-at' : 'aimed-unsure', { phrase, name, percent });
}
