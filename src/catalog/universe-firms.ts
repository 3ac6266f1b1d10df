import { z } from 'zod';
import type { Company, LegalEntity } from '../domain/company.ts';
import { Evidence } from '../domain/evidence.ts';
import { registeredKey } from '../names/firm.ts';
import { lineProblem, readTable } from './table.ts';
import { listingKey, type Universe } from './universe.ts';
import type { JoinedCompanies, KeyOf } from './universe-companies.ts';
import type { SourceFile } from './yaml.ts';

/** One line of `config/universe/firms.tsv`: a firm that a company consolidates, and who says so on what day; nobody = unverified. */
const FirmRow = z.object({
  name: z.string().min(1),
  company: z.string(),
  source: z.string(),
  day: z.string(),
});

/**
 * Adds the firms of a table to their companies, named by id or by `MIC:symbol`. A line that is wrong, whose company is not
 * there, or whose firm is another company's is left out and named in `problems`.
 */
export function withFirms(
  joined: JoinedCompanies,
  file: SourceFile,
  sources: Universe['sources'],
  keyOf: KeyOf = registeredKey,
): JoinedCompanies {
  const { rows, problems } = readTable(file, FirmRow);
  const companies = [...joined.filed, ...joined.others];
  const byName = new Map<string, Company>(companies.map((company) => [company.id, company]));
  for (const company of companies)
    for (const listing of company.listings) {
      const key = listingKey(listing);
      // A symbol that was used again is the living company's.
      if (listing.to === null || !byName.has(key)) byName.set(key, company);
    }
  const owners = new Map(
    companies.flatMap((company) => company.entities.map((one) => [keyOf(one.name), company] as const)),
  );
  const added = new Map<Company, LegalEntity[]>();
  for (const { name, company: owner, source, day, ...line } of rows) {
    const attested = source === '' && day === '' ? [] : [{ ...sources.get(source), day }];
    const evidence = Evidence.array().safeParse(attested);
    const company = byName.get(owner);
    const key = keyOf(name);
    const rival = owners.get(key);
    if (!evidence.success)
      problems.push(lineProblem(line, 'a firm has a letter of sources.tsv and a day, or neither'));
    else if (company === undefined) problems.push(lineProblem(line, `${owner} is no company`));
    else if (rival !== undefined && rival !== company)
      problems.push(lineProblem(line, `${name} is a firm of ${rival.id} already`));
    else if (rival === undefined) {
      owners.set(key, company);
      const firm = {
        name,
        relation: 'consolidated' as const,
        from: null,
        to: null,
        sure: true,
        evidence: evidence.data,
      };
      added.set(company, [...(added.get(company) ?? []), firm]);
    }
  }
  const complete = (company: Company): Company => {
    const firms = added.get(company);
    return firms === undefined ? company : { ...company, entities: [...company.entities, ...firms] };
  };
  return {
    filed: joined.filed.map(complete),
    others: joined.others.map(complete),
    problems: [...joined.problems, ...problems],
  };
}
