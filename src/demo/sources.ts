import type { OutletId, RegulatorId, SourceId } from '../domain/ids.ts';
import type { Outlet, Source } from '../domain/regulator.ts';

/** A demonstration source with what carries it, in the shape that the program's own sources have. */
export interface DemoSource {
  readonly source: Source;
  readonly outlet: Outlet | null;
  readonly regulator?: RegulatorId;
  readonly zone: string;
}

function source(
  id: string,
  title: string,
  kind: Source['kind'],
  url: string,
  more: Partial<Source> = {},
): Source {
  return {
    id: id as SourceId,
    title,
    kind,
    url,
    mirrors: [],
    official: true,
    select: {},
    fetchPage: true,
    every: { busyMinutes: 5, quietMinutes: 5 },
    windows: [],
    expectedPer30Days: null,
    address: 'verified',
    instance: null,
    enabled: true,
    note: null,
    ...more,
  };
}

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
export function demoSources(origin: string): ReadonlyMap<SourceId, DemoSource> {
  const list = { item: 'ul.list > li', link: 'a', date: 'span.date' };
  const watchedSources: DemoSource[] = [
    {
      source: source('demo-miit', 'MIIT (demo)', 'html-list', `${origin}/miit/index.html`, { select: list }),
      outlet: null,
      regulator: 'cn-miit' as RegulatorId,
      zone: 'Asia/Shanghai',
    },
    {
      source: source('demo-cac', 'CAC (demo)', 'html-list', `${origin}/cac/index.html`, { select: list }),
      outlet: null,
      regulator: 'cn-cac' as RegulatorId,
      zone: 'Asia/Shanghai',
    },
    {
      source: source('demo-press', 'English press (demo)', 'rss', `${origin}/press/feed.xml`, {
        official: false,
        fetchPage: false,
      }),
      outlet: PRESS,
      zone: 'Asia/Singapore',
    },
  ];
  return new Map(watchedSources.map((watched) => [watched.source.id, watched]));
}
