import { repositoryCatalog } from '../test/support/catalog.ts';
import { fixtureProblems } from './source-fixtures.ts';

// Whether every source that is watched, and every one whose layout was seen, has a fixture: a part
// of `npm run catalog`.
const { catalog } = repositoryCatalog();
if (catalog === null) process.exit(1);
const sources = [...catalog.regulators.values(), ...catalog.outlets.values()].flatMap(
  (body) => body.sources,
);
const problems = fixtureProblems(sources);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else
  console.log(`${sources.filter(({ enabled }) => enabled).length} watched sources have fixtures`);
