import { knownFirms } from '../../../src/knowledge/importers/proposal.ts';
import { affiliate, company, companyMap, entity, listing } from '../../support/companies.ts';

/** A small registry that the importers' samples are compared with. */
export const REGISTRY = knownFirms(
  companyMap(
    company('harbour', {
      en: 'Harbour Games Holdings Ltd.',
      listings: [listing('XHKG:9999')],
      entities: [entity('成都海港互动科技有限公司', { relation: 'subsidiary' })],
      affiliates: [affiliate('深圳海港银行股份有限公司', 'affiliate')],
    }),
    company('quay', {
      zh: '码头网科技（上海）有限公司',
      listings: [listing('XNAS:QUAY')],
    }),
  ),
);
