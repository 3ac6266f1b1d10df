import type { ActionType } from '../../domain/notice.ts';
import type { Band, CaseStage } from '../../domain/score.ts';

const bands: Record<Band, string> = {
  background: 'background',
  watch: 'watch',
  elevated: 'elevated',
  high: 'high',
  severe: 'severe',
};

const stages: Record<CaseStage, string> = {
  named: 'named in public',
  ordered: 'ordered to rectify',
  deadline: 'deadline passed',
  missed: 'deadline missed',
  summoned: 'summoned',
  frozen: 'updates frozen',
  listed: 'on a list',
  review: 'under review',
  suspended: 'registration suspended',
  removed: 'removed from stores',
  banned: 'banned',
  fined: 'fined',
  lapsed: 'lapsed',
  closed: 'closed',
};

const acts: Record<ActionType, string> = {
  named: 'named',
  criticised: 'criticised',
  warned: 'warned',
  'rectification-ordered': 'ordered to rectify',
  'missed-deadline': 'missed deadline',
  summoned: 'summoned',
  fined: 'fined',
  'merger-fined': 'merger fine',
  'merger-blocked': 'merger blocked',
  'updates-frozen': 'updates frozen',
  'probe-opened': 'probe',
  'review-opened': 'review',
  'removed-from-stores': 'removed from stores',
  'registration-suspended': 'registration stopped',
  'licence-revoked': 'licence revoked',
  banned: 'banned',
  'merger-conditions': 'merger cleared with conditions',
  'transfers-stopped': 'transfers stopped',
  unlicensed: 'business called unlicensed',
  'listing-stopped': 'listing stopped',
  'app-blocked': 'app blocked',
  'duties-imposed': 'duties imposed',
  'export-controlled': 'export control',
  'entity-listed': 'on an entity list',
  'audit-determined': 'audit identification',
  designated: 'designated',
  'investment-banned': 'investment ban',
  'delisting-forced': 'forced delisting',
  'rule-proposed': 'rule proposed',
  'rule-enacted': 'rule enacted',
  reinstated: 'reinstated',
  closed: 'closed',
};

/** Everything the bot says in English. A new sentence here needs its twin in `zh.ts`: the type checks it. */
export const en = {
  bands,
  stages,
  acts,
  notAdvice: 'Not investment advice.',
  private: 'private',
  notListed: 'private, not listed',
  via: (company: string) => `via ${company}`,
  what: 'What the regulator did',
  noVersion: 'no version or store given',
  accused: 'Accused of',
  apps: 'Apps',
  total: 'Over time',
  deadline: 'Deadline',
  noDeadline: 'no date given',
  daysLeft: (days: number) =>
    days === 0 ? 'today' : days === 1 ? '1 day left' : days > 1 ? `${days} days left` : `${-days} days ago`,
  why: 'Why this score',
  score: 'Score',
  cases: 'Cases',
  noCases: 'No open case is known here.',
  earlier: (n: number) =>
    n === 0 ? 'first time by this body that we know of' : n === 1 ? 'once before' : `${n} times before`,
  before: 'Before',
  list: 'List',
  batch: (yearly: number | null, total: number | null, year: string | null) =>
    [
      yearly === null ? null : `no. ${yearly} of ${year ?? 'its year'}`,
      total === null ? null : `no. ${total} in all`,
    ]
      .filter(Boolean)
      .join(', '),
  count: (n: number) => (n === 1 ? '1 app' : `${n} apps`),
  coverage: (c: {
    all: number;
    known: number;
    ofListed: number;
    listed: number;
    private: number;
    unresolved: number;
  }) =>
    `${c.all} ${c.all === 1 ? 'app' : 'apps'}: ${c.known} known here, ${c.ofListed} of them of ${c.listed} listed ${c.listed === 1 ? 'company' : 'companies'}, ${c.private} private, ${c.unresolved} unresolved`,
  notInText: (n: number) => `${n} more are counted by the notice and not named in it`,
  listToCome: 'The list is not published yet: no app and no company is known. It follows as a reply.',
  listIsPicture: 'The list is a picture that was not read: no app and no company is known. See the source.',
  listUnread: 'The list is in a file that could not be read: no app and no company is known. See the source.',
  published: 'Published',
  detected: 'Detected',
  source: 'Source',
  takenOff: (apps: string) => `Removed from the list by the regulator${apps === '' ? '' : `: ${apps}`}`,
  takenBack: (apps: string) => `Named in error, taken back after review${apps === '' ? '' : `: ${apps}`}`,
  more: (n: number) => `and ${n} more`,
  pressOnly: 'Press only: the official notice is not held yet.',
  late: 'Late: this was published well before it was detected.',
  toldBecause: {
    first: 'first action',
    new: 'new action',
    escalated: 'escalated',
    deadline: 'deadline',
    closed: 'closed',
    correction: 'correction',
    announced: 'list to come',
  },
  open: 'open',
  ended: 'ended',
  opened: 'opened',
  flags: 'Mind',
  model: 'model',
  asOf: 'as of',
  unnamedApps: (n: number) => `${n} further apps that the notice counts and does not name`,
  nothingWorse: 'unchanged',
  history: 'Regulatory risk score, two years',
  comparison: 'Regulatory risk scores, one year',
  buttons: {
    details: 'Details',
    why: 'Why',
    mute: 'Mute 7 days',
    wrong: 'Wrong company?',
    useful: 'Useful',
    useless: 'Not useful',
  },
  markets: 'Markets',
  marketOpen: (name: string) => `${name} open`,
  marketOpens: (name: string, when: string) => `${name} opens ${when}`,
  regularHours: (names: string) => `holidays not considered: ${names}`,
  matched: 'Matched',
  ownershipUnverified: 'ownership unverified',
};

export type Locale = typeof en;
