import { existsSync } from 'node:fs';
import { CommandProblem, type Io } from '../../app/io.ts';
import { notFound, printCard } from '../../app/print.ts';
import type { AlertId } from '../../domain/ids.ts';
import { cardOfAftermath } from '../../flows/aftermath-card.ts';
import { toldOf } from '../../flows/aftermath-tick.ts';
import { aftermathOf } from '../../study/aftermath.ts';
import { readPrices } from '../../study/events/prices.ts';
import { type Desk, openDesk } from '../desk.ts';
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
    const told = toldOf(held.alert, held.signals, notice, desk.knowledge);
    const aftermath = aftermathOf(told, await allStandings(desk), readPrices(options.prices));
    if (options.json === true) io.out(JSON.stringify(aftermath, null, 2));
    else printCard(cardOfAftermath(aftermath, options.language ?? desk.env.LANGUAGE, desk.knowledge), io);
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
