import { z } from 'zod';
import { type CalendarDate, PartialDate } from '../../domain/time.ts';
import { proposalsOf } from './claim.ts';
import { jsonOf } from './json-text.ts';
import type { KnownFirms } from './proposal.ts';
import { onceEach, type StoreImport } from './stores.ts';

/** A page of MIIT's app filings (beian.miit.gov.cn, service type 6): the filing firm and its app. */
const Page = z.object({
  params: z.object({
    list: z.array(
      z.object({
        serviceName: z.string(),
        unitName: z.string(),
        serviceLicence: z.string(),
        updateRecordTime: z.string().optional(),
      }),
    ),
  }),
});

/** Filings of apps as MIIT's site answers, one page or a list of pages: the firm that filed an app runs it. */
export function importAppFilings(text: string, known: KnownFirms, day: CalendarDate): StoreImport {
  const value = jsonOf(text);
  const pages = z.array(Page).safeParse(Array.isArray(value) ? value : [value]);
  if (!pages.success)
    return { problem: 'it is no reply of beian.miit.gov.cn with params.list, nor a list of them' };
  const rows = pages.data.flatMap(({ params }) => params.list);
  const proposals = rows.flatMap(({ serviceName, unitName, serviceLicence, updateRecordTime }) => {
    const firm = known.find(unitName);
    if (firm === null || firm === 'several' || firm.affiliate !== null) return [];
    const filed = /^\d{4}-\d\d-\d\d/.exec(updateRecordTime ?? '')?.[0] ?? day;
    const claim = {
      company: firm.company,
      because: `MIIT filing ${serviceLicence} of “${serviceName}” by “${unitName}”`,
      evidence: {
        kind: 'register' as const,
        source: `MIIT app filing ${serviceLicence}`,
        day: PartialDate.parse(filed),
      },
    };
    const edges = [
      proposalsOf({ ...claim, edge: 'app', name: serviceName }, known),
      firm.entity === null ? [] : proposalsOf({ ...claim, edge: 'entity', name: unitName }, known),
    ];
    return edges.filter((one) => typeof one !== 'string').flat();
  });
  return { rows: rows.length, proposals: onceEach(proposals) };
}
