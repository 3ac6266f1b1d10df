import type { CatalogProblem } from '../domain/catalog.ts';
import type { Company, LegalEntity } from '../domain/company.ts';
import { Evidence } from '../domain/evidence.ts';
import { registeredKey } from '../names/firm.ts';
import { linesOf, listingKey, type Universe } from './universe.ts';
import type { KeyOf } from './universe-companies.ts';
import type { SourceFile } from './yaml.ts';

type JoinedFirms = { readonly filed: Company[]; readonly others: Company[] };
/** One line of `config/universe/firms.tsv`: a firm that a company consolidates, and who says so on what day; nobody = unverified. */
type FirmRow = { readonly owner: string; readonly entity: LegalEntity; readonly line: number };

const COLUMNS = 'name company source day';

/**
 * Adds the firms of a table to their companies, named by id or by `MIC:symbol`. A line that is wrong, whose company is not
 * there, or whose firm is another company's is left out and named in `problems`.
 */
export function withFirms(
  { filed, others }: JoinedFirms,
  file: SourceFile,
  sources: Universe['sources'],
  keyOf: KeyOf = registeredKey,
): JoinedFirms & { readonly problems: readonly CatalogProblem[] } {
  const problems: CatalogProblem[] = [];
  const reject = (line: number, message: string): void => {
    const remedy = 'Correct the line; it is left out until then.';
    problems.push({ file: file.path, line, column: null, message, remedy });
  };
  const rows = readRows(file, sources, reject);
  if (rows.length === 0) return { filed, others, problems };
  const companies = [...filed, ...others];
  const byName = new Map<string, Company>();
  for (const company of companies) {
    byName.set(company.id, company);
    for (const listing of company.listings) {
      const known = byName.get(listingKey(listing));
      // A symbol that was used again is the living company's.
      if (known === undefined || listing.to === null) byName.set(listingKey(listing), company);
    }
  }
  const owners = new Map(
    companies.flatMap((company) => company.entities.map((one) => [keyOf(one.name), company] as const)),
  );
  const added = new Map<Company, LegalEntity[]>();
  for (const { owner, entity, line } of rows) {
    const company = byName.get(owner);
    const key = keyOf(entity.name);
    const rival = owners.get(key);
    if (company === undefined) reject(line, `${owner} is no company`);
    else if (rival !== undefined && rival !== company)
      reject(line, `${entity.name} is a firm of ${rival.id} already`);
    else if (rival === undefined) {
      owners.set(key, company);
      added.set(company, [...(added.get(company) ?? []), entity]);
    }
  }
  const complete = (company: Company): Company => {
    const firms = added.get(company);
    return firms === undefined ? company : { ...company, entities: [...company.entities, ...firms] };
  };
  return { filed: filed.map(complete), others: others.map(complete), problems };
}

function readRows(
  file: SourceFile,
  sources: Universe['sources'],
  reject: (line: number, message: string) => void,
): FirmRow[] {
  return [...linesOf(file.text)].flatMap(([line, cells]): FirmRow[] => {
    const [name = '', owner = '', letter = '', day = ''] = cells;
    const attested = letter === '' && day === '' ? [] : [{ ...sources.get(letter), day }];
    const evidence = Evidence.array().safeParse(attested);
    if (cells.length === COLUMNS.split(' ').length && name !== '' && owner !== '' && evidence.success) {
      const entity = { name, relation: 'consolidated' as const, from: null, to: null, sure: true };
      return [{ owner, entity: { ...entity, evidence: evidence.data }, line }];
    }
    reject(
      line,
      `a firm has ${COLUMNS.replaceAll(' ', ', ')} (a letter of sources.tsv and a day, or neither)`,
    );
    return [];
  });
}
