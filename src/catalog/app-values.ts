import { type App, type Company, ValueTier } from '../domain/company.ts';
import type { Problem, SourceFile } from './yaml.ts';

/**
 * Gives apps without a value the one of `config/app-values.tsv` (company, app, tier, how sure; `#` begins a note). A value
 * of a company's own file wins; a line of an app that is gone grades nothing.
 */
export function gradeApps(
  companies: readonly Company[],
  file: SourceFile,
): { companies: Company[]; problems: Problem[] } {
  const graded = new Map<string, App['value']>();
  const problems: Problem[] = [];
  for (const [index, line] of file.text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [company, app, tier, sure = 'low'] = line.split('\t');
    const parsed = ValueTier.safeParse(tier);
    if (parsed.success) {
      const evidence = [{ kind: 'judgement' as const, source: `estimate (${sure})`, day: null }];
      graded.set(`${company}/${app}`, [{ tier: parsed.data, from: null, to: null, evidence }]);
    } else {
      const message = `"${line}" is not company, app and value`;
      const remedy = `Write them with tabs between; values are ${ValueTier.options.join(', ')}.`;
      problems.push({ file: file.path, line: index + 1, column: 1, message, remedy });
    }
  }
  const gradeApp = (app: App): App =>
    app.value.length > 0 ? app : { ...app, value: graded.get(app.id) ?? [] };
  return { companies: companies.map((one) => ({ ...one, apps: one.apps.map(gradeApp) })), problems };
}
