import { existsSync } from 'node:fs';
import type { Alert, Signal } from '../../domain/alert.ts';
import type { AlertId, CompanyId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import { aftermathCard } from '../../present/aftermath-card.ts';
import { shortName } from '../../present/words.ts';
import { dateAt, lastMinute } from '../../score/time.ts';
import { type Aftermath, aftermathOf, type Told } from '../../study/aftermath.ts';
import { readPrices } from '../../study/events/prices.ts';
import { type Desk, openDesk } from '../desk.ts';
import { CommandProblem, type Io } from '../io.ts';
import { notFound, printCard } from '../print.ts';
import { allStandings } from './run-calibration.ts';

export interface AftermathOptions {
  readonly prices: string;
  readonly language?: 'en' | 'zh';
  readonly json?: boolean;
}

/** `study aftermath <alert>`: what followed an alert that was told. */
export async function runAftermath(id: string, options: AftermathOptions, io: Io): Promise<0 | 1> {
  if (!existsSync(options.prices))
    throw new CommandProblem(`--prices ${options.prices}: there is no such folder of CSV files.`);
  const desk = await openDesk(io);
  try {
    const held = await desk.store.alert(id as AlertId);
    const about = held?.alert.notice ?? null;
    const notice = about === null ? null : await desk.store.notice(about);
    if (held === null || notice === null) return await missing(id, desk, io, options.json === true);
    const told = toldOf(held.alert, held.signals, notice, desk);
    const aftermath = aftermathOf(told, await allStandings(desk), readPrices(options.prices));
    if (options.json === true) io.out(JSON.stringify(aftermath, null, 2));
    else printCard(cardOf(aftermath, options.language ?? desk.env.LANGUAGE, desk), io);
    return 0;
  } finally {
    await desk.close();
  }
}

/** With the newest alerts: their ids stand at the foot of every message. */
async function missing(id: string, desk: Desk, io: Io, json: boolean): Promise<1> {
  const newest: { id: string; name: string }[] = [];
  for await (const { alert } of desk.store.archive.alerts({ from: null, to: null })) {
    newest.push({ id: alert.id, name: new Date(alert.createdAt).toISOString() });
    if (newest.length > 10) newest.shift();
  }
  return notFound(
    { found: false, because: `No alert “${id}” is stored here.`, candidates: newest },
    io,
    json,
  );
}

function toldOf(alert: Alert, signals: readonly Signal[], notice: Notice, { knowledge }: Desk): Told {
  const { companies } = knowledge.catalog;
  return {
    alert: alert.id,
    title: notice.title,
    at: alert.createdAt,
    events: signals
      .filter((signal) => signal.exposure.edge !== 'store')
      .flatMap((signal) => {
        const company = companies.get(signal.company);
        if (company === undefined) return [];
        const zone = knowledge.zoneOf(signal.regulator);
        const date = notice.published ?? dateAt(signal.detectedAt, zone);
        const at = signal.publishedAt ?? lastMinute(date, zone);
        const { id, level } = signal;
        return [
          {
            id,
            company,
            date,
            at,
            level,
            attested: true,
            official: signal.origin === 'official',
            title: notice.title,
          },
        ];
      }),
  };
}

function cardOf(aftermath: Aftermath, language: 'en' | 'zh', { knowledge }: Desk) {
  const { companies, sectors } = knowledge.catalog;
  const name = (id: string) => {
    const company = companies.get(id as CompanyId);
    return company === undefined ? id : shortName(company, language);
  };
  const facts = aftermath.companies.map((one) => ({
    ...one,
    name: name(one.company),
    rivals: {
      ...one.rivals,
      sector: sectors.get(one.rivals.sector as never)?.[language] ?? one.rivals.sector,
      named: one.rivals.named.map((rival) => ({ ...rival, name: name(rival.company) })),
    },
  }));
  return aftermathCard(aftermath.title, aftermath.alert, facts, language);
}
