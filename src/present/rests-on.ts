import type { Evidence, EvidenceKind } from '../domain/evidence.ts';
import type { Language } from './words.ts';

const KINDS: Readonly<Record<EvidenceKind, { readonly en: string; readonly zh: string }>> = {
  'exchange-list': { en: 'list of securities', zh: '证券名单' },
  filing: { en: 'filing', zh: '公司公告' },
  notice: { en: "authority's notice", zh: '监管通报' },
  policy: { en: 'privacy policy', zh: '隐私政策' },
  store: { en: 'app store', zh: '应用商店' },
  register: { en: 'register', zh: '登记' },
  press: { en: 'press', zh: '媒体' },
  judgement: { en: 'judgement', zh: '判断' },
};

/** The strongest thing that an edge rests on, in the reader's words: what kind, and the source with its day. Null = unverified. */
export function restsOn(
  evidence: readonly Evidence[],
  language: Language,
): { readonly kind: string; readonly source: string } | null {
  const best = evidence
    .filter((one) => one.kind !== 'judgement')
    .toSorted((a, b) => (b.day ?? '').localeCompare(a.day ?? ''))[0];
  if (best === undefined) return null;
  return { kind: KINDS[best.kind][language], source: [best.source, best.day].filter(Boolean).join(', ') };
}

/** `authority's notice: MIIT list of 47 apps, 2022-08-26`, or that nothing attests it. */
export function restsOnText(evidence: readonly Evidence[], language: Language): string {
  const rests = restsOn(evidence, language);
  if (rests === null) return language === 'zh' ? '未核实' : 'unverified';
  return language === 'zh' ? `${rests.kind}：${rests.source}` : `${rests.kind}: ${rests.source}`;
}
