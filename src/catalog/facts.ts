import { z } from 'zod';
import { ReachTier, ValueTier } from '../domain/company.ts';
import type { Fact } from '../domain/history.ts';
import { AppId, CompanyId, IssueId, RegulatorId } from '../domain/ids.ts';
import { ActionType } from '../domain/notice.ts';
import { CalendarDate } from '../domain/time.ts';
import { type Problem, readYaml } from './yaml.ts';
import { flag, listOf, numeric, orText, whole } from './yaml-values.ts';

const share = numeric.refine((value) => value >= 0 && value <= 1, 'a share is a number from 0 to 1');

const app = z.strictObject({
  name: z.string().min(1),
  app: AppId.optional(),
  value: ValueTier.optional(),
  reach: ReachTier.optional(),
  ownership: share.optional(),
  issues: listOf(IssueId).optional(),
});

const hit = z.strictObject({
  company: CompanyId,
  types: listOf(ActionType).optional(),
  apps: z.array(orText('name', app)).optional(),
  unnamedApps: whole.optional(),
  companyWide: flag.optional(),
  reach: ReachTier.optional(),
  marketShare: share.optional(),
  via: CompanyId.optional(),
});

/**
 * A file of facts: acts with the companies they hit, everything stated. An app without `value` or `reach` is unknown;
 * `companyWide: true` with `reach` is an act against the company as a whole.
 */
const FactsFile = z.strictObject({
  /** Zone of all dates; Asia/Shanghai where it is left out. */
  zone: z.string().min(1).optional(),
  note: z.string().optional(),
  facts: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        regulator: RegulatorId,
        date: CalendarDate,
        title: z.string().min(1),
        types: listOf(ActionType).optional(),
        deadline: CalendarDate.optional(),
        batch: z.strictObject({ yearly: whole.optional(), total: whole.optional() }).optional(),
        fine: z
          .strictObject({
            currency: z.string().regex(/^[A-Z]{3}$/),
            amount: numeric,
            share: share.optional(),
          })
          .optional(),
        together: flag.optional(),
        core: flag.optional(),
        matter: z.string().min(1).optional(),
        market: z.string().min(1).optional(),
        liftedOn: CalendarDate.optional(),
        attested: flag.optional(),
        hits: z.array(hit).min(1),
      }),
    )
    .min(1),
});
type FactsFile = z.output<typeof FactsFile>;

/**
 * Facts of a file (`--facts FILE`): they replace history, notices and rules, and need no catalog.
 * @param path only used to say where something is wrong
 */
export function parseFacts(text: string, path = 'facts'): { facts: Fact[]; problems: Problem[] } {
  const { value, problems } = readYaml({ path, text }, FactsFile);
  if (value === null) return { facts: [], problems };
  const zone = value.zone ?? 'Asia/Shanghai';
  return {
    facts: value.facts.flatMap((fact) => fact.hits.map((one) => factOf(fact, one, zone))),
    problems: [],
  };
}

function factOf(
  fact: FactsFile['facts'][number],
  one: FactsFile['facts'][number]['hits'][number],
  zone: string,
): Fact {
  const whole =
    one.reach === undefined ? [] : [{ name: one.company, value: 'core' as const, reach: one.reach }];
  const apps: z.output<typeof app>[] = [...(one.apps ?? []), ...whole];
  return {
    id: fact.id,
    company: one.company,
    regulator: fact.regulator,
    zone,
    date: fact.date,
    title: fact.title,
    types: one.types ?? fact.types ?? ['named'],
    apps: apps.map((each) => ({
      app: each.app ?? null,
      name: each.name,
      value: each.value ?? 'unknown',
      reach: each.reach ?? 'unknown',
      ownership: each.ownership ?? 1,
      issues: each.issues ?? [],
    })),
    unnamedApps: one.unnamedApps ?? 0,
    companyWide: one.companyWide ?? false,
    deadline: fact.deadline ?? null,
    fine: fact.fine ? { ...fact.fine, share: fact.fine.share ?? null } : null,
    together: fact.together ?? false,
    core: fact.core ?? false,
    batch: fact.batch ? { yearly: fact.batch.yearly ?? null, total: fact.batch.total ?? null } : null,
    matter: fact.matter ?? null,
    via: one.via ?? null,
    market: fact.market === undefined ? null : { name: fact.market, share: one.marketShare ?? null },
    liftedOn: fact.liftedOn ?? null,
    attested: fact.attested ?? true,
  };
}
