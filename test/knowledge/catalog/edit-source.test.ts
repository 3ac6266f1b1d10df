import { expect, test } from 'vitest';
import { editSource } from '../../../src/knowledge/importers/apply.ts';

const FILE = `# A comment.
name: { en: Ministry, zh: 部 }
names: [ 部, Ministry ]
sources:
  - id: one-list
    title: "One: a list"
    kind: html-list
    url: "https://www.example.org/list" # as a crawler has it
    mirrors:
      - "https://wap.example.org/list"
    select: { item: 'li', link: 'a' }
    address: unverified
    note: "Seen once."

  - id: two-feed
    title: Two
    kind: rss
    url: https://www.example.org/feed
`;

test('a value is replaced, a new one stands behind the others, and nothing else changes', () => {
  const edited = editSource(FILE, 'one-list', {
    url: 'https://www.example.org/new',
    address: 'verified',
    checked: { on: '2026-11-27', by: 'host-1' },
  });
  expect(edited).toBe(
    FILE.replace('"https://www.example.org/list"', '"https://www.example.org/new"')
      .replace('address: unverified\n', 'address: verified\n')
      .replace('"Seen once."\n', '"Seen once."\n    checked: { on: 2026-11-27, by: host-1 }\n'),
  );
});

test('a list and a map are replaced or removed whole', () => {
  const edited = editSource(FILE, 'one-list', {
    mirrors: null,
    select: { item: 'a[href*="/art/"]' },
  })!;
  expect(edited).not.toContain('wap.example.org');
  expect(edited).toContain('    select: { item: \'a[href*="/art/"]\' }\n    address: unverified\n');
  expect(editSource(FILE, 'one-list', { mirrors: ['https://a.example/x'] })).toContain(
    '    mirrors: [ https://a.example/x ]\n    select',
  );
});

test('the last entry of a file takes a line at its end; an unknown source is not there', () => {
  expect(editSource(FILE, 'two-feed', { layoutSeen: '2026-11-27' })).toBe(
    `${FILE}    layoutSeen: 2026-11-27\n`,
  );
  expect(editSource(FILE, 'three', { address: 'verified' })).toBe(null);
});
