import { closest } from 'fastest-levenshtein';
import type { Catalog } from '../../domain/catalog.ts';
import { withoutEnd } from '../../domain/edges.ts';
import type { RegulatorId, SourceId } from '../../domain/ids.ts';
import type { Outlet, Source } from '../../domain/regulator.ts';

/** A Source with what carries it: the zone its times are in, and the newspaper if it is one. */
export interface WatchedSource {
  readonly source: Source;
  readonly outlet: Outlet | null;
  /** The authority that publishes there, and its country; absent for a newspaper. */
  readonly regulator?: RegulatorId;
  readonly country?: string;
  readonly zone: string;
}

export type WatchedSources = ReadonlyMap<SourceId, WatchedSource>;

/** Addresses of servers that sources name by an environment variable. */
export type Instances = Readonly<Partial<Record<string, unknown>>>;

/**
 * Every source of the catalog, regulators' first. The url of one that names an instance is a route
 * on it; without the instance it is switched off, and its note says what to set.
 */
export function watchedSourcesOf(catalog: Catalog, instances: Instances = {}): WatchedSources {
  const official = [...catalog.regulators.values()].flatMap((regulator) =>
    regulator.sources.map((source) => ({
      source,
      outlet: null,
      regulator: regulator.id,
      country: regulator.country,
      zone: regulator.timezone,
    })),
  );
  const press = [...catalog.outlets.values()].flatMap((outlet) =>
    outlet.sources.map((source) => ({ source, outlet, zone: outlet.timezone })),
  );
  return new Map(
    [...official, ...press].map((watched: WatchedSource): [SourceId, WatchedSource] => [
      watched.source.id,
      { ...watched, source: resolved(watched, instances) },
    ]),
  );
}

/**
 * A sentence for every name in SOURCES_OFF that is no source, regulator or outlet, with the one
 * that may be intended: its author believes that it is off.
 */
export function unknownSourcesOff(
  { regulators, outlets }: Catalog,
  off: readonly string[],
): string[] {
  const bodies = [...regulators.values(), ...outlets.values()].filter(
    ({ sources }) => sources.length > 0,
  );
  const known = bodies.flatMap(({ id, sources }) => [id, ...sources.map((source) => source.id)]);
  const all = new Set<string>([...known, ...regulators.keys()]);
  return off
    .filter((name) => !all.has(name))
    .map(
      (name) =>
        `SOURCES_OFF names "${name}", which is no source, regulator or outlet, so nothing is ` +
        `switched off by it: did you mean ${closest(name, known)}? \`tocsin sources\` lists ` +
        'all.',
    );
}

/**
 * Off where SOURCES_OFF names the source or the body that publishes it, where SOURCES_PACKS names
 * packs and none of them is its own, or where it needs an instance or a browser that is not set.
 */
function resolved({ source, outlet, regulator }: WatchedSource, instances: Instances): Source {
  const off = instances.SOURCES_OFF;
  if (Array.isArray(off) && [source.id, regulator, outlet?.id].some((name) => off.includes(name)))
    return { ...source, enabled: false, note: 'switched off by SOURCES_OFF' };
  const packs = instances.SOURCES_PACKS;
  if (Array.isArray(packs) && packs.length > 0 && !packs.includes(source.theme))
    return { ...source, enabled: false, note: 'not in a pack of SOURCES_PACKS' };
  const { RSSHUB_URL: hub } = instances;
  const route = (base: string) => (url: string) =>
    URL.canParse(url) ? url : `${withoutEnd(base, /\//)}/${url.replace(/^\/+/, '')}`;
  if (source.instance !== null) {
    const base = instances[source.instance];
    if (typeof base !== 'string')
      return { ...source, enabled: false, note: `needs ${source.instance}` };
    const at = route(base);
    return { ...source, url: at(source.url), mirrors: source.mirrors.map(at) };
  }
  const other = source.route != null && typeof hub === 'string' ? route(hub)(source.route) : null;
  if (source.fetch === 'browser' && typeof instances.BROWSER_WS !== 'string' && other === null)
    return { ...source, enabled: false, note: 'needs BROWSER_WS' };
  return source.route == null ? source : { ...source, route: other };
}

/** The proxy that a source names, where it is configured. */
export function proxiesOf(instances: Instances): (source: Source) => string | null {
  return ({ proxy }) => {
    const address = proxy == null ? null : instances[proxy];
    return typeof address === 'string' ? address : null;
  };
}

/** Who asks, with the contact that some sites demand. */
export function userAgent(contact: string | undefined): string {
  return `Tocsin/0.1 (investor risk-signal bot${contact === undefined ? '' : `; ${contact}`})`;
}
