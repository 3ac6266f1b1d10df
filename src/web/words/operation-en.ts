import type { Refused } from '../../ask/decide-review.ts';

/** What the pages on sources, reviews and deliveries say in English. Its twin is `operation-zh.ts`. */
export const operationEn = {
  freshPast: (failure: number, ok: number, never: number) =>
    `On that day ${failure} failing on record, nothing against ${ok}, ${never} not asked by then`,
  catalogHolds: (companies: number, apps: number) =>
    `${companies} companies and ${apps} apps are known by name.`,
  atMostMinutes: (n: number) => `≤ ${n} min`,
  coveragePast: 'Of a past day gaps and findings are on record; when each source answered is not.',
  answeredSince: 'answered later; that day is not kept',
  nothingAgainst: 'nothing against it on record',
  notSeenSince: (when: string) => `not seen since ${when}`,
  sources: 'Sources',
  press: 'Press',
  address: 'Address',
  addressChecked: (works: boolean, on: string, by: string) =>
    `${works ? 'verified' : 'did not answer'} ${on} by ${by}`,
  layoutSeen: 'Layout last seen',
  addresses: (checked: number, of: number) =>
    `${checked} of ${of} addresses were asked from here and answered; “tocsin sources check” asks each.`,
  notAskedYet: 'not asked yet',
  statusDays: (seen: number, part: number, gap: number, none: number) =>
    `Of the last 30 days: ${seen} watched, ${part} with a short gap, ${gap} not seen, ${none} without record`,
  dayStates: { seen: 'watched', part: 'short gap', gap: 'not seen', none: 'no record' },
  operation: 'Operation',
  answered: 'Answered',
  lag: 'Lag (median)',
  gaps: 'Gaps in 30 days',
  finding: 'Finding',
  never: 'never',
  healthy: 'healthy',
  off: 'switched off',
  proofHint:
    'No answer from a source is reported as a gap, not as “no news”. Each bar is one of the last 30 days; open a body for its sources.',
  reviewOpen: (n: number) => (n === 1 ? '1 question is open' : `${n} questions are open`),
  reviewNone: 'Nothing waits for a decision.',
  openNotice: 'Open the notice',
  planned: 'planned',
  decided: 'Decided',
  accept: 'Accept',
  reject: 'Reject',
  by: 'Who decides',
  why: 'Why',
  whose: 'Company it belongs to',
  whoseHint: 'ticker, name or id; may stay empty where there is one candidate',
  candidates: 'Candidates',
  saved: 'Saved. The running program uses it from its next notice on.',
  /** Where the decision's own sentence, which is English, does not do. */
  refusals: {} as Partial<Record<Refused['why'], (candidates: string) => string>>,
  reviewPast: 'A past day cannot be decided on: go back to today.',
  to: 'To',
  state: 'State',
  states: {
    pending: 'waits',
    claimed: 'being sent',
    sent: 'sent',
    retrying: 'tried again',
    refused: 'refused',
    expired: 'expired',
    uncertain: 'may have arrived',
  } as Record<string, string>,
  allStates: 'every state',
  attempts: 'Attempts',
  error: 'Last error',
  held: 'Not told, and why',
  heldStage: 'Stage',
  everybody: 'everybody',
  when: 'When',
  freshness: 'Sources',
  freshWord: (ok: number, failure: number, never: number) =>
    `${ok} answering, ${failure} failing, ${never} not asked yet`,
};

export type OperationWords = typeof operationEn;
