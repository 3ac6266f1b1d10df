import { type App, type Company, ValueTier } from '../domain/company.ts';
import type { Problem, SourceFile } from './yaml.ts';

/**
 * Gives apps without a value the one of `config/app-values.tsv` (company, app, tier, how sure; `#` begins a note). A value
 * of a company's own file wins; an app that nobody knows is a problem.
 */
export function gradeApps(
  companies: readonly Company[],
  file: SourceFile,
): { companies: Company[]; problems: Problem[] } {
  const graded = new Map<string, App['value']>();
  const problems: Problem[] = [];
  const apps = new Set(companies.flatMap((company) => company.apps.map((app) => app.id as string)));
  for (const [index, line] of file.text.split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const [company, app, tier, sure] = line.split('\t');
    const id = `${company}/${app}`;
    const parsed = ValueTier.safeParse(tier);
    const wrong = !parsed.success
      ? [`"${tier}" is no value`, `Use one of: ${ValueTier.options.join(', ')}.`]
      : apps.has(id)
        ? null
        : [`there is no app "${id}"`, 'Correct the line or remove it.'];
    if (wrong !== null)
      problems.push({ file: file.path, line: index + 1, column: 1, message: wrong[0]!, remedy: wrong[1]! });
    else
      graded.set(id, [
        {
          tier: parsed.data!,
          from: null,
          to: null,
          evidence: [{ kind: 'judgement', source: `estimate (${sure ?? 'low'})`, day: null }],
        },
      ]);
  }
  const gradeApp = (app: App): App =>
    app.value.length > 0 || !graded.has(app.id) ? app : { ...app, value: graded.get(app.id)! };
  return { companies: companies.map((one) => ({ ...one, apps: one.apps.map(gradeApp) })), problems };
}
