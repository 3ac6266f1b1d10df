import { describe, expect, test } from 'vitest';
import type { Card, CardLine } from '../../../src/domain/card.ts';
import { commonMark } from '../../../src/pipeline/deliver/markdown.ts';
import {
  type ChatDialect,
  cutLists,
  messageText,
  PLAIN_DIALECT,
  unlinked,
  utf8Size,
} from '../../../src/pipeline/deliver/message-text.ts';
import { withLinks } from '../../../src/pipeline/deliver/with-links.ts';

const line = (text: string, parts: Partial<CardLine> = {}): CardLine => ({
  label: null,
  text,
  weight: 'normal',
  url: null,
  ...parts,
});
const card = (parts: Partial<Card> = {}): Card => ({
  title: 'Acme: fined',
  url: null,
  tone: 'high',
  lead: 'MIIT fined Acme.',
  sections: [{ title: 'Why', lines: [line('A fine', { label: 'Act' }), line('Plain')] }],
  links: [{ label: 'Notice', url: 'https://a.example/1' }],
  chart: null,
  footer: 'Tocsin · 1',
  reference: null,
  language: 'en',
  ...parts,
});
const lines = (count: number, text = 'row') =>
  Array.from({ length: count }, (_, n) => line(`${text} ${n + 1}`));
const listed = (count: number, text?: string) =>
  card({ sections: [{ title: 'Apps', lines: lines(count, text) }] });

/** Marks everything that it writes. */
const MARKING: ChatDialect = {
  text: (text) => `(${text})`,
  strong: (text) => `*${text}*`,
  link: (text, url) => `[${text}|${url}]`,
  hasAnchors: true,
  size: (text) => text.length,
};

describe('a card as the text of a message', () => {
  test('has its parts in order, the footer last', () => {
    expect(messageText(card(), 2_000)).toBe(
      [
        'Acme: fined',
        'MIIT fined Acme.',
        'Why\nAct: A fine\nPlain',
        'Notice: https://a.example/1',
        'Tocsin · 1',
      ].join('\n\n'),
    );
  });

  test('is written in the dialect of the chat, every text of it', () => {
    const strong = line('Look', { weight: 'strong' });
    const linked = line('Page', {
      label: ' Source ',
      url: 'https://a.example/2',
      weight: 'strong',
    });
    const shown = card({ sections: [{ title: 'Why', lines: [strong, linked] }] });
    expect(messageText(shown, 2_000, MARKING)).toBe(
      [
        '*(Acme: fined)*',
        '(MIIT fined Acme.)',
        '*(Why)*\n*(Look)*\n*(Source)*: [(Page)|https://a.example/2]',
        '[(Notice)|https://a.example/1]',
        '(Tocsin · 1)',
      ].join('\n\n'),
    );
  });

  test('leaves out what is empty, and links that are buttons', () => {
    const bare = card({
      lead: '',
      sections: [{ title: null, lines: [line('x', { label: ' ' })] }],
    });
    expect(messageText(bare, 2_000, PLAIN_DIALECT, false)).toBe('Acme: fined\n\nx\n\nTocsin · 1');
  });

  test('a question needs no colon before its address', () => {
    const asked = card({
      sections: [],
      links: ['Wrong?', '不对吗？', 'Page'].map((label) => ({ label, url: 'https://a.example' })),
    });
    expect(messageText(asked, 2_000)).toContain(
      'Wrong? https://a.example\n不对吗？ https://a.example\nPage: https://a.example',
    );
  });

  test('in Chinese has the colons of Chinese', () => {
    expect(messageText(card({ language: 'zh' }), 2_000)).toContain('Act：A fine');
  });

  describe('that is too long', () => {
    test('has long parts cut first: the title, the lead and each line', () => {
      const long = card({
        title: 't'.repeat(251),
        lead: 'l'.repeat(601),
        sections: [{ title: null, lines: [line('x'.repeat(301)), line('y'.repeat(300))] }],
      });
      const [title, lead, body] = messageText(long, 5_000).split('\n\n');
      expect(title).toBe(`${'t'.repeat(249)}…`);
      expect(lead).toBe(`${'l'.repeat(599)}…`);
      expect(body).toBe(`${'x'.repeat(299)}…\n${'y'.repeat(300)}`);
    });

    test('has its lists cut, with what is left out counted', () => {
      const rows = (most: number) =>
        messageText(listed(41), most)
          .split('\n')
          .filter((each) => each.startsWith('row'));
      expect(rows(5_000)).toHaveLength(40);
      expect(messageText(listed(41), 5_000)).toContain('row 40\nand 1 more');
      expect(rows(300)).toHaveLength(14);
      expect(rows(150)).toHaveLength(8);
      expect(messageText(listed(41), 130)).toContain('row 5\nand 36 more');
    });

    test('has no lists and links at last, and a shorter title and lead each time', () => {
      const long = card({ title: 't'.repeat(200), lead: 'l'.repeat(600) });
      const text = messageText(long, 500);
      expect(text.split('\n\n')).toEqual([
        `${'t'.repeat(124)}…`,
        `${'l'.repeat(299)}…`,
        'Tocsin · 1',
      ]);
      expect(messageText(long, 5)).toBe('…');
      expect(messageText(card({ title: 't' }), 1)).toBe('t');
    });

    test('counts by the room of the far side', () => {
      const dialect = { ...PLAIN_DIALECT, size: utf8Size };
      const chinese = card({ title: '通报', lead: '一'.repeat(100), sections: [], links: [] });
      expect(messageText(chinese, 350, dialect)).toContain('一'.repeat(100));
      expect(messageText(chinese, 300, dialect)).not.toContain('一'.repeat(100));
      expect(messageText(chinese, 300)).toContain('一'.repeat(100));
    });
  });
});

