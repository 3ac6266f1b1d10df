import { cruise } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/**
 * Fewer modules than this means that the cruise saw nothing (a compiler without an API does that)
 * and passed for no reason.
 */
const FEWEST_MODULES = 60;

/** Checks the import rules of a tree; answers the violations as sentences. */
export async function importViolations(
  paths: readonly string[],
  baseDir = process.cwd(),
): Promise<{ modules: number; violations: string[] }> {
  const config = (await extractConfig('./.dependency-cruiser.cjs')) as {
    forbidden: never[];
    options: object;
  };
  const result = await cruise(
    [...paths],
    { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true, baseDir },
    undefined,
    { tsConfig: extractTSConfig('./tsconfig.json') },
  );
  if (typeof result.output === 'string')
    throw new Error('dependency-cruiser answered text where a result was expected');
  const { summary } = result.output;
  return {
    modules: summary.totalCruised,
    violations: summary.violations
      .filter((one) => one.rule.severity === 'error')
      .map((one) => `${one.rule.name}: ${one.from} → ${one.to}`),
  };
}

if (import.meta.main) {
  const { modules, violations } = await importViolations(['src']);
  if (modules < FEWEST_MODULES)
    violations.push(`only ${modules} modules were seen, at least ${FEWEST_MODULES} were expected`);
  for (const one of violations) console.error(one);
  console.log(`imports: ${modules} modules, ${violations.length} violations`);
  process.exit(violations.length > 0 ? 1 : 0);
}
