import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

describe('an English list of apps with their versions', () => {
  it('quoted names under numbered accusations are one app each, with all its rows', () => {
    const text = [
      'The National Computer Virus Emergency Response Center found 3 apps violating the law.',
      '1. Failing to prompt the user to read the privacy policy. The apps are as follows:',
      '"Maple Run" (version 4.3.2), "Green Rice®" (version 7.5.1, Huawei AppGallery).',
      '2. Not all privacy permissions were disclosed. The apps are as follows:',
      '"Maple Run" (version 4.3.2), "Blue vs. Whale 2" (version 2.4.84).',
    ].join('\n');
    const apps = read(text).mentions.map((one) => [one.name, one.rows[0]?.version, one.rows[0]?.store]);
    expect(apps).toEqual([
      ['Maple Run', '4.3.2', null],
      ['Green Rice®', '7.5.1', 'Huawei AppGallery'],
      ['Blue vs. Whale 2', '2.4.84', null],
    ]);
  });

  it('holds some without a version, behind what they do', () => {
    const text = [
      'The National Computer Virus Emergency Response Center found 35 apps violating the law.',
      '- 12 apps do not present their rules, such as Maple Chat and Green Rice',
      '- 18 apps collect too much, such as Blue Whale (version 2.9.6) and Wink',
      '- Yunmao (version 2.0.8) collects data without relation to its functions',
      '- 5 apps, including Genie Leaf, contain misleading ads',
    ].join('\n');
    const apps = read(text).mentions.filter((one) => one.role === 'subject');
    expect(new Set(apps.map((one) => one.name))).toEqual(
      new Set(['Maple Chat', 'Green Rice', 'Blue Whale', 'Wink', 'Yunmao', 'Genie Leaf']),
    );
  });

  it('names in a sentence', () => {
    const text =
      "China's Ministry of Public Security flagged 35 apps for privacy violations. Notable offenders include Maple (version 2.0.8), Green Rice (version 2.9.6), and AI Smart Leaf (version 1.0.25).";
    expect(read(text).mentions.map((one) => one.name)).toEqual(['Maple', 'Green Rice', 'AI Smart Leaf']);
  });
});
