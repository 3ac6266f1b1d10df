import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { ENV_NAMES } from '../../../src/app/env.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { catalog } = repositoryCatalog();
const regulators = [...catalog!.regulators.values()].filter(
  (regulator) => regulator.sources.length > 0,
);
const outlets = [...catalog!.outlets.values()].filter((outlet) => outlet.sources.length > 0);
const sources = [...regulators, ...outlets].flatMap((one) => one.sources);

describe('the sources of config/', () => {
  test('are at least 40 of 25 bodies, with ten newspapers', () => {
    expect(regulators.length).toBeGreaterThanOrEqual(25);
    expect(regulators.flatMap((regulator) => regulator.sources).length).toBeGreaterThanOrEqual(40);
    expect(
      regulators.filter((regulator) => /^cn-.*-ca$/.test(regulator.id)).length,
    ).toBeGreaterThanOrEqual(8);
    expect(outlets.length).toBeGreaterThanOrEqual(10);
  });

  test('have ids of their own, also between bodies and newspapers', () => {
    expect(
      sources.map((source) => source.id).filter((id, at, all) => all.indexOf(id) !== at),
    ).toEqual([]);
  });

  test.each(sources.map((source) => [source.id, source] as const))(
    '%s can be asked',
    (_, source) => {
      for (const url of [source.url, ...source.mirrors])
        if (source.instance === null) expect(new URL(url).protocol).toMatch(/^https?:$/);
        else expect(url).toMatch(/^\/[\w/:.-]+$/);
      for (const name of [source.instance, source.proxy])
        if (name != null) expect(ENV_NAMES).toContain(name);
      if (source.kind === 'html-list')
        for (const selector of Object.values(source.select))
          expect(() => load('<p></p>')(selector)).not.toThrow();
      if (source.kind === 'json') expect(source.select.link ?? source.select.html).toBeTruthy();
      if (!source.enabled) expect(source.note, 'one that is switched off says why').not.toBe(null);
      expect(source.every.busyMinutes).toBeLessThanOrEqual(source.every.quietMinutes);
    },
  );
});
