import { expect, test } from 'vitest';
import { Theme } from '../../../src/domain/regulator.ts';
import { watchedSourcesOf } from '../../../src/knowledge/catalog/watched-sources.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const { catalog } = repositoryCatalog();
const on = (settings: Parameters<typeof watchedSourcesOf>[1] = {}) =>
  [...watchedSourcesOf(catalog!, settings).values()].filter(({ source }) => source.enabled);

test('the bodies that act are watched: at least 95 sources without any setting, 110 with an RSSHub', () => {
  expect(on().length).toBeGreaterThanOrEqual(95);
  expect(on({ RSSHUB_URL: 'http://localhost:1200' }).length).toBeGreaterThanOrEqual(110);
  const bodies = new Set(on().map(({ regulator }) => regulator as string));
  for (const body of 'gb-cma us-state-ags it-agcm us-nhtsa us-doj kr-pipc de-bkarta it-garante'.split(
    ' ',
  ))
    expect(bodies).toContain(body);
});

test('every source is in a pack, and only packs that are chosen are watched', () => {
  const all = [...watchedSourcesOf(catalog!).values()];
  expect(all.filter(({ source }) => source.theme == null)).toEqual([]);
  for (const theme of Theme.options) {
    const some = on({ SOURCES_PACKS: [theme] });
    expect(some.length, theme).toBeGreaterThan(0);
    expect(some.every(({ source }) => source.theme === theme)).toBe(true);
  }
  expect(on({ SOURCES_PACKS: [] })).toHaveLength(on().length);
});

test('what needs a browser says so without one; a route stands in for it', () => {
  const cci = (settings: Parameters<typeof watchedSourcesOf>[1]) =>
    watchedSourcesOf(catalog!, settings).get('in-cci-orders' as never)!.source;
  expect(cci({})).toMatchObject({ enabled: false, note: 'needs BROWSER_WS' });
  expect(cci({ BROWSER_WS: 'ws://127.0.0.1:3000' })).toMatchObject({ enabled: true });
  const szse = (settings: Parameters<typeof watchedSourcesOf>[1]) =>
    watchedSourcesOf(catalog!, settings).get('cn-szse-inquiries' as never)!.source.route;
  expect(szse({})).toBe(null);
  expect(szse({ RSSHUB_URL: 'http://localhost:1200/' })).toBe('http://localhost:1200/szse/inquire');
});
