import type { Claim } from '../domain/claim.ts';
import type { Match } from '../domain/exposure.ts';
import type { RegulatorId } from '../domain/ids.ts';
import type { Item } from '../domain/item.ts';
import type { Notice, PressStep } from '../domain/notice.ts';
import type { Review } from '../domain/ports.ts';
import { reason } from '../domain/reason.ts';
import type { Step } from '../domain/score.ts';
import type { CalendarDate } from '../domain/time.ts';
import type { MapIndex } from '../map/map-index.ts';
import { mapNotice } from '../map/map-notice.ts';
import { dayIn } from '../present/words.ts';
import { mentionOf } from '../read/press/press-notice.ts';
import { promote } from '../read/press/promote.ts';
import { reviewIdOf } from '../store/reviews.ts';
import { pageOf } from '../store/rows.ts';

/** A step that is not told by itself, with the company that its name certainly means. */
export interface MappedStep {
  readonly step: PressStep;
  /** `<type>:<company or name>`: what it is called in claims and revisions. */
  readonly key: string;
  readonly company: Match['company'];
  readonly match: Match;
}

/** Steps that are not told by themselves, mapped like any other name. */
export function mapSteps(
  steps: readonly PressStep[],
  notice: Notice,
  index: MapIndex,
  day: CalendarDate,
): MappedStep[] {
  if (steps.length === 0) return [];
  const mentions = steps.map((step, at) => mentionOf(step, `u${at}`));
  const { matches } = mapNotice({ ...notice, mentions }, index, day);
  return steps.map((step, at) => {
    const match = matches.find((one) => one.mention === `u${at}`)!;
    return { step, match, company: match.company, key: `${step.type}:${match.company ?? step.name}` };
  });
}

/** The notice of a revised item: the unconfirmed steps that were confirmed act, from the day on which an undated page was first seen. */
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

/** What a page says that authorities did: the steps that are told, and those that are not sure enough. */
export function claimsOf(
  item: Item,
  notice: Notice,
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
          ...{ step: `${type}:${step.company}`, state: 'told', company: step.company, type },
          ...{ candidates: [], name: step.company, probability: null, quote: action?.phrase ?? '' },
          authority: { id: step.regulator, name: '' },
        };
      }),
    );
  const said = new Set(certain.map((claim) => claim.step));
  const open = unconfirmed.filter(({ key }) => !said.has(key));
  return [
    ...certain,
    ...open.map((one): Claim => ({ ...page, ...claimedIn(one), step: one.key, state: 'unconfirmed' })),
    ...persons.map(
      (one): Claim => ({ ...page, ...claimedIn(one), step: `person:${one.key}`, state: 'person' }),
    ),
  ];
}

function claimedIn({ step, company, match }: MappedStep) {
  const { type, name, probability, quote, authority } = step;
  return {
    ...{ company, type, name, probability, quote, candidates: match.candidates },
    authority: authority === null ? null : { id: authority.id, name: authority.name },
  };
}

/** The question to a person: did the authority do this? Where the name is nobody's for certain, the answer says whose it is. */
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
