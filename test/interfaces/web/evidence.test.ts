import { describe, expect, test } from 'vitest';
import { stretches } from '../../../src/interfaces/web/pages/notice.ts';
import { aNotice } from '../../base/store/build.ts';

const text = '工信部要求某某应用在9月1日前整改';
const span = (part: string) => ({
  start: text.indexOf(part),
  end: text.indexOf(part) + part.length,
});
const marked = (notice: Record<string, unknown>, most = 1_000) =>
  stretches(text, aNotice({ regulator: null, ...notice }), most);

describe('what was read, marked in the text', () => {
  test('every character is shown once, in its order', () => {
    const found = marked({ regulator: { value: 'cn-miit', span: span('工信部'), rule: 'name' } });
    expect(found.stretches.map((one) => one.text).join('')).toBe(text);
    expect(found.stretches[0]).toEqual({ text: '工信部', mark: 'regulator' });
  });

  test('of readings inside each other the narrowest is marked', () => {
    const found = marked({
      actions: [{ span: span('在9月1日前整改') }],
      deadline: { value: '2021-09-01', span: span('9月1日'), rule: 'by' },
    });
    expect(found.stretches.filter((one) => one.mark !== null)).toEqual([
      { text: '在', mark: 'action' },
      { text: '9月1日', mark: 'deadline' },
      { text: '前整改', mark: 'action' },
    ]);
  });

  test('a long text is cut, and the rest counted', () => {
    const found = marked(
      { deadline: { value: '2021-09-01', span: span('9月1日'), rule: 'by' } },
      5,
    );
    expect(found).toEqual({
      stretches: [{ text: '工信部要求', mark: null }],
      cut: text.length - 5,
    });
  });
});
