import type { OutletId, RegulatorId, SourceId } from '../domain/ids.ts';
import type { Outlet, Source } from '../domain/regulator.ts';
import type { WatchedSource } from '../flows/sources.ts';

type SourceOf = Pick<Source, 'kind' | 'url' | 'title' | 'official' | 'fetchPage' | 'select'>;

const source = (id: string, of: SourceOf): Source => ({
  id: id as SourceId,
  ...of,
  mirrors: [],
  windows: [],
  every: { busyMinutes: 5, quietMinutes: 5 },
  expectedPer30Days: null,
  address: 'verified',
  instance: null,
  enabled: true,
  note: null,
});

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
  const select = { item: 'ul.list > li', link: 'a', date: 'span.date' };
  const lists = (['miit', 'cac'] as const).map((name): WatchedSource => {
    const url = `${origin}/${name}/index.html`;
    const title = `${name.toUpperCase()} (demo)`;
    const of: SourceOf = { kind: 'html-list', url, title, official: true, fetchPage: true, select };
    const regulator = `cn-${name}` as RegulatorId;
    return { source: source(`demo-${name}`, of), outlet: null, regulator, zone: 'Asia/Shanghai' };
  });
  const feed = source('demo-press', {
    kind: 'rss',
    url: `${origin}/press/feed.xml`,
    title: 'English press (demo)',
    official: false,
    fetchPage: false,
    select: {},
  });
  const all = [...lists, { source: feed, outlet: PRESS, zone: PRESS.timezone }];
  return new Map(all.map((watched) => [watched.source.id, watched]));
}
