import type { Claim } from '../domain/claim.ts';
import type { Mapping, Match } from '../domain/exposure.ts';
import type { Notice } from '../domain/notice.ts';
import type { Review } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { dayIn } from '../present/words.ts';
import { reviewOfClaim } from './claims.ts';

/** What a person has to decide of a notice: doubts of reading, mentions that may mean a company, and unconfirmed steps. */
export function reviewsOf(
  notice: Notice,
  mapping: Mapping | null,
  claims: readonly Claim[],
  now: Instant,
): Review[] {
  return [
    ...noticeReviews(notice, now),
    ...(mapping === null ? [] : mentionReviews(notice, mapping, now)),
    ...claims.filter((claim) => claim.state === 'unconfirmed').map(reviewOfClaim),
  ];
}

function noticeReviews(notice: Notice, now: Instant): Review[] {
  return notice.doubts.map((doubt) => ({
    id: `${notice.id}:${doubt.code}${doubt.span === null ? '' : `:${doubt.span.start}`}`,
    notice: notice.id,
    kind: 'notice',
    subject: notice.title,
    because: doubt.message,
    candidates: [],
    createdAt: now,
    decision: null,
  }));
}

function mentionReviews(notice: Notice, mapping: Mapping, now: Instant): Review[] {
  return mapping.matches
    .filter((match) => match.kind === 'likely')
    .map((match) => mentionReview(notice, match, now));
}

function mentionReview(notice: Notice, match: Match, now: Instant): Review {
  const mention = notice.mentions.find((one) => one.id === match.mention);
  const day = notice.published ?? dayIn(now, 'Asia/Shanghai');
  return {
    id: `${notice.id}:${match.mention}`,
    notice: notice.id,
    kind: 'mention',
    subject:
      mention === undefined ? match.mention : [mention.name, mention.developer].filter(Boolean).join(' · '),
    because: match.reason,
    candidates: match.candidates.map((one) => ({ company: one.company, because: one.because })),
    createdAt: now,
    ...(mention === undefined ? {} : { name: { text: mention.name, developer: mention.developer, day } }),
    decision: null,
  };
}
