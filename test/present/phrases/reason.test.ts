import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { PHRASES, reasonIn } from '../../../src/present/phrases/reason.ts';

const filesIn = (folder: string) =>
  readdirSync(folder)
    // A table of English words is none of sentences.
    .filter((name) => name.endsWith('.ts') && name !== 'english-forms.ts')
    .map((name) => join(folder, name));

/** Where reasons are written that a reader may see. */
const WRITERS = [
  'src/flows/alert-cards.ts',
  'src/deliver/attempt.ts',
  'src/deliver/post.ts',
  ...filesIn('src/deliver/sinks'),
];

/** What stands there beside reasons: names of rules, of edges, and of protocols; sentences for the log or a bug. */
const NO_REASONS =
  /^(?:mobile online bank|no company "|controlled by|listed as|same name|bare name|other form|cut off|other place|store run by|developed by|operated by|app of|name of|app and |app, and |app of one|developer alone|app alone|owner by the text|the last rule|the name$|an alias$|RCPT TO)/;

/** Sentences with their gaps, as the source writes them; a gap becomes a word that nobody would translate. */
function sentencesOf(path: string): string[] {
  const sentences: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) sentences.push(node.text);
    if (ts.isTemplateExpression(node))
      sentences.push(node.head.text + node.templateSpans.map((span) => `Q${span.literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
  return (
    sentences
      // Pieces of a sentence that is put together elsewhere there.
      .map((text) =>
        text
          .replace(/^; /, '')
          .replace(/^(?=, | \()/, 'Q')
          .replace(/([a-z])Q$/, '$1'),
      )
      .map((text) =>
        /^(?:equals the (?:name|alias) “|is a package id|spells or translates|is the company's name with).* of$/.test(
          text,
        )
          ? `“Q” ${text} Q`
          : text,
      )
      .filter((text) => /[a-z]{2,} [a-z]/i.test(text) && !NO_REASONS.test(text))
  );
}

const ENGLISH = /[a-z]{3,} [a-z]{2,}/i;

describe('every reason in Chinese', () => {
  test.each(WRITERS)('%s', (path) => {
    const left = sentencesOf(path).filter((text) => ENGLISH.test(reasonIn(text, 'zh')));
    expect(left, 'add them to src/present/phrases').toEqual([]);
  });

  test('every phrase says what it stands for: the same gaps, in Chinese', () => {
    const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
    for (const [en, zh] of PHRASES) {
      expect(gaps(zh), en).toEqual(gaps(en));
      expect(zh.replace(/\{\w+\}/g, ''), en).toMatch(/[\p{Script=Han}：]/u);
    }
  });
});

describe('a reason', () => {
  test.each([
    ['not crossposted: Discord answered 500', '未发布到关注频道：Discord返回 500'],
    ['a sentence that nobody translated', 'a sentence that nobody translated'],
  ])('%s', (en, zh) => {
    expect(reasonIn(en, 'zh')).toBe(zh);
    expect(reasonIn(en, 'en')).toBe(en);
  });
});
