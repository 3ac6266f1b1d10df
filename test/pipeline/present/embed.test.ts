import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/domain/card.ts';
import { EMBED_LIMITS, embedWithRest, escapeText } from '../../../src/pipeline/present/embed.ts';

const line = (text: string, label: string | null = null) => ({
  label,
  text,
  weight: 'normal' as const,
  url: null,
});

function card(changes: Partial<Card> = {}): Card {
  return {
    title: 'MIIT: ordered to rectify (43 apps)',
    url: 'https://example.gov.cn/a',
    tone: 'watch',
    lead: 'Trip.com Group 0.0 → 17.2',
    sections: [{ title: 'Trip.com Group (TCOM)', lines: [line('17.2', 'Score')] }],
    links: [{ label: 'Source', url: 'https://example.gov.cn/a' }],
    chart: null,
    footer: 'Not investment advice.',
    reference: 'n-1:first',
    language: 'en',
    ...changes,
  };
}

const total = (card_: Card) => {
  const embed = embedWithRest(card_).embed;
  return (
    embed.title.length +
    embed.description.length +
    embed.footer.text.length +
    embed.fields.reduce((sum, field) => sum + field.name.length + field.value.length, 0)
  );
};

describe('a card as a Discord embed', () => {
  test('carries its reference, so that a message of unknown fate can be found', () => {
    expect(embedWithRest(card()).embed.footer.text).toBe('Not investment advice. · n-1:first');
  });

  test('a long list is cut line by line and says how many are missing', () => {
    const long = card({
      sections: [
        {
          title: 'Apps',
          lines: Array.from({ length: 60 }, (_, index) =>
            line(`演示应用${index} 1.0.${index} (App Store)`),
          ),
        },
      ],
    });
    expect(embedWithRest(long).embed.fields[0]!.value).toMatch(/\nand \d+ more$/);
  });

  test('the source link survives however long the rest is', () => {
    const long = card({
      sections: Array.from({ length: 12 }, (_, index) => ({
        title: `Company ${index}`,
        lines: Array.from({ length: 20 }, () => line('x'.repeat(60))),
      })),
    });
    expect(embedWithRest(long).embed.fields.at(-1)!.value).toContain('https://example.gov.cn/a');
    expect(total(long)).toBeLessThanOrEqual(EMBED_LIMITS.total);
  });

  test('whatever the card holds, every limit of Discord is kept', () => {
    const text = fc.string({ maxLength: 3000 });
    const anyLine = fc.record({
      label: fc.option(fc.string({ maxLength: 300 })),
      text,
      weight: fc.constantFrom('strong', 'normal', 'quiet') as fc.Arbitrary<'normal'>,
      url: fc.constant(null),
    });
    const anyCard = fc.record({
      title: text,
      lead: text,
      sections: fc.array(
        fc.record({ title: fc.option(text), lines: fc.array(anyLine, { maxLength: 40 }) }),
        {
          maxLength: 30,
        },
      ),
    });
    fc.assert(
      fc.property(anyCard, (changes) => {
        const embed = embedWithRest(card(changes as Partial<Card>)).embed;
        expect(embed.title.length).toBeLessThanOrEqual(EMBED_LIMITS.title);
        expect(embed.description.length).toBeLessThanOrEqual(EMBED_LIMITS.description);
        expect(embed.fields.length).toBeLessThanOrEqual(EMBED_LIMITS.fields);
        for (const field of embed.fields) {
          expect(field.name.length).toBeLessThanOrEqual(EMBED_LIMITS.name);
          expect(field.value.length).toBeLessThanOrEqual(EMBED_LIMITS.value);
        }
        expect(total(card(changes as Partial<Card>))).toBeLessThanOrEqual(EMBED_LIMITS.total);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['@everyone', '@\u200beveryone'],
    ['<@&123456789>', '<\u200b@\u200b&123456789\\>'],
    ['**bold** [x](http://y)', '\\*\\*bold\\*\\* \\[x\\](http://y)'],
  ])('%s from outside is neutralised', (raw, safe) => {
    expect(escapeText(raw)).toBe(safe);
  });
});
