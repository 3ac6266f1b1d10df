import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { isAllowed, rulesIn } from '../../src/pipeline/watch/robots.ts';
import { equalRow, type SuiteResult } from './suite.ts';

interface RobotsCheck {
  readonly test: string;
  readonly file: string;
  readonly agent: string;
  readonly url: string;
  readonly expected: boolean;
  readonly found: boolean;
}

/**
 * Runs what robots_test.cc of github.com/google/robotstxt expects of `IsUserAgentAllowed`.
 * The bodies of the tests are plain enough to be rewritten as JavaScript; they run in an empty
 * context.
 */
function robotsChecks(folder: string): RobotsCheck[] {
  const text = readFileSync(join(folder, 'robots_test.cc'), 'utf8');
  const checks: RobotsCheck[] = [];
  for (const [, test = '', body = ''] of text.matchAll(/^TEST\(\w+, (\w+)\) \{\n(.*?)^\}/gms)) {
    if (!body.includes('IsUserAgentAllowed(')) continue;
    const expect = (expected: boolean) => (found: unknown) => {
      if (found !== null) checks.push({ ...(found as Asked), test, expected });
    };
    vm.runInNewContext(inJavaScript(body), {
      EXPECT_TRUE: expect(true),
      EXPECT_FALSE: expect(false),
      ask,
      other: () => null,
      cat: (...parts: string[]) => parts.join(''),
    });
  }
  return checks;
}

type Asked = Omit<RobotsCheck, 'test' | 'expected'>;

const ask = (file: string, agent: string, url: string): Asked => ({
  file,
  agent,
  url,
  found: isAllowed(pathOf(url), rulesIn(file, agent)),
});

/** As the suite takes it: an address is not escaped on the way. */
const pathOf = (url: string) =>
  /^(?:[a-z]+:\/\/)?[^/?;#]*([/?;][^#]*)?/.exec(url)?.[1]?.replace(/^[?;]/, '/$&') ?? '/';

function inJavaScript(body: string): string {
  return body
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/(?:const )?(?:absl::string_view|std::string|size_t|int) (\w+) =/g, 'let $1 =')
    .replace(/std::string\(("(?:[^"\\]|\\.)*")\)/g, '$1')
    .replace(/"\s*\n\s*"/g, '" + "')
    .replace(/\.(?:length|size)\(\)/g, '.length')
    .replace(/absl::StrAppend\(&(\w+), /g, '$1 += cat(')
    .replace(/absl::StrCat/g, 'cat')
    .replace(/RobotsMatcher::\w+\([^;]*?\)\)/g, 'other())')
    .replace(/IsUserAgentAllowed/g, 'ask');
}

/** github.com/google/robotstxt */
export function robotsResult(folder: string): SuiteResult {
  const checks = robotsChecks(folder);
  const wrong = checks.filter(({ expected, found }) => expected !== found);
  return {
    rows: [
      equalRow('whether a page may be asked for', checks.length, checks.length - wrong.length),
    ],
    differences: wrong.map(
      ({ test, agent, url, expected }) => `${test}: ${agent} at ${url}, expected ${expected}`,
    ),
  };
}
