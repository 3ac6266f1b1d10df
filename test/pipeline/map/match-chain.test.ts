import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { LegalEntity } from '../../../src/domain/company.ts';
import type { Evidence } from '../../../src/domain/evidence.ts';
import { createMapIndex, type DecidedName } from '../../../src/pipeline/map/map-index.ts';
import { type MentionFacts, matchMention } from '../../../src/pipeline/map/match-mention.ts';
import { app, company, companyMap, entity, listing } from '../../support/companies.ts';
import { facts, match } from './groups.ts';

const evidence = (kind: string, source: string) =>
  ({ kind, source, day: '2021-01-01' }) as unknown as Evidence;
const FILING = evidence('filing', 'annual report');
const POLICY = evidence('policy', 'privacy policy');
const STORE = evidence('store', 'app store');
const FIRM = '成都海港互动科技有限公司';

/** A listed group with one app and the firm that runs it. */
function harbour(relation: LegalEntity['relation'], decided: DecidedName[] = []) {
  const firm = { ...entity(FIRM, { relation }), evidence: [FILING, POLICY] };
  const master = {
    ...app('harbour/master', '海港大师', { operator: FIRM }),
    evidence: [STORE, POLICY],
  };
  const groups = companyMap(
    company('harbour', {
      listings: [listing('XHKG:9999')],
      entities: [entity('北京海港科技有限公司'), firm],
      apps: [master, app('harbour/other', '海港地图', { operator: '查无此司' })],
    }),
    company('quay', { aliases: ['码头网'] }),
  );
  const index = createMapIndex(groups, { decided });
  return (name: string, parts: Partial<MentionFacts> = {}) =>
    matchMention(facts(name, parts), index, '2021-08-18' as never);
}
const edges = (found: ReturnType<typeof match>) =>
  found.chain.map(({ from, to, edge, evidence: of }) =>
    [from, to, edge, ...of.map(({ kind }) => kind)].join(' '),
  );
const LISTED = 'harbour 9999.HK listed as';

describe('the chain from a name to the listing', () => {
  test('goes by the firm that the list names, else by the one that runs the app', () => {
    const found = harbour('subsidiary');
    const toFirm = `${FIRM} harbour subsidiary filing`;
    expect(edges(found('海港大师', { developer: FIRM }))).toEqual([
      `海港大师 ${FIRM} developed by store policy`,
      toFirm,
      LISTED,
    ]);
    expect(edges(found('海港大师'))).toEqual([
      `海港大师 ${FIRM} operated by store policy`,
      toFirm,
      LISTED,
    ]);
    expect(edges(found('海港地图'))).toEqual(['海港地图 harbour app of', LISTED]);
  });

  test.each<[LegalEntity['relation'], string]>([
    ['subsidiary', 'filing'],
    ['contract', 'filing'],
    ['consolidated', 'filing'],
    ['self', 'filing policy'],
    ['former-name', 'filing policy'],
  ])('what attests a firm as %s: %s', (relation, kinds) => {
    const [first] = edges(harbour(relation)(FIRM, { kind: 'entity' }));
    expect(first).toBe(`${FIRM} harbour ${relation} ${kinds}`);
  });

  test('of a name alone is the name', () => {
    expect(edges(match('腾讯', { kind: 'entity' }))[0]).toBe('腾讯 tencent name of');
  });
});

describe('the last sentence of a match', () => {
  test('says whether the company is listed on the day', () => {
    const end = (name: string) => formatReason(match(name).reason, 'en').split('; ').at(-1);
    expect(end('微信')).toBe('Tencent is listed on 2021-08-18');
    expect(end('WiFi万能钥匙')).toBe('linksure has no listing on 2021-08-18');
  });
});

