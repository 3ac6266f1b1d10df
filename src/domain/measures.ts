import { z } from 'zod';

/** The eight groups of measures: kinds of subscriptions and filters. */
export const MeasureGroup = z.enum([
  'say',
  'case',
  'money',
  'conduct',
  'cut-off',
  'deal',
  'trade',
  'capital',
]);
export type MeasureGroup = z.infer<typeof MeasureGroup>;

/** How far an act has come, or how it came about. */
export const Posture = z.enum([
  'proposed',
  'opened',
  'filed',
  'charged',
  'interim',
  'final',
  'agreed',
  'not-yet-effective',
  'stayed',
]);
export type Posture = z.infer<typeof Posture>;

/** Effects on the earlier act that an act names. */
export const Effect = z.enum([
  'upheld',
  'reduced',
  'annulled',
  'stayed',
  'lifted',
  'expired',
  'dropped',
  'withdrawn',
  'extended',
  'amended',
]);
export type Effect = z.infer<typeof Effect>;

/** Effects after which the earlier act no longer stands; a stay may itself be lifted. */
export const ENDING_EFFECTS: readonly Effect[] = [
  'annulled',
  'stayed',
  'lifted',
  'expired',
  'dropped',
  'withdrawn',
];

export const Measure = z.enum([
  'name',
  'warn',
  'summon',
  'ask',
  'probe',
  'review',
  'charge',
  'sue',
  'finding',
  'fine',
  'pay',
  'duty',
  'rectify',
  'missed-deadline',
  'order',
  'commit',
  'status',
  'rule',
  'pause',
  'no-new-clients',
  'delist-app',
  'block',
  'sale-ban',
  'purchase-ban',
  'data-stop',
  'licence',
  'deal',
  'inputs-cut',
  'sales-cut',
  'military-list',
  'invest-ban',
  'listing',
]);
export type Measure = z.infer<typeof Measure>;

/** One row of the table of measures. */
export interface MeasureRow {
  readonly group: MeasureGroup;
  /** Lowest level against a whole company, 1 to 5; null = by its size or by its own hits. */
  readonly level: number | null;
  /** More exact kinds of the measure, with a level of their own where it differs. */
  readonly forms: Readonly<Record<string, number | null>>;
  /** Posture of an act that states none; null = it has to be stated. */
  readonly posture: Posture | null;
  /** What an act of this measure has to state. */
  readonly needs: readonly 'size'[];
  /** True where it opens a matter, which a decision of the same matter ends. */
  readonly isInquiry: boolean;
  /** True where it decides a matter and ends what was opened in it. */
  readonly decides: boolean;
}

const row = (
  group: MeasureGroup,
  level: number | null,
  more: Partial<Omit<MeasureRow, 'group' | 'level'>> = {},
): MeasureRow => ({
  group,
  level,
  forms: {},
  posture: 'final',
  needs: [],
  isInquiry: false,
  decides: false,
  ...more,
});

const inquiry = { isInquiry: true } as const;
const decision = { decides: true } as const;

/** The table of measures (docs/acts.md): all facts about a measure. */
export const MEASURES: Readonly<Record<Measure, MeasureRow>> = {
  name: row('say', 1, { forms: { criticised: null } }),
  warn: row('say', 1, { forms: { letter: null, guidance: null, public: null } }),
  summon: row('say', 1),
  ask: row('say', 1),
  probe: row('case', 3, {
    ...inquiry,
    posture: 'opened',
    forms: {
      formal: null,
      preliminary: null,
      inspection: null,
      sector: null,
      defect: null,
      'self-regulatory': null,
    },
  }),
  review: row('case', 4, { ...inquiry, posture: 'opened' }),
  charge: row('case', 2, {
    ...inquiry,
    posture: 'charged',
    forms: { objections: null, preliminary: null, intention: null, 'advance-notice': null },
  }),
  sue: row('case', 3, { ...inquiry, posture: 'filed', forms: { civil: null, criminal: null } }),
  finding: row('case', 3, decision),
  fine: row('money', null, { ...decision, needs: ['size'] }),
  pay: row('money', null, {
    ...decision,
    needs: ['size'],
    posture: null,
    forms: { settlement: null, ordered: null, demand: null },
  }),
  duty: row('money', 2, { forms: { 'anti-dumping': null, countervailing: null, tariff: null } }),
  rectify: row('conduct', 2),
  'missed-deadline': row('conduct', 3),
  order: row('conduct', 2, {
    ...decision,
    forms: { stop: null, do: null, remedy: null, control: null, recall: null },
  }),
  commit: row('conduct', 1, {
    ...decision,
    posture: 'agreed',
    forms: { commitments: null, 'consent-order': null },
  }),
  status: row('conduct', 2, {
    forms: { gatekeeper: null, strategic: null, dominant: null, critical: null },
  }),
  rule: row('conduct', null, { posture: null }),
  pause: row('cut-off', 2, {
    forms: { function: null, channel: null, business: 4, type: null, updates: 3 },
  }),
  'no-new-clients': row('cut-off', 4, { forms: { users: null, clients: null } }),
  'delist-app': row('cut-off', 4),
  block: row('cut-off', 4),
  'sale-ban': row('cut-off', 3, { forms: { sale: null, import: null } }),
  'purchase-ban': row('cut-off', 2),
  'data-stop': row('cut-off', 3, { forms: { processing: null, transfer: null } }),
  licence: row('cut-off', 4, { forms: { revoked: 5, refused: null, shut: 5, unlicensed: null } }),
  deal: row('deal', 1, {
    ...decision,
    forms: { review: null, prohibited: 3, cleared: null, conditions: null, undone: 3 },
  }),
  'inputs-cut': row('trade', 3, {
    forms: {
      'entity-list': null,
      'denial-order': 5,
      'export-control': null,
      'unreliable-entity': null,
      countermeasures: null,
    },
  }),
  'sales-cut': row('trade', 2),
  'military-list': row('capital', 2),
  'invest-ban': row('capital', 3),
  listing: row('capital', 1, { forms: { stopped: 4, delisted: 4, suspended: 3, risk: null } }),
};

/** Level of a measure in one of its forms against a whole company; null = by size or hits. */
export const levelOf = (measure: Measure, form: string | null): number | null =>
  (form === null ? null : MEASURES[measure].forms[form]) ?? MEASURES[measure].level;

/** Posture that an act without a stated one has; null where it has to be stated. */
export function usualPosture(measure: Measure, form: string | null): Posture | null {
  if (measure === 'deal' && form === 'review') return 'opened';
  if (measure === 'pay' && form === 'settlement') return 'agreed';
  return MEASURES[measure].posture;
}
