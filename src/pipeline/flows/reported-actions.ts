import { pageOf } from '../../base/store/rows.ts';
import { kindOf } from '../../domain/act-kind.ts';
import type { Mapping, Match } from '../../domain/exposure.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Item } from '../../domain/item.ts';
import type { Notice, PressAction } from '../../domain/notice.ts';
import type { Review } from '../../domain/ports.ts';
import { reason } from '../../domain/reason.ts';
import { keyNow, type ReportedAction, reviewIdOf } from '../../domain/reported-action.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { type CalendarDate, dayIn } from '../../domain/time.ts';
import type { MapIndex } from '../map/map-index.ts';
import { mapNotice } from '../map/map-notice.ts';
import { mentionOf, promote } from '../read/press/press-notice.ts';
import type { NoticeContext } from './alert-context.ts';

/** Unconfirmed acts, mapped like any mention. `key` identifies an act in reports and revisions. */
export function mapPressActions(
  actions: readonly PressAction[],
  notice: Notice,
  index: MapIndex,
  day: CalendarDate,
) {
  if (actions.length === 0) return [];
  const mentions = actions.map((action, at) => mentionOf(action, `u${at}`));
  const { matches } = mapNotice({ ...notice, mentions }, index, day);
  return actions.map((action, at) => {
    const match = matches.find((match) => match.mention === `u${at}`)!;
    return { step: action, match, key: `${kindOf(action.act)}:${match.company ?? action.name}` };
  });
}
type MappedStep = ReturnType<typeof mapPressActions>[number];

/**
 * The notice of a revised item with the acts that were confirmed since; on an undated page they
 * count from the day on which it was first seen.
 */
export function withConfirmed(
  notice: Notice,
  { revision, firstSeenAt }: Item,
  unconfirmed: readonly MappedStep[],
  speaksFor: RegulatorId | null,
): Notice {
  const by = new Map((revision?.confirmed ?? []).map((act) => [keyNow(act.step), act.by]));
  const confirmed = unconfirmed.flatMap(({ step: action, key }) =>
    by.has(key) ? [[action, by.get(key)!] as const] : [],
  );
  if (confirmed.length === 0) return notice;
  const published = notice.published ?? dayIn(firstSeenAt, 'Asia/Shanghai');
  return { ...promote(notice, new Map(confirmed), speaksFor), published };
}

/**
 * The notice of a revised item with the acts that became reported: a second reader without a
 * licence, or another unsure outlet, reads them in the same way.
 */
export function withReported(
  notice: Notice,
  { revision }: Pick<Item, 'revision'>,
  unconfirmed: readonly MappedStep[],
): Notice {
  const raised = new Set((revision?.reported ?? []).map(keyNow));
  if (raised.size === 0) return notice;
  const actions = unconfirmed.map(({ step: action, key }) =>
    raised.has(key) ? { ...action, grade: 'reported' as const } : action,
  );
  return { ...notice, unconfirmed: actions };
}

/** Acts that a page reports: the certain and the unconfirmed ones. */
export function reportedActionsOf(
  { item, notice }: Pick<NoticeContext, 'item' | 'notice'>,
  stated: readonly RegulatoryEvent[],
  unconfirmed: readonly MappedStep[],
  persons: readonly MappedStep[],
): ReportedAction[] {
  const page = {
    page: pageOf(item),
    notice: notice.id,
    day: notice.published ?? dayIn(item.firstSeenAt, 'Asia/Shanghai'),
    outlet: notice.outlet,
    agencies: [...(notice.agencies ?? [])],
    title: notice.title,
    url: notice.url,
    detectedAt: item.fetchedAt,
  };
  const certain = stated
    .filter((event) => event.via === null)
    .flatMap((event) =>
      event.kinds.map((kind): ReportedAction => {
        const action = notice.actions.find((action) => kindOf(action.act) === kind);
        return {
          ...page,
          step: `${kind}:${event.company}`,
          state: 'alerted',
          company: event.company,
          kind,
          candidates: [],
          name: event.company,
          probability: null,
          quote: action?.phrase ?? '',
          authority: { id: event.regulator, name: '' },
        };
      }),
    );
  const said = new Set(certain.map((action) => action.step));
  const open = unconfirmed.filter(({ key }) => !said.has(key));
  return [
    ...certain,
    ...open.map(
      (mappedStep): ReportedAction => ({
        ...page,
        ...claimedIn(mappedStep),
        step: mappedStep.key,
        state: 'unconfirmed',
      }),
    ),
    ...persons.map(
      (mappedStep): ReportedAction => ({
        ...page,
        ...claimedIn(mappedStep),
        step: `person:${mappedStep.key}`,
        state: 'person',
      }),
    ),
  ];
}

function claimedIn({ step: action, match: { company, candidates } }: MappedStep) {
  const { act, name, probability, quote, authority, grade, because } = action;
  return {
    ...(grade === 'reported' ? { grade } : {}),
    ...(because === undefined ? {} : { because }),
    company,
    kind: kindOf(act),
    name,
    probability,
    quote,
    candidates,
    authority: authority === null ? null : { id: authority.id, name: authority.name },
  };
}

/**
 * The review of an act: did the authority do this? Where the owner of the name is uncertain, the
 * answer names it.
 */
export function reviewOfReportedAction(action: ReportedAction): Review {
  const percent = Math.round((action.probability ?? 0) * 100);
  const { company, name, day } = action;
  const certain = company === null ? [] : [{ company, because: reason('is-its-name', { name }) }];
  return {
    id: reviewIdOf(action),
    notice: action.notice,
    kind: 'unconfirmed',
    subject: `${name} · ${action.kind} · ${action.authority?.name || 'no authority named'}`,
    because: reason('unconfirmed-step', { quote: action.quote, percent, name }),
    candidates: [...certain, ...action.candidates],
    createdAt: action.detectedAt,
    ...(company === null ? { name: { text: name, developer: null, day } } : {}),
    decision: null,
  };
}

/**
 * Reviews of a notice: doubts of reading, mentions that may mean a company, and unconfirmed acts.
 */
export function reviewsOf(
  { notice, now }: NoticeContext,
  mapping: Mapping | null,
  actions: readonly ReportedAction[],
): Review[] {
  const open = { notice: notice.id, createdAt: now, decision: null };
  const day = notice.published ?? dayIn(now, 'Asia/Shanghai');
  const ofDoubt = ({ code, span, message }: Notice['doubts'][number]): Review => ({
    ...open,
    id: `${notice.id}:${code}${span === null ? '' : `:${span.start}`}`,
    kind: 'notice',
    subject: notice.title,
    because: message,
    candidates: [],
  });
  const ofMatch = ({ mention: id, reason: because, candidates }: Match): Review => {
    const mention = notice.mentions.find((mention) => mention.id === id);
    return {
      ...open,
      id: `${notice.id}:${id}`,
      kind: 'mention',
      because,
      candidates,
      subject:
        mention === undefined ? id : [mention.name, mention.developer].filter(Boolean).join(' · '),
      ...(mention && { name: { text: mention.name, developer: mention.developer, day } }),
    };
  };
  return [
    ...notice.doubts.map(ofDoubt),
    ...(mapping?.matches ?? []).filter((match) => match.kind === 'likely').map(ofMatch),
    ...actions.filter((action) => action.state === 'unconfirmed').map(reviewOfReportedAction),
  ];
}
