import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { Document } from '../../../src/domain/document.ts';
import type { Notice } from '../../../src/domain/notice.ts';
import { storedSentence } from '../../../src/domain/reason.ts';
import { withDocumentDoubts } from '../../../src/pipeline/flows/publication.ts';

const known = { code: 'known', message: storedSentence('from the reader'), span: null };
const notice = (parts: Partial<Notice> = {}) =>
  ({ verdict: 'action', listElsewhere: false, doubts: [], ...parts }) as unknown as Notice;
/** Doubts that a document with these findings adds, as `code: sentence`. */
const doubts = (findings: [string, string][], parts: Partial<Notice> = {}) => {
  const document = {
    findings: findings.map(([code, message]) => ({ code, message })),
  } as unknown as Document;
  const { doubts: found } = withDocumentDoubts(notice(parts), document);
  return found.map(({ code, message }) => `${code}: ${formatReason(message, 'en')}`);
};

describe('what went wrong while a document was made legible', () => {
  test.each([
    'archive-cut',
    'table-cut',
    'text-cut',
    'pages-cut',
    'too-large',
    'took-too-long',
    'took-too-much',
    'unreadable',
    'unknown-format',
    'not-what-it-says',
    'low-confidence',
  ])('%s is a doubt: something may be left out', (code) => {
    expect(doubts([[code, 'a.pdf: why']])).toEqual([`${code}: a.pdf: why`]);
  });

  test('what left nothing out is none', () => {
    expect(doubts([['no-text', 'an empty page']])).toEqual([]);
    expect(doubts([['list-is-a-picture', 'a.png']])).toEqual([]);
  });

  test('where the list is in a file, a lost file is a list that was not read', () => {
    expect(
      doubts(
        [
          ['unreadable', 'a.pdf'],
          ['list-is-a-picture', 'b.png'],
        ],
        { listElsewhere: true } as never,
      ),
    ).toEqual(['list-unread: a.pdf', 'list-is-a-picture: b.png']);
  });

  test('is no doubt of a page that reports no act', () => {
    expect(doubts([['unreadable', 'a.pdf']], { verdict: 'none' })).toEqual([]);
  });

  test('comes after the doubts of the reader', () => {
    expect(doubts([['unreadable', 'a.pdf']], { doubts: [known] })).toEqual([
      'known: from the reader',
      'unreadable: a.pdf',
    ]);
    expect(doubts([], { doubts: [known] })).toEqual(['known: from the reader']);
  });

  test('is one doubt a code, with five sentences at most, each once', () => {
    const files = ['a', 'b', 'a', 'c', 'd', 'e', 'f'].map((name): [string, string] => [
      'unreadable',
      name,
    ]);
    const [only, ...more] = doubts(files);
    expect(more).toEqual([]);
    expect(only).toMatch(/^unreadable: a\W+b\W+c\W+d\W+e$/);
  });
});
