import type { Alert, Signal } from '../domain/alert.ts';
import type { Company } from '../domain/company.ts';
import type { Mapping } from '../domain/exposure.ts';
import type { CompanyId, IssueId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';
import type { Regulator } from '../domain/regulator.ts';
import type { Instant } from '../domain/time.ts';
import type { Issue } from '../domain/words.ts';
import type { Language } from './words.ts';

/** The facts behind an alert. Nothing else may appear on its card. */
export interface AlertFacts {
  readonly alert: Alert;
  /** Of this address, biggest change first. */
  readonly signals: readonly Signal[];
  readonly notice: Notice;
  readonly mapping: Mapping;
  readonly regulator: Pick<Regulator, 'short' | 'shortZh' | 'name' | 'timezone'> | null;
  readonly companies: ReadonlyMap<CompanyId, Pick<Company, 'name' | 'apps'>>;
  readonly issues: ReadonlyMap<IssueId, Pick<Issue, 'en' | 'zh'>>;
  readonly language: Language;
  readonly now: Instant;
}