describe('a mention that is a firm', () => {
  const firm = (name: string, parts: Partial<MentionFacts> = {}) => {
    const { kind, company: owner, candidates, reason } = match(name, { kind: 'entity', ...parts });
    return {
      kind,
      owner,
      asked: candidates.map((each) => each.company),
      why: formatReason(reason, 'en'),
    };
  };

  test('by an edge that its recorder was not sure of is a question', () => {
    expect(firm('深圳市世纪凯旋科技有限公司')).toMatchObject({
      kind: 'likely',
      owner: null,
      asked: ['tencent'],
    });
  });

  test('of a company in its own name is exact, by an alias it says so', () => {
    expect(firm('Tencent Holdings Ltd.').kind).toBe('exact');
    expect(firm('腾讯').kind).toBe('alias');
  });

  test('by an everyday word in prose is nobody, unless the text names its owner', () => {
    const prose = { setting: 'prose' } as const;
    expect(firm('JD', prose)).toMatchObject({ kind: 'none', asked: ['jd'] });
    expect(firm('JD', prose).why).toContain('it is an everyday word and stands in prose');
    expect(firm('JD', { ...prose, owner: 'JD.com, Inc.' })).toMatchObject({ owner: 'jd' });
    for (const owner of ['腾讯', ' ']) expect(firm('JD', { ...prose, owner }).owner).toBeNull();
  });

  test('named after one group alone is a question', () => {
    expect(firm('上海携程国际旅行社有限公司')).toMatchObject({
      kind: 'likely',
      asked: ['trip-com'],
    });
  });

  test('called by its product is the company of that app, but not as a registered firm', () => {
    expect(firm('微信')).toMatchObject({ kind: 'exact', owner: 'tencent' });
    expect(firm('微信极速版')).toMatchObject({ kind: 'likely', asked: ['tencent'] });
    expect(firm('微信有限公司')).toMatchObject({ kind: 'none', owner: null, asked: [] });
  });
});

describe('what the page itself makes doubtful is a question', () => {
  test('a name that the text calls a copy', () => {
    const found = match('微信', { namesake: '是李鬼' });
    expect(found).toMatchObject({ kind: 'likely', company: null, confidence: 0.7 });
    expect(formatReason(found.reason, 'en')).toBe(
      'the text says that it only carries the name (“是李鬼”)',
    );
    expect(found.candidates.map((each) => each.company)).toEqual(['tencent']);
    expect(match('云上岚庭', { namesake: '是李鬼' }).kind).toBe('none');
  });

  test('letters of a picture that are less than 80 % sure', () => {
    const found = match('微信', { confidence: 0.5 });
    expect(formatReason(found.reason, 'en')).toMatch(
      /^read off a picture, its letters only 50 % sure; “微信” equals the name/,
    );
  });
});

describe('what a person decided', () => {
  const decision = (parts: Partial<DecidedName>): DecidedName => ({
    name: '海港大师',
    developer: null,
    company: null,
    not: [],
    overrides: false,
    from: null,
    to: null,
    decidedBy: 'ann',
    because: 'annual report',
    ...parts,
  });
  const STRANGER = '成都某某网络科技有限公司';
  const under = (parts: Partial<DecidedName>) => harbour('subsidiary', [decision(parts)]);

  test('accepts a name with the app that the company has under it', () => {
    const found = under({ company: 'harbour' as never, anyDeveloper: true });
    expect(found('海港大师', { developer: STRANGER })).toMatchObject({
      company: 'harbour',
      app: 'harbour/master',
    });
    const other = under({ company: 'quay' as never, anyDeveloper: true });
    expect(other('海港大师', { developer: STRANGER })).toMatchObject({
      company: 'quay',
      app: null,
    });
  });

  test('holds for any developer where it says so, and for no stranger otherwise', () => {
    const asked = (parts: Partial<DecidedName>) =>
      under({ not: ['harbour'] as never, ...parts })('海港大师', { developer: STRANGER }).kind;
    expect(asked({ anyDeveloper: true })).toBe('none');
    expect(asked({})).toBe('likely');
    expect(asked({ developer: STRANGER })).toBe('none');
  });

  test('takes back what the rules are sure of, where it was made against just that', () => {
    const owner = (parts: Partial<DecidedName>) =>
      under({ anyDeveloper: true, ...parts })('海港大师', { developer: FIRM }).company;
    expect(owner({ not: ['harbour'] as never, overrides: true })).toBeNull();
    expect(owner({ not: ['harbour'] as never })).toBe('harbour');
    expect(owner({ not: ['quay'] as never, overrides: true })).toBe('harbour');
  });

  test('an acceptance of another company silences no question', () => {
    const gone = under({ company: 'gone' as never, not: ['harbour'] as never, anyDeveloper: true });
    expect(gone('海港大师', { developer: STRANGER }).kind).toBe('likely');
  });
});
