import { preferred } from '../../base/i18n/locale.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Store } from '../../domain/ports.ts';
import { noticeSentence } from '../../pipeline/present/alert-headline.ts';
import { WHOLE_ACT } from '../../pipeline/score/explain.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';

/**
 * The act of a notice as a sentence: against `company` where given, against the only listed company
 * that it names, else against its apps by their number. Null where it states no act, or names
 * neither.
 */
export async function noticeAct(
  notice: Notice,
  { company, language }: { readonly company: CompanyId | null; readonly language: Language },
  { knowledge, store }: { readonly knowledge: Knowledge; readonly store: Pick<Store, 'events'> },
): Promise<string | null> {
  if (notice.actions.length === 0) return null;
  const events = (await store.events({ notice: notice.id })).filter(
    (event) => event.withdrawnAt == null && (company === null || event.company === company),
  );
  const isOfOne = new Set(events.map((event) => event.company)).size === 1;
  if (isOfOne) return preferred(knowledge.wording.act(events[0]!, WHOLE_ACT), language);
  return noticeSentence(notice, knowledge.catalog.regulators, language);
}
