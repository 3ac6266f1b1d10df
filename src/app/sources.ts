import type { Catalog } from '../domain/catalog.ts';
import type { SourceId } from '../domain/ids.ts';
import type { Outlet, Source } from '../domain/regulator.ts';

/** A Source with what carries it: the zone its times are in, and the newspaper if it is one. */
export interface Carrier {
  readonly source: Source;
  readonly outlet: Outlet | null;
  readonly zone: string;
}

/** Every source of the catalog, regulators' first. */
export function carriersOf(catalog: Catalog): ReadonlyMap<SourceId, Carrier> {
  const official = [...catalog.regulators.values()].flatMap((body) =>
    body.sources.map((source) => ({ source, outlet: null, zone: body.timezone })),
  );
  const press = [...catalog.outlets.values()].flatMap((outlet) =>
    outlet.sources.map((source) => ({ source, outlet, zone: outlet.timezone })),
  );
  return new Map([...official, ...press].map((carrier) => [carrier.source.id, carrier]));
}
