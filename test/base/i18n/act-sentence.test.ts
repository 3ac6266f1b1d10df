import { describe, expect, test } from 'vitest';
import type { NamedAct } from '../../../src/base/i18n/act-gaps.ts';
import { actSentence, hasSentence } from '../../../src/base/i18n/act-sentence.ts';
import { ACT_TABLES } from '../../../src/base/i18n/languages.ts';
import { type ActObject, APPS, actOf, WHOLE_COMPANY } from '../../../src/domain/act.ts';
import { MEASURE_KINDS } from '../../../src/domain/act-kind.ts';
import { Effect, MEASURES, Measure, Posture } from '../../../src/domain/measures.ts';

type Stated = Partial<Parameters<typeof actOf>[0]>;
const UNNAMED = { en: 'Unnamed Chinese regulator', zh: '有关部门（报道未具名）' };
const BYD = { en: 'BYD', zh: '比亚迪' };
const object = (kind: ActObject['kind'], en: string, zh: string): ActObject => ({
  kind,
  name: { en, zh },
});

const act = (stated: Stated, parts: Partial<NamedAct> = {}): NamedAct => ({
  act: actOf({ measure: 'fine', posture: 'final', ...stated }),
  by: { en: 'SAMR', zh: '市场监管总局' },
  with: [],
  for: null,
  company: BYD,
  object: WHOLE_COMPANY,
  apps: [],
  unnamedApps: 0,
  title: { en: 'A title', zh: '标题' },
  changed: [],
  ...parts,
});
const both = (one: NamedAct) => [actSentence(one, 'en'), actSentence(one, 'zh')];
const sum = {
  currency: 'EUR',
  amount: 997_439_000,
  kind: 'penalty',
  per: 'total',
  stage: 'final',
  joint: false,
  share: null,
  basis: null,
} as const;

