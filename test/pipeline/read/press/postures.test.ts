import { beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../../src/domain/act-kind.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readPartsOf } from '../../../../src/pipeline/flows/reader.ts';
import { createPressReader } from '../../../../src/pipeline/read/press/press-reader.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

let kind: (title: string, name: string) => string;

beforeAll(() => {
  const { catalog } = repositoryCatalog();
  const read = createPressReader(readPartsOf(catalog!));
  kind = (title, name) => {
    const found = read(decodeText('', 'text'), { title }).findings.find((one) => one.name === name);
    expect(found, `${name} is judged`).toBeDefined();
    return kindOf(found!.act);
  };
}, 120_000);

describe('what an English headline says of an earlier act', () => {
  it.each([
    ['dropped', 'Judge tosses Texas suit against Google over location tracking', 'Google'],
    ['dropped', 'Federal judge throws out Arizona’s lawsuit against Amazon', 'Amazon'],
    ['dropped', 'Court rejects New York’s lawsuit against Uber over driver pay', 'Uber'],
    ['dropped', 'Lyft wins dismissal of New Jersey’s lawsuit over wages', 'Lyft'],
    ['dropped', 'Cartel office shelves Amazon inquiry', 'Amazon'],
    ['dropped', 'Regulator drops case against Amazon', 'Amazon'],
    ['reduced', 'EU court cuts Intel’s antitrust fine to 230 million euros', 'Intel'],
    ['reduced', 'French regulator’s fine on Airbus reduced on appeal', 'Airbus'],
    ['annulled', 'EU court annuls 1.06 billion euro fine against Intel', 'Intel'],
    ['annulled', 'Court voids Dutch regulator’s order against Apple', 'Apple'],
    ['annulled', 'Ryanair wins court fight over Italian antitrust fine', 'Ryanair'],
    ['upheld', 'Google loses appeal against 2.4 billion euro EU fine', 'Google'],
    ['upheld', 'Meta loses bid to throw out FTC case', 'Meta'],
    ['upheld', 'Top court backs EU fine against Intel', 'Intel'],
    ['upheld', 'Appeals court affirms contempt order against Apple', 'Apple'],
    ['upheld', 'EU top court dismisses Canon’s appeal over 28 million euro fine', 'Canon'],
    ['stayed', 'Judge blocks US investment ban on Xiaomi', 'Xiaomi'],
    ['stayed', 'London court suspends order that bars Uber', 'Uber'],
    ['lifted', 'RBI lifts curbs on Bajaj Finance’s lending products', 'Bajaj Finance'],
  ])('%s: %s', (expected, title, name) => {
    expect(kind(title, name)).toBe(expected);
  });

  it.each([
    ['block', 'India blocks TikTok', 'TikTok'],
    ['pause/business', 'California suspends Waymo robotaxis', 'Waymo'],
    ['fine', 'EU fines Google after it loses court fight', 'Google'],
    ['sue', 'FTC takes Microsoft to court', 'Microsoft'],
    ['sue', 'Appeals court revives Ohio’s lawsuit against Google', 'Google'],
    ['probe', 'NHTSA reopens investigation into Tesla door handles', 'Tesla'],
    ['finding', 'Judge rules Google illegally monopolized ad tech', 'Google'],
    ['order', 'EU hits Broadcom with interim demands in antitrust probe', 'Broadcom'],
    ['inputs-cut/export-control', 'US halts chip shipments to Hua Hong', 'Hua Hong'],
  ])('is none where it is a new one, %s: %s', (expected, title, name) => {
    expect(kind(title, name)).toBe(expected);
  });
});
