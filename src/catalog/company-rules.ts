import { type Company, isKnownMic } from '../domain/company.ts';
import { nameKey } from '../names/normalise.ts';
import {
  type CompanyRule,
  oneOwnerOfANameADay,
  oneOwnerOfAnEntityADay,
  oneOwnerOfASecurityADay,
  type Registry,
  type RuleFinding,
} from './one-owner.ts';
import { type DaySpan, intersect, overlaps } from './spans.ts';

/** What must hold over all company files together, in the order in which it is reported. */
export const companyRules: readonly CompanyRule[] = [
  spansRunForward,
  micsAreKnown,
  sectorsAreKnown,
  companiesExist,
  oneOwnerOfANameADay,
  oneOwnerOfAnEntityADay,
  oneOwnerOfASecurityADay,
  noFirmIsBothOwnAndNot,
  oneAppAnId,
  nobodyControlsItself,
];

const EDGES = ['aliases', 'listings', 'controlledBy', 'stakes', 'entities', 'affiliates', 'apps'] as const;

function spansRunForward({ companies }: Registry): RuleFinding[] {
  return companies.flatMap((company) =>
    EDGES.flatMap((key) =>
      company[key].flatMap((edge, index) =>
        overlaps(edge, edge)
          ? []
          : [
              {
                company: company.id,
                path: [key, index],
                message: `"to" (${edge.to}) is not after "from" (${edge.from})`,
                remedy: 'Correct the dates; "to" is the first day on which it no longer holds.',
              },
            ],
      ),
    ),
  );
}

function micsAreKnown({ companies }: Registry): RuleFinding[] {
  return companies.flatMap((company) =>
    company.listings.flatMap((listing, index) =>
      isKnownMic(listing.mic)
        ? []
        : [
            {
              company: company.id,
              path: ['listings', index, 'mic'],
              message: `unknown exchange "${listing.mic}"`,
              remedy: 'Use the MIC of ISO 10383; a new exchange is added in src/domain/company.ts.',
            },
          ],
    ),
  );
}

function sectorsAreKnown({ companies, sectors }: Registry): RuleFinding[] {
  if (sectors === null) return [];
  return companies
    .filter((company) => !sectors.has(company.sector))
    .map((company) => ({
      company: company.id,
      path: ['sector'],
      message: `unknown sector "${company.sector}"`,
      remedy: `Use one of config/sectors.yml: ${[...sectors].join(', ')}.`,
    }));
}

function companiesExist({ companies }: Registry): RuleFinding[] {
  const known = new Set<string>(companies.map((company) => company.id));
  return companies.flatMap((company) =>
    [
      ...company.controlledBy.map((edge, index) => ({
        id: edge.company,
        path: ['controlledBy', index, 'company'],
      })),
      ...company.stakes.map((edge, index) => ({ id: edge.holder, path: ['stakes', index, 'holder'] })),
    ]
      .filter((reference) => !known.has(reference.id))
      .map((reference) => ({
        company: company.id,
        path: reference.path,
        message: `there is no company "${reference.id}"`,
        remedy: 'Correct the id, or add its file to config/companies.',
      })),
  );
}

function noFirmIsBothOwnAndNot({ companies }: Registry): RuleFinding[] {
  return companies.flatMap((company) =>
    company.affiliates.flatMap((affiliate, index) => {
      const key = nameKey(affiliate.name);
      const own = company.entities.some(
        (entity) => nameKey(entity.name) === key && overlaps(entity, affiliate),
      );
      return own
        ? [
            {
              company: company.id,
              path: ['affiliates', index],
              message: `"${affiliate.name}" is an entity and an affiliate on the same day`,
              remedy: 'Decide whether it is controlled, or date both.',
            },
          ]
        : [];
    }),
  );
}

function oneAppAnId({ companies }: Registry): RuleFinding[] {
  return companies.flatMap((company) =>
    company.apps.flatMap((app, index) =>
      company.apps.findIndex((other) => other.id === app.id) === index
        ? []
        : [
            {
              company: company.id,
              path: ['apps', index, 'id'],
              message: `two apps have the id "${app.id}"`,
              remedy: 'Give one of them another id.',
            },
          ],
    ),
  );
}

function nobodyControlsItself({ companies }: Registry): RuleFinding[] {
  const byId = new Map<string, Company>(companies.map((company) => [company.id, company]));
  const returns = (
    start: string,
    here: Company | undefined,
    span: DaySpan,
    seen: readonly string[],
  ): boolean =>
    (here?.controlledBy ?? []).some((edge) => {
      const common = intersect(span, edge);
      if (common === null || seen.includes(edge.company)) return false;
      return (
        edge.company === start || returns(start, byId.get(edge.company), common, [...seen, edge.company])
      );
    });
  return companies
    .filter((company) => returns(company.id, company, { from: null, to: null }, []))
    .map((company) => ({
      company: company.id,
      path: ['controlledBy'],
      message: 'the company controls itself through others on the same day',
      remedy: 'Correct or date the control edges.',
    }));
}
