import { expect, test } from 'vitest';
import { actLines } from '../../../src/answers/queries/act-lines.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const knowledge = knowledgeOf(repositoryCatalog().catalog!);
const [header, ...lines] = [...actLines(knowledge, '2026-11-30' as CalendarDate)];

test('every act against every company has a sentence in every language, without a gap left open', () => {
  expect(header).toEqual(['id', 'language', 'company', 'sentence', 'state']);
  const hits = knowledge.history.all().length;
  expect(lines.length).toBe(hits * 2);
  const broken = lines.filter(([, , , text]) =>
    /[{}[\]]|\bnull\b|undefined| {2}|\(\)|（）/.test(text!),
  );
  expect(broken).toEqual([]);
});

test('a sentence names the company, its part or its app, and where the act takes effect', () => {
  const steps = new Map(knowledge.history.all().map((event) => [event.id, event]));
  const silent = lines.filter(([id, language, , text]) => {
    const { object, act } = steps.get(id!)!;
    const phrase = object.name === null ? null : (object.name[language as 'zh'] ?? object.name.en);
    return act.measure !== null && phrase !== null && !text!.includes(phrase);
  });
  expect(silent).toEqual([]);
});

test('"in force" and "open" are only said of what was seen within a year', () => {
  for (const [, language, , , state] of lines) {
    const said = language === 'en' ? /^(?:in force|open) \(last seen (\S+)\)/ : null;
    const seen = said?.exec(state!)?.[1];
    if (seen !== undefined) expect(seen >= '2025-11-30').toBe(true);
  }
});
