import type { z } from 'zod';
import type { OutletId, RegulatorId, SourceId } from '../domain/ids.ts';
import { type Outlet, SourceEntry } from '../domain/regulator.ts';
import type { WatchedSource } from '../knowledge/catalog/watched-sources.ts';

const PRESS: Outlet = {
  id: 'demo-press' as OutletId,
  name: { en: 'Demo press', zh: null },
  language: 'en',
  timezone: 'Asia/Singapore',
  quality: 'trade',
  names: [],
  sources: [],
};

/** Two regulators' list pages and a newspaper's feed on the loopback server. */
export function demoSources(origin: string): ReadonlyMap<SourceId, WatchedSource> {
  const every = { busyMinutes: '5', quietMinutes: '5' };
  const source = (
    official: boolean,
    of: Omit<z.input<typeof SourceEntry>, 'every' | 'address'>,
  ) => ({
    ...SourceEntry.parse({ ...of, every, address: 'verified' }),
    official,
  });
  const select = { item: 'ul.list > li', link: 'a', date: 'span.date' };
  const lists = (['miit', 'cac'] as const).map((name): WatchedSource => {
    const url = `${origin}/${name}/index.html`;
    const title = `${name.toUpperCase()} (demo)`;
    const list = source(true, { id: `demo-${name}`, kind: 'html-list', title, url, select });
    return {
      source: list,
      outlet: null,
      regulator: `cn-${name}` as RegulatorId,
      zone: 'Asia/Shanghai',
    };
  });
  const feed = source(false, {
    id: 'demo-press',
    kind: 'rss',
    url: `${origin}/press/feed.xml`,
    title: 'English press (demo)',
    fetchPage: 'false',
  });
  const all = [...lists, { source: feed, outlet: PRESS, zone: PRESS.timezone }];
  return new Map(all.map((watched) => [watched.source.id, watched]));
}
