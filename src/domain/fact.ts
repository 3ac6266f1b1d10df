import { z } from 'zod';
import { CompanyId, RegulatorId } from './ids.ts';
import { ActionType, BatchNumber, Fine } from './notice.ts';
import { StepApp } from './score.ts';
import { CalendarDate } from './time.ts';

/** One act against one company, stated by hand: facts replace history, notices and rules where a score is checked. */
export const Fact = z.strictObject({
  id: z.string().min(1),
  company: CompanyId,
  regulator: RegulatorId,
  zone: z.string().min(1),
  date: CalendarDate,
  title: z.string().min(1),
  types: z.array(ActionType).min(1),
  /** Everything that the score needs is stated, so that no catalog is asked. */
  apps: z.array(StepApp.omit({ counted: true }).extend({ name: z.string().min(1) })),
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
