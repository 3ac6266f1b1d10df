import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Alias, Company, Names } from '../domain/company.ts';
import { type Evidence, UNVERIFIED } from '../domain/evidence.ts';
import { type AppId, CompanyId } from '../domain/ids.ts';
import type { PartialDate } from '../domain/time.ts';
import { CompanyFile } from './company-file.ts';
import { companyRules } from './company-rules.ts';
import { type Problem, placeOf, readYaml, type SourceFile } from './yaml.ts';

/** The company files of a folder, sorted by name. */
export function companyFilesIn(folder: string): SourceFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * Reads and checks company files: each by itself (schema), then all together (`companyRules`). A file that cannot be
 * read is left out and named in `problems`; a catalog is sound when there are none. `known` has companies by the content of
 * their files, which are then not parsed; it is left with those of these files.
 */
export function loadCompanies(
  files: readonly SourceFile[],
  sectors: ReadonlySet<string> | null = null,
  known: Map<string, Company> = new Map(),
): { companies: Company[]; problems: Problem[] } {
  const companies: Company[] = [];
  const problems: Problem[] = [];
  const origin = new Map<string, SourceFile>();
  const before = new Map(known);
  known.clear();
  for (const file of files) {
    const content = `${basename(file.path)}\n${file.text}`;
    const parsed = before.get(content);
    const read = parsed === undefined ? readCompany(file) : { company: parsed, problems: [] };
    if (read.company !== null) known.set(content, read.company);
    problems.push(...read.problems);
    if (read.company === null) continue;
    companies.push(read.company);
    origin.set(read.company.id, file);
  }
  for (const rule of companyRules) {
    for (const found of rule({ companies, sectors })) {
      const file = origin.get(found.company)!;
      problems.push({
        file: file.path,
        ...placeOf(file, found.path),
        message: found.message,
        remedy: found.remedy,
      });
    }
  }
  return { companies, problems };
}

/** One file by itself; the id of the company is the name of its file. */
export function readCompany(file: SourceFile): { company: Company | null; problems: Problem[] } {
  const id = CompanyId.safeParse(basename(file.path, '.yml'));
  if (!id.success) {
    return {
      company: null,
      problems: [
        {
          file: file.path,
          line: 1,
          column: 1,
          message: 'the name of the file is the id of the company, lower-case words joined by hyphens',
          remedy: 'Rename the file.',
        },
      ],
    };
  }
  const { value, problems } = readYaml(file, CompanyFile);
  if (value === null) return { company: null, problems };
  return { company: expand(id.data, value), problems: [] };
}

/** A value or reach that states no evidence is an estimate of whoever wrote the file. */
const JUDGEMENT: readonly Evidence[] = Object.freeze([{ kind: 'judgement', source: 'estimate', day: null }]);

type DatedEdge = {
  from?: PartialDate | undefined;
  to?: PartialDate | undefined;
  evidence?: Evidence[] | undefined;
};

function expand(id: CompanyId, file: CompanyFile): Company {
  const edge = (one: DatedEdge, unstated = UNVERIFIED) => ({
    from: one.from ?? null,
    to: one.to ?? null,
    evidence: one.evidence ?? [...unstated],
  });
  return {
    id,
    name: namesOf(file.name),
    country: file.country,
    sector: file.sector,
    aliases: aliasesOf(file.aliases),
    listings: (file.listings ?? []).map((one) => ({ mic: one.mic, symbol: one.symbol, ...edge(one) })),
    controlledBy: (file.controlledBy ?? []).map((one) => ({
      company: one.company,
      by: one.by,
      share: one.share ?? null,
      value: one.value ?? 'unknown',
      ...edge(one),
    })),
    stakes: (file.stakes ?? []).map((one) => ({
      holder: one.holder,
      share: one.share ?? null,
      ...edge(one),
    })),
    entities: (file.entities ?? []).map((one) => ({
      name: one.name,
      relation: one.relation ?? 'consolidated',
      sure: one.sure ?? true,
      ...edge(one),
    })),
    affiliates: (file.affiliates ?? []).map((one) => ({
      name: one.name,
      relation: one.relation,
      ...edge(one),
    })),
    apps: (file.apps ?? []).map((one) => ({
      id: `${id}/${one.id}` as AppId,
      name: namesOf(one.name),
      aliases: aliasesOf(one.aliases),
      ordinary: one.ordinary ?? false,
      operator: one.operator ?? null,
      value: (one.value ?? []).map((tier) => ({ tier: tier.tier, ...edge(tier, JUDGEMENT) })),
      reach: (one.reach ?? []).map((tier) => ({ tier: tier.tier, ...edge(tier, JUDGEMENT) })),
      packages: one.packages ?? [],
      icp: one.icp ?? [],
      sure: one.sure ?? true,
      ...edge(one),
    })),
    note: file.note ?? null,
  };
}

function namesOf(names: CompanyFile['name']): Names {
  return { en: names.en ?? null, zh: names.zh ?? null, zhHant: names.zhHant ?? null };
}

function aliasesOf(aliases: CompanyFile['aliases']): Alias[] {
  return (aliases ?? []).map((one) => ({
    name: one.name,
    from: one.from ?? null,
    to: one.to ?? null,
    ordinary: one.ordinary ?? false,
  }));
}
