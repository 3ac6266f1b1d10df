import { z } from 'zod';
import { ReachTier, ValueTier } from '../../domain/company.ts';
import {
  batch,
  fine,
  flag,
  list,
  listOf,
  orNull,
  orText,
  share,
  text,
  whole,
} from '../../domain/file-values.ts';
import type { Fact } from '../../domain/history.ts';
import { AppId, CompanyId, IssueId, RegulatorId } from '../../domain/ids.ts';
import { CalendarDate } from '../../domain/time.ts';
import { actName } from './history.ts';
import { type Problem, readYaml } from './yaml.ts';

const app = z.strictObject({
  name: text,
  app: orNull(AppId),
  value: ValueTier.default('unknown'),
  reach: ReachTier.default('unknown'),
  ownership: share.default(1),
  issues: listOf(IssueId).default(() => []),
});

const hit = z.strictObject({
  company: CompanyId,
  types: listOf(actName).optional(),
  apps: list(orText('name', app)),
  unnamedApps: whole.default(0),
  companyWide: flag.default(false),
  reach: ReachTier.optional(),
  marketShare: orNull(share),
  via: orNull(CompanyId),
});

/**
 * A file of facts: acts with the companies they hit, everything stated. An app without `value` or
 * `reach` is unknown;
 * `companyWide: true` with `reach` is an act against the company as a whole.
 */
const FactsFile = z.strictObject({
  /** Zone of all dates; Asia/Shanghai where it is left out. */
  zone: text.default('Asia/Shanghai'),
  note: z.string().optional(),
  facts: z
    .array(
      z.strictObject({
        id: text,
        regulator: RegulatorId,
        date: CalendarDate,
        title: text,
        types: listOf(actName).optional(),
        deadline: orNull(CalendarDate),
        batch: orNull(batch),
        fine: orNull(fine),
        together: flag.default(false),
        core: flag.default(false),
        matter: orNull(text),
        market: orNull(text),
        liftedOn: orNull(CalendarDate),
        attested: flag.default(true),
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
  return {
    facts: value.facts.flatMap((fact) => fact.hits.map((hit) => factOf(fact, hit, value.zone))),
    problems: [],
  };
}

function factOf(
  { hits: _, types, market, ...fact }: FactsFile['facts'][number],
  { reach, marketShare, ...hit }: FactsFile['facts'][number]['hits'][number],
  zone: string,
): Fact {
  const whole =
    reach === undefined
      ? []
      : [{ app: null, name: hit.company, value: 'core' as const, reach, ownership: 1, issues: [] }];
  return {
    ...fact,
    ...hit,
    zone,
    types: hit.types ?? types ?? ['named'],
    apps: [...hit.apps, ...whole],
    market: market === null ? null : { name: market, share: marketShare },
  };
}
