import { globSync, readFileSync } from 'node:fs';
import { type MessageFormatElement, parse } from '@formatjs/icu-messageformat-parser';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import en from '../../../config/messages/en/messages.json' with { type: 'json' };
import zh from '../../../config/messages/zh/messages.json' with { type: 'json' };
import zhTw from '../../../config/messages/zh-TW/messages.json' with { type: 'json' };
import { formatReason, term } from '../../../src/base/i18n/sentence.ts';
import { bothNames, reason, reasons, storedSentence } from '../../../src/domain/reason.ts';
import { ROUTE_STAGES, SIGNAL_STAGES } from '../../../src/pipeline/alert/stages.ts';

/** Names of the parameters of a message in ICU MessageFormat. */
function parametersOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === 0 || element.type === 7) return [];
    const inner =
      'options' in element
        ? Object.values(element.options).flatMap(({ value }) => parametersOf(value))
        : [];
    return 'children' in element ? parametersOf(element.children) : [element.value, ...inner];
  });
}

/**
 * Codes and names of parameters of every call `reason('code', { … })`; calls whose code or values
 * stand elsewhere are left out.
 */
function reasonsIn(node: ts.Node): [string[], string[]][] {
  const found: [string[], string[]][] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'reason') return;
    const [codes, given] = [
      codesIn(node.arguments[0]!),
      node.arguments[1] ? keysIn(node.arguments[1]) : [],
    ];
    if (codes !== null && given !== null) found.push([codes, given]);
  };
  visit(node);
  return found;
}

function codesIn(node: ts.Expression): string[] | null {
  if (ts.isStringLiteral(node)) return [node.text];
  if (!ts.isConditionalExpression(node)) return null;
  const [yes, no] = [codesIn(node.whenTrue), codesIn(node.whenFalse)];
  return yes === null || no === null ? null : [...yes, ...no];
}

function keysIn(node: ts.Expression): string[] | null {
  if (!ts.isObjectLiteralExpression(node)) return null;
  const keys = node.properties.map((one) =>
    ts.isSpreadAssignment(one) ? keysIn(one.expression) : [one.name!.getText().replaceAll("'", '')],
  );
  return keys.includes(null) ? null : (keys as string[][]).flat();
}

const used = (message: string) =>
  [...new Set(parametersOf(parse(message, { ignoreTag: true })))].toSorted();

/**
 * `say = phrasesOf('part', …)` or facts that carry it (`WordedAlert`), then `say('key', { … })`; or
 * both at once. A call whose values stand elsewhere is left out.
 */
