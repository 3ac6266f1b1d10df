import type { Address, Delivery, Signal, Suppressed } from '../domain/alert.ts';
import type { CardLine } from '../domain/card.ts';
import type { Reason } from '../domain/reason.ts';
import { plainCard, plainLine } from '../present/plain-card.ts';
import { sentence, term } from '../present/sentence.ts';
import { localeOf, moment, points, shortName } from '../present/words.ts';
import { oneCompany } from './find-company.ts';
import type { LookupDeps, LookupOptions, LookupResult } from './lookup-result.ts';
import { noticeFor } from './notice.ts';
import { dayOf } from './risk.ts';

const LOOK_BACK = 500;

const SAYS = {
  en: {
    title: 'Why was this told here, or not?',
    notRead: (verdict: string) => `It was read as “${verdict}” and not as a new step of an authority`,
    noSignal: 'It changes no score: none of its apps is surely of a company known here.',
    alerted: 'told here',
    state: {
      pending: 'waits to be sent',
      claimed: 'is being sent',
      sent: 'sent',
      retrying: 'is tried again',
      refused: 'was refused',
      expired: 'expired',
      uncertain: 'may have arrived',
    } as Record<Delivery['state'], string>,
    stage: 'held at stage',
    waits: 'waits for the digest',
    elsewhere: 'not followed here',
    everybody: 'for everybody',
  },
  zh: {
    title: '为什么提醒，或为什么没有提醒？',
    notRead: (verdict: string) => `该文件被判定为“${verdict}”，不是监管机构的新行动`,
    noSignal: '它不改变任何分数：其中没有可确定归属的公司。',
    alerted: '已在此提醒',
    state: {
      pending: '等待发送',
      claimed: '发送中',
      sent: '已发送',
      retrying: '重试中',
      refused: '被拒绝',
      expired: '已过期',
      uncertain: '可能已送达',
    } as Record<Delivery['state'], string>,
    stage: '停在环节',
    waits: '等待摘要',
    elsewhere: '本频道未订阅',
    everybody: '对所有人',
  },
} as const;

/** For each company of a notice: what became of its signal at this address, with the stage and its reason. */
export async function whyNotCard(
  query: string,
  address: Address,
  deps: LookupDeps,
  options: LookupOptions,
): Promise<LookupResult> {
  const { store, knowledge } = deps;
  const { language, at } = options;
  const says = SAYS[language];
  const notice = await noticeFor(query, deps, options);
  if ('found' in notice) return notice;
  const taken = oneCompany(query, dayOf(at), deps.find, knowledge.catalog.companies);
  const all = await store.signals({ notice: notice.id, limit: LOOK_BACK });
  const signals = taken.found ? all.filter((signal) => signal.company === taken.company.id) : all;
  const suppressed = await store.suppressed({ notice: notice.id, limit: 5_000 });
  // Oldest first, and nothing that is planned for a deadline ahead: the first message is what is asked about.
  const here = (await store.deliveries({ address, limit: LOOK_BACK }))
    .filter((one) => one.createdAt <= at && one.signals.some((id) => all.some((signal) => signal.id === id)))
    .toReversed();
  const waiting = new Map((await store.waiting(address)).map((one) => [one.signal.id, one.waiting.because]));
  const lines = signals.map((signal) => {
    const company = knowledge.catalog.companies.get(signal.company);
    const name = company === undefined ? signal.company : shortName(company, language);
    return plainLine(
      `${name} ${points(signal.before)} → ${points(signal.after)}`,
      fateOf(signal, suppressed, here, waiting.get(signal.id), address, options),
    );
  });
  const nothing: CardLine[] =
    notice.verdict !== 'action'
      ? [
          plainLine(
            null,
            `${says.notRead(term('verdict', notice.verdict, language))}: ${sentence(notice.verdictBecause, language)}`,
          ),
        ]
      : [plainLine(null, says.noSignal)];
  return {
    found: true,
    card: plainCard(
      language,
      says.title,
      notice.title,
      [{ title: null, lines: lines.length === 0 ? nothing : lines }],
      { url: notice.url || null },
    ),
  };
}

function fateOf(
  signal: Signal,
  suppressed: readonly Suppressed[],
  here: readonly Delivery[],
  waits: Reason | undefined,
  address: Address,
  { language }: LookupOptions,
): string {
  const says = SAYS[language];
  const delivery = here.find((one) => one.signals.includes(signal.id));
  if (delivery !== undefined) {
    const when = delivery.settledAt ?? delivery.createdAt;
    const error = delivery.lastError === null ? '' : `: ${sentence(delivery.lastError, language)}`;
    return `${says.alerted} (${says.state[delivery.state]} ${moment(when, 'Asia/Shanghai', language)}${error}); ${localeOf(language).alertReasons[signal.alertReason]}`;
  }
  const own = suppressed.find(
    (one) => one.signal === signal.id && one.address?.sink === address.sink && one.address.to === address.to,
  );
  const everybody = suppressed.find((one) => one.signal === signal.id && one.address === null);
  const reason = own ?? everybody;
  if (waits !== undefined) return `${says.waits}: ${sentence(waits, language)}`;
  if (reason === undefined) return says.elsewhere;
  return `${says.stage} “${term('filter', reason.stage, language)}”${own === undefined ? ` (${says.everybody})` : ''}: ${sentence(reason.because, language)}`;
}
