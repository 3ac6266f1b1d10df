import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseFacts } from '../../../src/knowledge/catalog/facts.ts';

const small = `
facts:
  - id: a
    regulator: cn-miit
    date: 2022-03-01
    title: A list
    deadline: 2022-03-08
    hits:
      - {company: acme, apps: [门店通, {name: 收银宝, value: minor, ownership: 0.5}]}
      - {company: other, types: updates-frozen, companyWide: true, reach: super}
`;

describe('a file of facts', () => {
  test('becomes one fact a company, with the defaults written out', () => {
    const { facts, problems } = parseFacts(small);
    expect(problems).toEqual([]);
    expect(facts).toHaveLength(2);
    expect(facts[0]).toMatchObject({
      company: 'acme',
      types: ['named'],
      zone: 'Asia/Shanghai',
      deadline: '2022-03-08',
      apps: [
        { name: '门店通', value: 'unknown', reach: 'unknown', ownership: 1 },
        { name: '收银宝', value: 'minor', reach: 'unknown', ownership: 0.5 },
      ],
    });
    expect(facts[1]).toMatchObject({
      types: ['updates-frozen'],
      companyWide: true,
      apps: [{ reach: 'super' }],
    });
  });

  test.each([
    ['an unknown key', 'title: A list', 'titel: A list', 'unknown key "titel"', 6],
    ['a wrong date', '2022-03-01', '2022-13-01', '"facts.0.date"', 5],
    ['an unknown act', 'updates-frozen', 'frozen', '"facts.0.hits.1.types.0"', 10],
    ['a share above 1', 'ownership: 0.5', 'ownership: 5', 'a share is a number from 0 to 1', 9],
    ['broken YAML', 'facts:', 'facts: [', 'not readable as YAML', 3],
  ])('%s is said with its line', (_, from, to, message, line) => {
    const { facts, problems } = parseFacts(small.replace(from, to), 'my-facts.yml');
    expect(facts).toEqual([]);
    expect(problems[0]).toMatchObject({ file: 'my-facts.yml' });
    expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
    expect(problems.map((problem) => problem.line)).toContain(line);
  });

  test('the two golden files are sound', () => {
    for (const name of ['seed-facts', 'seed-facts-full']) {
      const path = `test/fixtures/golden/${name}.yml`;
      expect(parseFacts(readFileSync(path, 'utf8'), path).problems).toEqual([]);
    }
  });
});