test('sections of at most so many lines stay as they are', () => {
  const whole = listed(3);
  expect(cutLists(whole, 3)).toEqual(whole);
  expect(cutLists(whole, 2).sections[0]!.lines).toEqual([
    ...lines(2),
    line('and 1 more', { weight: 'quiet' }),
  ]);
});

test.each([
  ['https://a.example/x', 'https:\u200b//\u200ba.\u200bexample/x'],
  ['see a.example', 'see a.\u200bexample'],
  ['1.5 %', '1.5 %'],
  ['end. Next', 'end. Next'],
  ['@all #tag /start', '@\u200ball #\u200btag /\u200bstart'],
  ['a@b and/or c#', 'a@b and/or c#'],
])('nothing in %j becomes a link', (text, expected) => {
  expect(unlinked(text)).toBe(expected);
});

describe('a card as CommonMark', () => {
  test('has titles, lists and links, and no section without lines', () => {
    const shown = card({
      sections: [
        { title: 'Why', lines: [line('A', { label: ' Act ' }), line('B', { weight: 'strong' })] },
        { title: 'Empty', lines: [] },
        { title: null, lines: [line('C', { label: ' ', url: 'https://a.example/2' })] },
      ],
      links: ['Notice', 'Page'].map((label) => ({ label, url: 'https://a.example/1' })),
    });
    expect(commonMark(shown)).toBe(
      [
        '**Acme: fined**',
        'MIIT fined Acme.',
        '**Why**\n\n- **Act** A\n- **B**',
        '- [C](<https://a.example/2>)',
        '[Notice](<https://a.example/1>) · [Page](<https://a.example/1>)',
        'Tocsin · 1',
      ].join('\n\n'),
    );
  });

  test.each([
    ['# no title', '\\# no title'],
    ['- no list', '\\- no list'],
    ['12) no list', '12\\) no list'],
    ['1. no list', '1\\. no list'],
    ['in 2021. - or # so', 'in 2021. - or # so'],
    [
      '*a* _b_ [c](d) <e> ~f~ | `g` & \\',
      '\\*a\\* \\_b\\_ \\[c\\](d) \\<e\\> \\~f\\~ \\| \\`g\\` \\& \\\\',
    ],
    [
      '@everyone @here @all @channel @ann',
      '@\u200beveryone @\u200bhere @\u200ball @\u200bchannel @ann',
    ],
  ])('nothing in %j is a mark', (text, expected) => {
    const shown = card({ lead: text, sections: [], links: [] });
    expect(commonMark(shown).split('\n\n')[1]).toBe(expected);
  });

  test('leaves out what is empty', () => {
    expect(commonMark(card({ lead: '', sections: [], links: [] }))).toBe(
      '**Acme: fined**\n\nTocsin · 1',
    );
  });
});

test('acts of buttons become links before the others, where they have an address', () => {
  const acts = card({
    buttons: [
      { label: 'Useful', act: 'useful:1' },
      { label: 'Mute', act: 'mute:1' },
    ],
  });
  expect(withLinks(acts, { useful: 'https://a.example/u' } as never).links).toEqual([
    { label: 'Useful', url: 'https://a.example/u' },
    ...acts.links,
  ]);
  expect(withLinks(acts, {} as never)).toBe(acts);
  expect(withLinks(card(), { useful: 'https://a.example/u' } as never)).toEqual(card());
});
