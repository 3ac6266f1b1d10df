import { reviewIdOf } from '../../base/store/reviews.ts';
import { pageOf } from '../../base/store/rows.ts';
import type { Claim } from '../../domain/claim.ts';
import type { Mapping, Match } from '../../domain/exposure.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Item } from '../../domain/item.ts';
import type { Notice, PressStep } from '../../domain/notice.ts';
import type { Review } from '../../domain/ports.ts';
import { reason } from '../../domain/reason.ts';
import type { Step } from '../../domain/score.ts';
import { type CalendarDate, dayIn } from '../../domain/time.ts';
import type { MapIndex } from '../map/map-index.ts';
import { mapNotice } from '../map/map-notice.ts';
import { mentionOf, promote } from '../read/press/press-notice.ts';
import type { Settling } from './alert-context.ts';

/**
 * Steps that are not told by themselves, mapped like any other name. `key` is what a step is called
 * in claims and revisions.
 */
export function mapSteps(
  steps: readonly PressStep[],
  notice: Notice,
  index: MapIndex,
  day: CalendarDate,
) {
  if (steps.length === 0) return [];
  const mentions = steps.map((step, at) => mentionOf(step, `u${at}`));
  const { matches } = mapNotice({ ...notice, mentions }, index, day);
  return steps.map((step, at) => {
    const match = matches.find((one) => one.mention === `u${at}`)!;
    return { step, match, key: `${step.type}:${match.company ?? step.name}` };
  });
}
type MappedStep = ReturnType<typeof mapSteps>[number];

/**
 * The notice of a revised item: the unconfirmed steps that were confirmed act, from the day on
 * which an undated page was first seen.
 */
export function withConfirmed(
  notice: Notice,
  { revision, firstSeenAt }: Item,
  unconfirmed: readonly MappedStep[],
  speaksFor: RegulatorId | null,
): Notice {
  const by = new Map((revision?.confirmed ?? []).map((one) => [one.step, one.by]));
  const confirmed = unconfirmed.flatMap(({ step, key }) =>
    by.has(key) ? [[step, by.get(key)!] as const] : [],
  );
  if (confirmed.length === 0) return notice;
  const published = notice.published ?? dayIn(firstSeenAt, 'Asia/Shanghai');
  return { ...promote(notice, new Map(confirmed), speaksFor), published };
}

/**
 * What a page says that authorities did: the steps that are told, and those that are not sure
 * enough.
 */
export function claimsOf(
  { item, notice }: Pick<Settling, 'item' | 'notice'>,
  stated: readonly Step[],
  unconfirmed: readonly MappedStep[],
  persons: readonly MappedStep[],
): Claim[] {
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
    .filter((step) => step.via === null)
    .flatMap((step) =>
      step.types.map((type): Claim => {
        const action = notice.actions.find((one) => one.type === type);
        return {
          ...page,
          step: `${type}:${step.company}`,
          state: 'told',
          company: step.company,
          type,
          candidates: [],
          name: step.company,
          probability: null,
          quote: action?.phrase ?? '',
          authority: { id: step.regulator, name: '' },
        };
      }),
    );
  const said = new Set(certain.map((claim) => claim.step));
  const open = unconfirmed.filter(({ key }) => !said.has(key));
  return [
    ...certain,
    ...open.map(
      (one): Claim => ({ ...page, ...claimedIn(one), step: one.key, state: 'unconfirmed' }),
    ),
    ...persons.map(
      (one): Claim => ({ ...page, ...claimedIn(one), step: `person:${one.key}`, state: 'person' }),
    ),
  ];
}

function claimedIn({ step, match: { company, candidates } }: MappedStep) {
  const { type, name, probability, quote, authority, grade } = step;
  return {
    ...(grade === 'reported' ? { grade } : {}),
    company,
    type,
    name,
    probability,
    quote,
    candidates,
    authority: authority === null ? null : { id: authority.id, name: authority.name },
  };
}

/**
 * The question to a person: did the authority do this? Where the name is nobody's for certain, the
 * answer says whose it is.
 */
export function reviewOfClaim(claim: Claim): Review {
  const percent = Math.round((claim.probability ?? 0) * 100);
  const { company, name, day } = claim;
  const certain = company === null ? [] : [{ company, because: reason('is-its-name', { name }) }];
  return {
    id: reviewIdOf(claim),
    notice: claim.notice,
    kind: 'unconfirmed',
    subject: `${name} · ${claim.type} · ${claim.authority?.name || 'no authority named'}`,
    because: reason('unconfirmed-step', { quote: claim.quote, percent, name }),
    candidates: [...certain, ...claim.candidates],
    createdAt: claim.detectedAt,
    ...(company === null ? { name: { text: name, developer: null, day } } : {}),
    decision: null,
  };
}

/**
 * What a person has to decide of a notice: doubts of reading, mentions that may mean a company, and
 * unconfirmed steps.
 */
export function reviewsOf(
  { notice, now }: Settling,
  mapping: Mapping | null,
  claims: readonly Claim[],
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
    const mention = notice.mentions.find((one) => one.id === id);
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
    ...claims.filter((claim) => claim.state === 'unconfirmed').map(reviewOfClaim),
  ];
}
