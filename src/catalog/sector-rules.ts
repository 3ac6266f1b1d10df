import { z } from 'zod';
import { isAttested } from '../domain/evidence.ts';
import type { SectorRule } from '../domain/history.ts';
import { CompanyId, RegulatorId, SectorId } from '../domain/ids.ts';
import { CalendarDate } from '../domain/time.ts';
import { entryEvidence, restsOn } from './evidence-text.ts';
import { type Problem, problemAt, readYaml, type SourceFile, type YamlPath } from './yaml.ts';
import { entryTitle, list, orNull, whole } from './yaml-values.ts';

const evidence = entryEvidence.optional();

const rule = z.strictObject({
  id: z.string().min(1),
  regulator: RegulatorId,
  title: entryTitle,
  proposed: orNull(CalendarDate),
  enacted: orNull(CalendarDate),
  inForce: orNull(CalendarDate),
  dropped: orNull(CalendarDate),
  level: z.strictObject({ proposed: whole, enacted: whole }),
  evidence,
  hits: list(
    z.strictObject({
      sector: orNull(SectorId),
      company: orNull(CompanyId),
      exposure: z.enum(['0.1', '0.5', '1']).transform((value) => Number(value) as 0.1 | 0.5 | 1),
      evidence,
    }),
  ),
});

/** Reads `config/rules.yml`: rules for sectors with their stages. A law for everybody stands there without hits. */
export function readRules(file: SourceFile): { rules: SectorRule[]; problems: Problem[] } {
  const { value, problems } = readYaml(file, z.array(rule));
  if (value === null) return { rules: [], problems };
  const wrong = value.flatMap((entry, index) => ruleProblems(file, entry, index));
  return { rules: value.map(ruleOf), problems: wrong };
}

function ruleProblems(file: SourceFile, entry: z.output<typeof rule>, index: number): Problem[] {
  const say = (path: YamlPath, message: string, remedy: string) =>
    problemAt(file, [index, ...path], message, remedy);
  const { proposed, enacted } = entry.level;
  const stages = [entry.proposed, entry.enacted, entry.inForce, entry.dropped].filter(
    (date) => date !== null,
  );
  return [
    ...(stages.length === 0
      ? [say([], `rule "${entry.id}" has no date`, 'Give it proposed, enacted, inForce or dropped.')]
      : []),
    ...(proposed < 1 || enacted > 5 || enacted < proposed
      ? [
          say(
            ['level'],
            'levels go from 1 to 5, and an enacted rule is at least as grave as its draft',
            'Correct them.',
          ),
        ]
      : []),
    ...entry.hits.flatMap((one, at) =>
      (one.sector === null) === (one.company === null)
        ? [say(['hits', at], 'a hit names a sector or a company, one of them', 'Correct the hit.')]
        : [],
    ),
  ];
}

function ruleOf(entry: z.output<typeof rule>): SectorRule {
  const own = { regulator: entry.regulator, date: entry.enacted ?? entry.proposed ?? '' };
  const rests = restsOn(entry.evidence, own);
  return {
    ...entry,
    hits: entry.hits.map((one) => ({
      ...one,
      evidence: one.evidence === undefined ? rests : restsOn(one.evidence, own),
    })),
    attested: isAttested(rests),
    evidence: rests,
  };
}
