import { z } from 'zod';
import { isAttested } from '../domain/evidence.ts';
import type { SectorRule } from '../domain/history.ts';
import { CompanyId, RegulatorId, SectorId } from '../domain/ids.ts';
import { CalendarDate } from '../domain/time.ts';
import { entryEvidence, restsOn } from './evidence-text.ts';
import { entryTitle, list, orNull, text, whole, wrong } from './yaml-values.ts';

const evidence = entryEvidence.optional();

const hit = z
  .strictObject({
    sector: orNull(SectorId),
    company: orNull(CompanyId),
    exposure: z.enum(['0.1', '0.5', '1']).transform((value) => Number(value) as 0.1 | 0.5 | 1),
    evidence,
  })
  .refine(
    (one) => (one.sector === null) !== (one.company === null),
    wrong('a hit names a sector or a company, one of them', 'Correct the hit.'),
  );

const rule = z
  .strictObject({
    id: text,
    regulator: RegulatorId,
    title: entryTitle,
    proposed: orNull(CalendarDate),
    enacted: orNull(CalendarDate),
    inForce: orNull(CalendarDate),
    dropped: orNull(CalendarDate),
    level: z
      .strictObject({ proposed: whole, enacted: whole })
      .refine(
        ({ proposed, enacted }) => proposed >= 1 && enacted <= 5 && enacted >= proposed,
        wrong(
          'levels go from 1 to 5, and an enacted rule is at least as grave as its draft',
          'Correct them.',
        ),
      ),
    evidence,
    hits: list(hit),
  })
  .refine(
    (one) => [one.proposed, one.enacted, one.inForce, one.dropped].some((date) => date !== null),
    wrong('the rule has no date', 'Give it proposed, enacted, inForce or dropped.'),
  );

/** `config/rules.yml`: rules for sectors with their stages. A law for everybody stands there without hits. */
export const RulesFile = z.array(
  rule.transform((entry): SectorRule => {
    const own = { regulator: entry.regulator, date: entry.enacted ?? entry.proposed ?? '' };
    const rests = restsOn(entry.evidence, own);
    const hits = entry.hits.map((one) => ({
      ...one,
      evidence: one.evidence === undefined ? rests : restsOn(one.evidence, own),
    }));
    return { ...entry, hits, attested: isAttested(rests), evidence: rests };
  }),
);
