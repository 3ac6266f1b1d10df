import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { shingleScore } from '../../scripts/conformance/articles.ts';
import { robotsResult } from '../../scripts/conformance/robotstxt.ts';

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['a b c d e', 'a b c d e', 1, 1],
  ['a b c d e', 'a b c d', 1, 0.5],
  ['a b c d', 'a b c d e', 0.5, 1],
  ['a b c d', 'x y z w', 0, 0],
  ['', '', 1, 1],
])('of %j, found as %j, precision is %d and recall %d', (expected, found, precision, recall) => {
  expect(shingleScore(expected, found)).toEqual({ precision, recall });
});

test('tests of robots.txt in C++ are run as they are written', () => {
  writeFileSync(
    join(folder, 'robots_test.cc'),
    `TEST(Suite, One) {
  // A comment.
  const absl::string_view file =
      "user-agent: FooBot\\n"
      "disallow: /x\\n";
  EXPECT_FALSE(IsUserAgentAllowed(file, "FooBot", "http://foo.bar/x/y"));
  EXPECT_TRUE(
      IsUserAgentAllowed(file, "FooBot", "http://foo.bar/y?z"));
  EXPECT_TRUE(IsUserAgentAllowed(file, "FooBot", "http://foo.bar/x"));
}
`,
  );
  const { rows, differences } = robotsResult(folder);
  expect(rows[0]).toMatchObject({ checks: 3, result: '2 equal' });
  expect(differences).toEqual(['One: FooBot at http://foo.bar/x, expected true']);
});
