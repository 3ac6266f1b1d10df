import { describe, expect, test } from 'vitest';
import { MESSAGES } from '../../../src/base/i18n/messages.ts';
import { term } from '../../../src/base/i18n/sentence.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import type { Regulator } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { type IncidentFacts, incidentCard } from '../../../src/pipeline/present/incident-card.ts';
import { cardText, PLAIN } from '../../../src/pipeline/present/text.ts';

const at = (time: string) => Date.parse(`2026-03-02T${time}+08:00`) as Instant;
const gap = (some: Partial<Incident> = {}): Incident => ({
  id: 'g',
  source: 'cn-miit-list' as never,
  title: 'MIIT, notices',
  regulator: 'cn-miit' as never,
  kind: 'gap',
  code: 'server-error',
  message: 'x: status 503',
  from: at('09:12'),
  to: at('11:40'),
  notedAt: at('11:40'),
  endNotedAt: at('11:40'),
  late: 3,
  tellings: [],
  revision: 0,
  ...some,
});
const MIIT = {
  id: 'cn-miit',
  name: { en: 'Ministry', zh: '工业和信息化部' },
  short: 'MIIT',
  timezone: 'Asia/Shanghai',
  sources: [{ id: 'cn-miit-list', title: 'MIIT, notices', titleZh: '工信部，通报' }],
} as unknown as Regulator;
const shown = (some: Partial<IncidentFacts> = {}) =>
  cardText(
    incidentCard({
      incidents: [gap()],
      of: 'end',
      language: 'en',
      regulators: new Map([[MIIT.id, MIIT]]),
      reader: 'subscribers',
      reference: 'watch:1',
      ...some,
    }),
    80,
    PLAIN,
  );

describe('a word about the watch', () => {
  test('says what could not be seen from when to when, and what was found late', () => {
    const text = shown();
    expect(text).toContain('MIIT: unreachable from 2 Mar 2026 09:12 Beijing to 11:40');
    expect(text).toContain('3 notices were found late and are marked so.');
    expect(text).toContain('MIIT, notices');
    expect(text).not.toContain('status 503');
  });

  test('in Chinese', () => {
    const text = shown({ language: 'zh' });
    expect(text).toContain('2026年3月2日 09:12');
    expect(text).toContain('无法访问工业和信息化部');
    expect(text).toContain('延迟发现的 3 份通报均已注明');
    expect(text).toContain('工信部，通报');
    expect(text).not.toContain('MIIT');
  });

  test.each([
    [
      'a beginning',
      { of: 'begin', incidents: [gap({ to: null })] },
      /MIIT: unreachable since 2 Mar 2026 09:12/,
    ],
    ['one late notice', { incidents: [gap({ late: 1 })] }, /One notice was found late/],
    ['none', { incidents: [gap({ late: 0 })] }, /No notice was missed so far/],
    [
      'over a night',
      { incidents: [gap({ to: at('11:40') + 86_400_000 } as never)] },
      /to 3 Mar 2026 11:40/,
    ],
    [
      'the operator',
      { of: 'begin', reader: 'operator', incidents: [gap({ kind: 'finding', to: null })] },
      /Monitoring needs attention: MIIT[\s\S]*status 503[\s\S]*tocsin sources check/,
    ],
    ['mended', { reader: 'operator', incidents: [gap({ kind: 'finding' })] }, /Recovered: MIIT/],
    [
      'many alike, in one line',
      {
        incidents: Array.from({ length: 20 }, (_, n) =>
          gap({ id: `g${n}`, source: `list-${n}` as never, title: `List ${n}` }),
        ),
      },
      /20 sources: it has a problem of its own[\s\S]*\(\+8\)/,
    ],
  ] as [string, Partial<IncidentFacts>, RegExp][])('%s', (_, some, expected) => {
    expect(shown(some)).toMatch(expected);
  });

  test('every finding of the watch has its words in both languages', () => {
    const { remedy } = MESSAGES.en.terms;
    for (const code of Object.keys(remedy)) {
      expect(term('remedy', code, 'en'), code).toMatch(/[.`]$/);
      expect(term('remedy', code, 'zh'), code).toMatch(/\p{Script=Han}/u);
    }
    for (const code of [...Object.keys(remedy), 'not-running', 'unseen']) {
      expect(term('finding', code, 'en'), code).not.toBe(code);
      expect(term('finding', code, 'zh'), code).toMatch(/\p{Script=Han}/u);
    }
    expect(term('finding', 'a-new-code', 'en')).toBe('a-new-code');
  });
});
