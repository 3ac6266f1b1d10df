import type { Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { YamlPath } from './yaml.ts';

/** What a rule found: in whose file, at which place, what is wrong and what to do. */
export type RuleFinding = {
  readonly company: CompanyId;
  readonly path: YamlPath;
  readonly message: string;
  readonly remedy: string;
};
export type Registry = {
  readonly companies: readonly Company[];
  readonly sectors: ReadonlySet<string> | null;
};
export type CompanyRule = (registry: Registry) => RuleFinding[];
