import { describe, expect, it } from 'vitest';
import { read } from '../support/reading.ts';

const readingOf = (title: string, lines: readonly string[]) => {
  const notice = read(lines.join('\n'), { title });
  return {
    types: notice.actions.map((one) => one.type),
    names: notice.mentions.filter((one) => one.role === 'subject').map((one) => one.name),
  };
};

describe('a page of links', () => {
  it('tells one step in one of its bullets, and hits nobody of the others', () => {
    expect(
      readingOf("8.16.21 What else we're reading", [
        'Wang Wu',
        '• Two people were hurt in a fire in the north of China on Sunday, according to the embassy.',
        '• Alibaba and Fenghua are the target of another round of antitrust fines on Saturday of 21 million yuan.',
        '• Weibo plans several new apps including Maple Notes, said its founder.',
        "• Meituan's drone unit sold shares.",
      ]),
    ).toEqual({ types: ['fined'], names: ['Alibaba', 'Fenghua'] });
  });

  it('tells steps in headlines that name their newspaper', () => {
    expect(
      readingOf('Links for Monday, August 16, 2021', [
        'BUSINESS:',
        '- Trouble for Weibo',
        'Chinese regulators call in Weibo over complaints / Reuters',
        '- Phones',
        'Meituan takes on Apple with new phone / FT (paywall)',
        '- Largest fine yet',
        'Chinese authorities slap Didi with large fine / Reuters',
        'China issues new rules on algorithms / Caixin',
      ]),
    ).toEqual({ types: ['summoned', 'fined', 'rule-enacted'], names: ['Weibo', 'Didi'] });
  });

  it.each([
    [
      'Daily links',
      [
        '- Meituan raises $10 billion',
        '- Why China fined Alibaba',
        '- Tencent could be fined, sources say',
        '- Weibo sues a rival',
      ],
    ],
    [
      'Links for Friday',
      ['- Apple pulls Maple Notes from its store', '- Weibo posts profit', '- Didi hires'],
    ],
  ])('%s tells nothing new', (title, lines) => {
    expect(readingOf(title, lines).types).toEqual([]);
  });
});
