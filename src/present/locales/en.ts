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

/** What a regulator does, as the first line of an alert says it. */
const did: Record<ActionType, string> = {
  named: '{body} names {what}',
  criticised: '{body} criticises {what}',
  warned: '{body} warns {what}',
  'rectification-ordered': '{body} orders {what} to rectify',
  'missed-deadline': '{body} says that {what} did not rectify in time',
  summoned: '{body} summons {what}',
  fined: '{body} fines {what}',
  'merger-fined': '{body} fines {what} for an undeclared merger',
  'merger-blocked': '{body} blocks a merger of {what}',
  'updates-frozen': '{body} freezes updates of {what}',
  'probe-opened': '{body} opens an investigation into {what}',
  'review-opened': '{body} opens a review of {what}',
  'removed-from-stores': '{body} orders {what} off the app stores',
  'registration-suspended': '{body} stops new registrations at {what}',
  'licence-revoked': '{body} revokes a licence of {what}',
  banned: '{body} bans {what}',
  'merger-conditions': '{body} clears a merger of {what} with conditions',
  'transfers-stopped': '{body} stops data transfers of {what}',
  unlicensed: '{body} calls {what} unlicensed',
  'listing-stopped': '{body} stops a listing of {what}',
  'app-blocked': '{body} blocks {what}',
  'duties-imposed': '{body} imposes duties on {what}',
  'export-controlled': '{body} puts {what} under export control',
  'entity-listed': '{body} puts {what} on its entity list',
  'audit-determined': '{body} identifies {what} under its audit rules',
  designated: '{body} designates {what}',
  'investment-banned': '{body} bans investment in {what}',
  'delisting-forced': '{body} forces {what} to delist',
  'rule-proposed': '{body} proposes a rule that touches {what}',
  'rule-enacted': '{body} enacts a rule that touches {what}',
  reinstated: '{body} allows {what} again',
  closed: '{body} closes its case against {what}',
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
  accused: 'Accused of',
  apps: 'Apps',
  total: 'Over time',
  deadline: 'Deadline',
  yourTime: (moment: string) => ` (${moment} your time)`,
  daysLeft: (days: number) =>
    days === 0 ? 'today' : days === 1 ? '1 day left' : days > 1 ? `${days} days left` : `${-days} days ago`,
  why: 'Why this score',
  score: 'Score',
  cases: 'Cases',
  noCases: 'No open case is known here.',
  earlier: (n: number, body: string) =>
    n === 0
      ? `first action by ${body} on record`
      : `${n} earlier ${n === 1 ? 'action' : 'actions'} by ${body}`,
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
    ofListed: number;
    listed: number;
    private: number;
    unresolved: number;
    unnamed: number;
  }) =>
    [
      `${c.all} ${c.all === 1 ? 'app' : 'apps'}: ${c.ofListed} of ${c.listed} listed ${c.listed === 1 ? 'company' : 'companies'}`,
      c.private === 0 ? null : `${c.private} private`,
      c.unresolved === 0 ? null : `${c.unresolved} unknown here`,
      c.unnamed <= 0 ? null : `${c.unnamed} not named`,
    ]
      .filter(Boolean)
      .join(', '),
  listToCome: 'The list is not published yet: no app and no company is known. It follows as a reply.',
  listIsPicture: 'The list is a picture that was not read: no app and no company is known. See the source.',
  listUnread: 'The list is in a file that could not be read: no app and no company is known. See the source.',
  published: 'Published',
  source: 'Source',
  more: (n: number) => `and ${n} more`,
  pressOnly: 'Press only: the official notice has not been seen.',
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
  ownershipUnverified: 'Ownership of an app is unverified.',
  alert: {
    did,
    someBody: 'A regulator',
    someApps: 'apps',
    theCompany: 'the company',
    itsStore: 'its app store',
    named: (name: string, where: string) => `${name} (${where})`,
    first: (name: string, act: string, risk: string) => `${name}: ${act}. ${risk}`,
    correction: 'Correction: ',
    between: '. ',
    others: (n: number) => `And ${n} more ${n === 1 ? 'company' : 'companies'}`,
    risk: (before: string, after: string, band: string, alone: string | null) =>
      `Risk ${before} → ${after} (${band}${alone === null ? '' : `; the act alone ${alone}`})`,
    until: (date: string) => ` by ${date}`,
    fine: (currency: string, amount: number) =>
      ` ${currency} ${new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }).format(amount)}`,
    list: (names: readonly string[], more: number) =>
      more > 0
        ? `${names.join(', ')} and ${more} more`
        : names.length < 2
          ? names.join('')
          : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`,
    listed: ', ',
    also: (acts: readonly string[]) => `also: ${acts.join(', ')}`,
    separator: '; ',
    removed: (names: string, n: number, body: string) =>
      `${names} ${n === 1 ? 'was' : 'were'} removed from the list by ${body}`,
    takenBack: (names: string, n: number) =>
      `Correction: ${names} ${n === 1 ? 'was' : 'were'} named in error, and taken back after review`,
    again: (score: string) => `; its score is ${score} again`,
    lineOff: (score: string, review: boolean) =>
      `${review ? 'named in error' : 'removed from the list'}; its score is ${score} again`,
    company: (score: string, band: string, act: string | null, apps: string) =>
      `${[`${score} (${band})`, act].filter(Boolean).join(', ')}${apps === '' ? '' : `: ${apps}`}`,
    moreCompanies: (n: number, names: readonly string[]) =>
      `and ${n} more: ${names.join(', ')}${n > names.length ? ' …' : ''}`,
    confirmed: (score: string, name: string | null) =>
      `Only ${score} of the score${name === null ? '' : ` of ${name}`} is confirmed.`,
    corrected: 'corrected',
    correctedByRegulator: (when: string) => `Corrected by the regulator, seen ${when}`,
    correctedByReview: (when: string) => `Corrected after review, ${when}`,
    moreConfirmed: (when: string) => `More was confirmed, ${when}`,
  },
};

export type Locale = typeof en;
