import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The company files of `config/`, sorted by name. */
export function companyFiles(folder = 'config/companies'): { path: string; text: string }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return names
    .sort()
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}