const SAID =
  /say = phrasesOf\('(\w+)'|\bWorded(\w+)\b|(?:say|phrasesOf\('(\w+)', [^()]+(?:\([^()]*\))?\))\('([\w-]+)'(?:,\s*\{((?:[^{}]|\{[^{}]*\})*)\})?\)/g;

describe('the catalogue of messages', () => {
  test('every code of a reason has both languages, with the same parameters', () => {
    expect(Object.keys(zh.reasons)).toEqual(Object.keys(en.reasons));
    for (const [code, message] of Object.entries(zh.reasons))
      expect([code, used(message)]).toEqual([
        code,
        used(en.reasons[code as keyof typeof en.reasons]),
      ]);
  });

  test('every reason is given the parameters of its code, and no other', () => {
    const wrong: unknown[] = [];
    let seen = 0;
    for (const file of globSync('src/**/*.ts')) {
      const text = readFileSync(file, 'utf8');
      if (!text.includes('reason(')) continue;
      for (const [codes, given] of reasonsIn(
        ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
      ))
        for (const code of codes) {
          seen += 1;
          if (used(en.reasons[code as keyof typeof en.reasons]).join() !== given.toSorted().join())
            wrong.push([file, code, given]);
        }
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(200);
  });

  test('what cards and pages say has both languages, each with the same parameters', () => {
    const flat = (messages: object): [string, string][] =>
      Object.entries(messages).flatMap(([key, message]) =>
        typeof message === 'string'
          ? [[key, message] as [string, string]]
          : flat(message).map(([inner, text]) => [`${key}.${inner}`, text] as [string, string]),
      );
    const { card, web, phrases, slash } = zh;
    const texts = new Map(flat({ card, web, phrases, slash }));
    // A number that only chooses between "was" and "were" is none in Chinese; English counts what
    // is left out, Chinese all.
    const gaps = (text: string) => used(text).filter((one) => one !== 'n' && one !== 'all');
    for (const [key, text] of flat({
      card: en.card,
      web: en.web,
      phrases: en.phrases,
      slash: en.slash,
    }))
      expect([key, gaps(texts.get(key) ?? '')]).toEqual([key, gaps(text)]);
    const keys = (messages: object) => flat(messages).map(([key]) => key);
    expect(keys(zhTw.slash)).toEqual(keys(en.slash));
    expect(keys(zh.phrases)).toEqual(keys(en.phrases));
  });

  test('what pages say is given every value that its message has a gap for, and no other', () => {
    const wrong: unknown[] = [];
    let seen = 0;
    for (const file of globSync('src/interfaces/web/**/*.ts'))
      for (const [, name, given] of readFileSync(file, 'utf8').matchAll(
        /\bsay\('([\w.]+)', \{((?:[^{}]|\{[^{}]*\})*)\}/g,
      )) {
        const message = name!.split('.').reduce((at, key) => (at as never)[key], en.web as unknown);
        const inner = given!.replaceAll(/\([^()]*\)|\{[^{}]*\}|'[^']*'/g, '');
        const values = [...inner.matchAll(/(?:^|,)\s*(\w+)(?=\s*[:,]|\s*$)/g)].map(
          (match) => match[1]!,
        );
        seen += 1;
        if (used(String(message)).join() !== values.toSorted().join())
          wrong.push([file, name, values]);
      }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(50);
  });

  test('what cards and commands say is given every value that its message has a gap for', () => {
    const wrong: unknown[] = [];
    for (const file of globSync('src/**/*.ts', { exclude: ['src/interfaces/web/**'] })) {
      let part = '';
      for (const [, named, worded, direct, key, given] of readFileSync(file, 'utf8').matchAll(
        SAID,
      )) {
        part = named ?? worded?.toLowerCase() ?? part;
        if (key === undefined || given?.includes('...')) continue;
        const messages: Record<string, string> =
          en.phrases[(direct ?? part) as keyof typeof en.phrases];
        const values = [...(given ?? '').matchAll(/(?:^|,)\s*(\w+)/g)].map((match) => match[1]!);
        const missing = used(messages[key]!).filter((gap) => !values.includes(gap));
        if (missing.length > 0) wrong.push([file, key, missing]);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every term has both languages', () => {
    const keys = (terms: object) =>
      Object.entries(terms).map(([kind, own]) => [kind, Object.keys(own)]);
    expect(keys(zh.terms)).toEqual(keys(en.terms));
  });

  test('every stage of the alert rules has a Chinese name', () => {
    for (const id of [...Object.keys(SIGNAL_STAGES), ...Object.keys(ROUTE_STAGES), 'route'])
      expect(term('filter', id, 'zh')).toMatch(/\p{Script=Han}/u);
  });

  test('Chinese is Chinese: letters stand in names alone, and punctuation is full-width', () => {
    const words = (text: string) =>
      text
        .replace(/`[^`]*`/g, '')
        .replace(/\{[^}]*\}?/g, '')
        .match(/(?<![A-Za-z_])[a-z]+/g) ?? [];
    expect(Object.values(zh.reasons).flatMap(words)).toEqual([]);
    for (const text of Object.values(zh.reasons))
      expect(text).not.toMatch(/\p{Script=Han}[,;:!?(]/u);
  });
});

describe('a reason', () => {
  const trip = bothNames({ en: 'Trip.com Group Ltd.', zh: '携程集团有限公司' }, 'trip-com');
  test.each([
    [
      reason('below-band', { score: '15.9', band: 'watch', wanted: 'high' }),
      '15.9 is “watch”, the subscription asks for “high”',
      '15.9 分为“关注”，该订阅要求至少“高”',
    ],
    [reason('published-late', { days: 1 }), /^published 1 day before/, /^发布1天后/],
    [reason('published-late', { days: 40 }), /^published 40 days before/, /^发布40天后/],
    [
      reasons(
        reason('developer', { why: reason('unknown-firm', { name: '某某' }) }),
        reason('listed-on', { company: trip, day: '2021-09-20' }),
      ),
      'developer “某某” is no firm of the catalog; Trip.com Group is listed on 2021-09-20',
      '开发者“某某”不是名录中的企业；携程集团在2021年9月20日已上市',
    ],
    [
      reason('name-of-several', {
        name: '东方',
        companies: [trip, bothNames({ en: 'Other', zh: null }, 'o')],
      }),
      '“东方” is a name that Trip.com Group and Other share',
      '“东方”是携程集团和Other共用的名称',
    ],
    [
      reason('unclear', { query: 'x', choices: ['A', 'B', 'C'] }),
      '“x” is not clear. Did you mean A, B, or C?',
      '“x”不够明确。您是否要找A、B或C？',
    ],
    [storedSentence('told before codes'), 'told before codes', 'told before codes'],
    [{ code: 'of-a-later-version', params: { n: 1 } }, 'of-a-later-version', 'of-a-later-version'],
  ])('%j', (one, english, chinese) => {
    expect(formatReason(one, 'en')).toMatch(english);
    expect(formatReason(one, 'zh')).toMatch(chinese);
  });

  test('a value that has no word is shown as it is', () => {
    expect(term('band', 'high', 'zh')).toBe('高');
    expect(term('band', 'new', 'zh')).toBe('new');
  });
});
