import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Company } from '../domain/company.ts';
import { type AppId, CompanyId } from '../domain/ids.ts';
import { CompanyFile } from './company-file.ts';
import { checkCompanies } from './company-rules.ts';
import { type Problem, problemAt, readYaml, type SourceFile } from './yaml.ts';

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
  checkCompanies({ companies, sectors }, (company, path, message, remedy) => {
    problems.push(problemAt(origin.get(company.id)!, path, message, remedy));
  });
  return { companies, problems };
}

/** One file by itself; the id of the company is the name of its file. */
export function readCompany(file: SourceFile): { company: Company | null; problems: Problem[] } {
  const id = CompanyId.safeParse(basename(file.path, '.yml'));
  if (!id.success) {
    const message = 'the name of the file is the id of the company, lower-case words joined by hyphens';
    return {
      company: null,
      problems: [{ file: file.path, line: 1, column: 1, message, remedy: 'Rename the file.' }],
    };
  }
  const { value, problems } = readYaml(file, CompanyFile);
  if (value === null) return { company: null, problems };
  const apps = value.apps.map((app) => ({ ...app, id: `${id.data}/${app.id}` as AppId }));
  return { company: { id: id.data, ...value, apps }, problems: [] };
}
