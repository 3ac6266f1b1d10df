import { describe, expect, it } from 'vitest';
import { isTitled, itemsIn } from '../../../src/read/layouts/english-items.ts';
import { namesInPhrase } from '../../../src/read/layouts/english-names.ts';

const itemsOf = (text: string) =>
  itemsIn(text, 0, text.length).map((one) => text.slice(one.start, one.end).trim());
const namesOf = (text: string) =>
  namesInPhrase(text, 0, text.length).map((one) => text.slice(one.start, one.end));

describe('items of an English list', () => {
  it.each([
    ['Maple Notes, Green Rice and Blue Whale', ['Maple Notes', 'Green Rice', 'Blue Whale']],
    [
      'Maple Mall-Smarter Shopping, Better Living; Drive with Maple; Green Rice',
      ['Maple Mall-Smarter Shopping, Better Living', 'Drive with Maple', 'Green Rice'],
    ],
    [
      'Maple Date - Chat & Meet For Singles, Green Rice',
      ['Maple Date - Chat & Meet For Singles', 'Green Rice'],
    ],
    [
      "Fenghua's Maple Notes and Green Rice; Bluewhale; Redleaf",
      ["Fenghua's Maple Notes", 'Green Rice', 'Bluewhale', 'Redleaf'],
    ],
    ['Fenghua & Greenrice', ['Fenghua', 'Greenrice']],
  ])('%s', (text, items) => {
    expect(itemsOf(text)).toEqual(items);
  });

  it.each([
    ['Card Maple - Business Card Reader', true],
    ['Maple Age: Chat, Meet, Date', true],
    ['Wi-Fi Master', false],
    ['Maple - a service owned by Fenghua', false],
    ["Maple - Fenghua's note app", false],
  ])('whether "%s" is a name with its subtitle: %s', (text, expected) => {
    expect(isTitled(text)).toBe(expected);
  });

  it('a subtitle is part of the name, a closing "etc." is not', () => {
    expect(namesOf('Maple India - Delivery App, Green Rice, Blue Date-Meet & Chat, etc.')).toEqual([
      'Maple India - Delivery App',
      'Green Rice',
      'Blue Date-Meet & Chat',
    ]);
  });
});
