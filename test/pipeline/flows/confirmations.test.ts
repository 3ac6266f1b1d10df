import { describe, expect, test } from 'vitest';
import { actNamed } from '../../../src/domain/old-acts.ts';
import { ft, pressWorld, QUOTE, reuters, type Told, trip } from './press-world.ts';

const { claimed, publish } = pressWorld();

describe('what confirms an unconfirmed step', () => {
  test.each<[string, Told[], string[]]>([
    ['an outlet beside one that is sure', [reuters, ft], ['financial-times told', 'reuters told']],
    [
      'two outlets of which none is sure',
      [reuters, { ...ft, isSure: false }],
      ['financial-times unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'two pages of one outlet',
      [reuters, { ...reuters, url: 'https://reuters.test/2' }],
      ['reuters unconfirmed', 'reuters unconfirmed'],
    ],
    [
      'an outlet that reprints the agency',
      [reuters, { ...ft, text: `(Reuters) ${QUOTE}` }],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets that quote one agency',
      [
        { ...ft, text: `Bloomberg reported that ${QUOTE}` },
        { url: 'https://scmp.test/1', outlet: 'scmp', text: `${QUOTE}, according to Bloomberg` },
      ],
      ['financial-times told', 'scmp unconfirmed'],
    ],
    [
      'two outlets three days apart',
      [reuters, { ...ft, day: '2021-09-23' }],
      ['financial-times told', 'reuters told'],
    ],
    [
      'two outlets four days apart',
      [reuters, { ...ft, day: '2021-09-24' }],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets on two kinds of step',
      [reuters, { ...ft, unconfirmed: [trip({ act: actNamed('fine') })] }],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets of which one names no authority',
      [reuters, { ...ft, unconfirmed: [trip({ authority: null })] }],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets that name two authorities',
      [
        reuters,
        {
          ...ft,
          unconfirmed: [trip({ authority: { ...trip().authority!, id: 'us-ftc' as never } })],
        },
      ],
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'two outlets that name two authorities nobody knows',
      ['China', 'European'].map((name, n) => ({
        ...[reuters, ft][n]!,
        unconfirmed: [trip({ authority: { ...trip().authority!, id: null, name } })],
      })),
      ['financial-times told', 'reuters unconfirmed'],
    ],
    [
      'the authority’s own page',
      [reuters, { url: 'https://authority.test/1', outlet: null, isSure: true }],
      ['authority told', 'reuters told'],
    ],
    [
      'the authority’s own page where that is not sure of itself',
      [reuters, { url: 'https://authority.test/1', outlet: null }],
      ['authority unconfirmed', 'reuters unconfirmed'],
    ],
  ])('of %s', async (_, told, expected) => {
    await publish(...told);
    expect(await claimed()).toEqual(expected);
  });
});
