import type { Catalog } from '../domain/catalog.ts';
import type { CompanyId, RegulatorId } from '../domain/ids.ts';
import type { Wording } from '../score/explain.ts';

/** How the catalog calls bodies and apps, in English and Chinese; a name that it does not know stays as written. */
export function catalogWording(catalog: Pick<Catalog, 'companies' | 'regulators'>): Wording {
  return {
    regulator: (id: RegulatorId) => {
      const held = catalog.regulators.get(id);
      return held === undefined ? { en: id, zh: id } : { en: held.short, zh: held.name.zh ?? held.short };
    },
    app: (id, name) => {
      const company = catalog.companies.get((id?.split('/')[0] ?? name) as CompanyId);
      const app = id === null ? company : company?.apps.find((one) => one.id === id);
      if (app === undefined) return { en: name, zh: name };
      return { en: app.name.en ?? app.name.zh ?? name, zh: app.name.zh ?? app.name.en ?? name };
    },
  };
}