describe('the sentence of an act', () => {
  test.each<[string, NamedAct, string, string]>([
    [
      'an investigation says what is alleged, into which part and where',
      act(
        {
          measure: 'probe',
          posture: 'opened',
          market: 'CN',
          about: { en: 'abuse of dominance', zh: '滥用市场支配地位' },
        },
        { object: object('line', 'hotel booking', '酒店预订') },
      ),
      'SAMR opened an investigation into hotel booking of BYD (abuse of dominance; China)',
      '市场监管总局对比亚迪的酒店预订展开调查（滥用市场支配地位；中国）',
    ],
    [
      'a ban on some buyers from a later day says who, where and from when',
      act(
        {
          measure: 'purchase-ban',
          posture: 'not-yet-effective',
          who: 'public-buyers',
          market: 'US',
          effective: '2027-10-01' as never,
        },
        { object: object('product', 'batteries', '电池') },
      ),
      'SAMR barred public buyers in the United States from buying batteries of BYD from 1 Oct 2027',
      '市场监管总局决定自2027年10月1日起禁止美国公共采购方采购比亚迪的电池',
    ],
    [
      'a fine with a confiscation says both sums by their kind',
      act({
        market: 'CN',
        size: [
          { ...sum, currency: 'CNY', amount: 1_200_000 },
          { ...sum, currency: 'CNY', amount: 50_000, kind: 'confiscation' },
        ],
      }),
      'SAMR fined BYD CNY 1.2 m (China; confiscated CNY 50,000)',
      '市场监管总局对比亚迪罚款120万元（中国；没收5万元）',
    ],
    [
      'an intended fine is none',
      act({ posture: 'proposed', size: [{ ...sum, stage: 'proposed' }] }),
      'SAMR intends to fine BYD EUR 997.44 m',
      '市场监管总局拟对比亚迪罚款9.97亿欧元',
    ],
    [
      'a fine whose sum is not known says so',
      act({}, { object: { kind: 'deal', name: null } }),
      'SAMR fined BYD over a deal of BYD (amount not known)',
      '市场监管总局因比亚迪的一项交易对比亚迪罚款（金额不详）',
    ],
    [
      'a preliminary sum is said to be one',
      act({ size: [{ ...sum, stage: 'preliminary' }] }),
      'SAMR fined BYD EUR 997.44 m (a preliminary amount)',
      '市场监管总局对比亚迪罚款9.97亿欧元（初步金额）',
    ],
    [
      'what a deal is and what is alleged stand in one pair of brackets',
      act(
        { measure: 'deal', form: 'prohibited', market: 'GB' },
        { object: object('deal', 'the purchase of Giphy', '收购Giphy') },
      ),
      'SAMR prohibited the purchase of Giphy (a deal of BYD; United Kingdom)',
      '市场监管总局禁止收购Giphy（比亚迪的交易；英国）',
    ],
    [
      'a suspension says its end, a court at whose suit',
      act(
        { measure: 'pause', until: '2020-06-17' as never, market: 'CN' },
        {
          object: object('function', 'hot search on BYD', '比亚迪热搜'),
          for: { en: 'DOJ', zh: '司法部' },
        },
      ),
      'SAMR suspended hot search on BYD in China until 17 Jun 2020 (at the suit of DOJ)',
      '市场监管总局在中国暂停比亚迪热搜，至2020年6月17日（应司法部之诉）',
    ],
    [
      'a subsidiary is told as one, in brackets',
      act(
        { measure: 'licence', form: 'refused' },
        { object: object('subsidiary', 'Blue Bank', '蓝色银行') },
      ),
      'SAMR refused a licence for Blue Bank (part of BYD)',
      '市场监管总局不予批准蓝色银行（比亚迪旗下）的许可',
    ],
    [
      'apps beyond three are counted',
      act(
        { measure: 'delist-app', market: 'IN' },
        {
          object: APPS,
          apps: ['A', 'B', 'C', 'D'].map((one) => ({ en: one, zh: one })),
          unnamedApps: 2,
        },
      ),
      'SAMR ordered A, B, C and 3 further apps off the app stores in India',
      '市场监管总局要求印度应用商店下架A、B、C及另外3款应用',
    ],
    [
      'a pair of measure and posture without a sentence quotes the title',
      act({ measure: 'listing', posture: 'proposed' }),
      'SAMR: “A title”',
      '市场监管总局：“标题”',
    ],
    [
      'an app that is called as its company is said to be an app',
      act(
        { measure: 'rectify', deadline: '2021-08-25' as never },
        { object: APPS, apps: [BYD, { en: 'Denza', zh: '腾势' }] },
      ),
      'SAMR ordered the BYD app and Denza to fix violations by 25 Aug 2021',
      '市场监管总局责令比亚迪应用和腾势整改，限2021年8月25日前完成',
    ],
    [
      'a fine on a company over the app that is called as it is names it once',
      act({ size: [sum] }, { object: APPS, apps: [BYD] }),
      'SAMR fined BYD EUR 997.44 m',
      '市场监管总局对比亚迪罚款9.97亿欧元',
    ],
    [
      'an authority without a name begins its sentence with a capital',
      act({ measure: 'summon' }, { by: UNNAMED }),
      'An unnamed Chinese regulator summoned BYD',
      '有关部门（报道未具名）约谈比亚迪',
    ],
    [
      'and has none inside it',
      act(
        { measure: null, effect: 'expired' },
        { by: UNNAMED, changed: [act({ measure: 'delist-app' }, { by: UNNAMED })] },
      ),
      'The removal of BYD from the app stores by an unnamed Chinese regulator expired',
      '有关部门（报道未具名）对比亚迪的下架要求期满',
    ],
    [
      'an extension of a stay of an own list names its author once',
      act(
        { measure: null, effect: 'extended', until: '2025-11-10' as never },
        {
          changed: [
            act(
              { measure: null, effect: 'stayed' },
              { changed: [act({ measure: 'inputs-cut', form: 'unreliable-entity' })] },
            ),
          ],
        },
      ),
      'SAMR extended its stay of its entry of BYD on the unreliable entity list until 10 Nov 2025',
      '市场监管总局延长其对比亚迪的不可靠实体清单列名的中止执行，至2025年11月10日',
    ],
    [
      'joint authorities stand beside the first',
      act({ measure: 'summon' }, { with: [{ en: 'MIIT', zh: '工信部' }] }),
      'SAMR and MIIT summoned BYD',
      '市场监管总局会同工信部约谈比亚迪',
    ],
  ])('%s', (_, one, en, zh) => expect(both(one)).toEqual([en, zh]));

  test('of an act on others says what it did to which act', () => {
    const fine = act(
      { size: [sum], market: 'EU' },
      { by: { en: 'European Commission', zh: '欧盟委员会' } },
    );
    const court = { en: 'General Court', zh: '欧盟普通法院' };
    const annulled = act(
      { measure: null, on: ['x'], effect: 'annulled' },
      { by: court, changed: [fine] },
    );
    expect(both(annulled)).toEqual([
      'General Court annulled European Commission’s fine on BYD (EUR 997.44 m; European Union)',
      '欧盟普通法院撤销欧盟委员会对比亚迪的罚款（9.97亿欧元；欧盟）',
    ]);
    const back = act(
      { measure: null, on: ['y'], effect: 'annulled' },
      { by: court, changed: [annulled] },
    );
    expect(both(back)).toEqual([
      'General Court annulled its annulment of European Commission’s fine on BYD',
      '欧盟普通法院撤销其关于撤销欧盟委员会对比亚迪的罚款的裁定',
    ]);
    const over = act(
      { measure: null, on: ['z'], effect: 'expired' },
      { changed: [act({ measure: 'pause' })] },
    );
    expect(both(over)).toEqual([
      'The suspension of BYD by SAMR expired',
      '市场监管总局对比亚迪的暂停措施期满',
    ]);
    const montana = { en: 'Federal court in Montana', zh: '美国蒙大拿联邦地区法院' };
    const state = { en: 'Montana', zh: '蒙大拿州政府' };
    const block = act({ measure: 'block' }, { by: state });
    const stay = act({ measure: null, effect: 'stayed' }, { by: montana, changed: [block] });
    const held = act({ measure: null, effect: 'upheld' }, { by: court, changed: [stay] });
    expect(both(held)).toEqual([
      'General Court upheld the stay of Montana’s block of BYD by Federal court in Montana',
      '欧盟普通法院维持美国蒙大拿联邦地区法院关于中止执行蒙大拿州政府对比亚迪的封禁的裁定',
    ]);
    const devices = act({ measure: 'purchase-ban', who: 'state-devices' });
    expect(both(act({ measure: null, effect: 'lifted' }, { changed: [devices] }))).toEqual([
      'SAMR lifted its ban on BYD on government devices',
      '市场监管总局解除其政府设备使用比亚迪的禁令',
    ]);
    const lone = act({ measure: null, effect: 'lifted' });
    expect(both(lone)).toEqual([
      'SAMR lifted an earlier act against BYD',
      '市场监管总局解除此前对比亚迪的措施',
    ]);
  });

  test.each(Measure.options)('%s has a sentence in its usual posture in every form', (measure) => {
    const { forms, posture } = MEASURES[measure];
    for (const form of Object.keys(forms)) {
      const one = act({ measure, form, posture: posture ?? 'final', size: [sum] });
      const isSaid = (['en', 'zh'] as const).map((language) => hasSentence(one, language));
      expect([form, ...isSaid]).toEqual([form, true, true]);
    }
  });

  test('languages have the same sentences, with the same gaps', () => {
    const { en, zh } = ACT_TABLES;
    const gaps = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, gap]) => gap).toSorted();
    for (const part of ['did', 'effects', 'nouns', 'forms', 'details', 'sums', 'who'] as const)
      expect(Object.keys(zh[part])).toEqual(Object.keys(en[part]));
    for (const [row, texts] of Object.entries(en.did))
      for (const [posture, text] of Object.entries(texts))
        expect([row, posture, ...gaps(zh.did[row]![posture]!)]).toEqual([
          row,
          posture,
          ...gaps(text),
        ]);
    for (const row of Object.keys(en.did)) {
      expect(Measure.options).toContain(row.split(/[/+@#]|-confiscation|-unsized/)[0]);
      for (const posture of Object.keys(en.did[row]!)) expect(Posture.options).toContain(posture);
    }
    const plain = Object.keys(en.effects).filter((key) => !/[/@]/.test(key));
    expect(plain).toEqual(Effect.options);
    for (const kind of MEASURE_KINDS.filter((kind) => kind.includes('/')))
      expect(en.forms[kind], kind).toBeDefined();
  });
});
