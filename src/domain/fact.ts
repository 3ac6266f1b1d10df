import { z } from 'zod';
import { ReachTier, ValueTier } from './company.ts';
import { AppId, CompanyId, IssueId, RegulatorId } from './ids.ts';
import { ActionType, BatchNumber, Fine } from './notice.ts';
import { CalendarDate } from './time.ts';

/** An app in a fact, with everything that the score needs stated, so that no catalog is asked. */
export const FactApp = z.strictObject({
  app: AppId.nullable(),
  name: z.string().min(1),
  value: ValueTier,
  reach: ReachTier,
  ownership: z.number().min(0).max(1),
  issues: z.array(IssueId),
});
export type FactApp = z.infer<typeof FactApp>;

/** One act against one company, stated by hand: facts replace history, notices and rules where a score is checked. */
export const Fact = z.strictObject({
  id: z.string().min(1),
  company: CompanyId,
  regulator: RegulatorId,
  zone: z.string().min(1),
  date: CalendarDate,
  title: z.string().min(1),
  types: z.array(ActionType).min(1),
  apps: z.array(FactApp),
  unnamedApps: z.number().int().min(0),
  companyWide: z.boolean(),
  deadline: CalendarDate.nullable(),
  fine: Fine.nullable(),
  together: z.boolean(),
  core: z.boolean(),
  batch: BatchNumber.nullable(),
  matter: z.string().nullable(),
  via: CompanyId.nullable(),
  market: z.strictObject({ name: z.string(), share: z.number().min(0).max(1).nullable() }).nullable(),
  liftedOn: CalendarDate.nullable(),
  attested: z.boolean(),
});
export type Fact = z.infer<typeof Fact>;
