import { existsSync } from 'node:fs';
import { CommandProblem, type Io } from '../../app/io.ts';
import { allStandings } from '../../ask/knowledge.ts';
import type { AlertId } from '../../domain/ids.ts';
import { reason } from '../../domain/reason.ts';
import { cardOfAftermath } from '../../flows/aftermath-card.ts';
import { aftermathSubject } from '../../flows/aftermath-tick.ts';
import { aftermathOf } from '../../study/aftermath.ts';
import { readPrices } from '../../study/events/prices.ts';
import { type CliContext, openCliContext } from '../context.ts';
import { notFound, printCard } from '../print.ts';

export interface AftermathOptions {
  readonly prices: string;
  readonly language?: 'en' | 'zh';
  readonly json?: boolean;
}

/** `study aftermath <alert>`: what followed an alert that was told. */
export async function runAftermath(id: string, options: AftermathOptions, io: Io): Promise<0 | 1> {
  if (!existsSync(options.prices))
    throw new CommandProblem(`--prices ${options.prices}: there is no such folder of CSV files.`);
  const cli = await openCliContext(io);
  try {
    const sent = await cli.store.alert(id as AlertId);
    const about = sent?.alert.notice ?? null;
    const notice = about === null ? null : await cli.store.notice(about);
    if (sent === null || notice === null) return await missing(id, cli, io, options.json === true);
    const subject = aftermathSubject(sent.alert, sent.signals, notice, cli.knowledge);
    const aftermath = aftermathOf(subject, await allStandings(cli), readPrices(options.prices));
    if (options.json === true) io.out(JSON.stringify(aftermath, null, 2));
    else printCard(cardOfAftermath(aftermath, options.language ?? cli.env.LANGUAGE, cli.knowledge), io);
    return 0;
  } finally {
    await cli.close();
  }
}

/** With the newest alerts: their ids stand at the foot of every message. */
async function missing(id: string, cli: CliContext, io: Io, json: boolean): Promise<1> {
  const newest: { id: string; name: string }[] = [];
  for await (const { alert } of cli.store.archive.alerts({ from: null, to: null })) {
    newest.push({ id: alert.id, name: new Date(alert.createdAt).toISOString() });
    if (newest.length > 10) newest.shift();
  }
  return notFound({ found: false, because: reason('no-alert', { alert: id }), candidates: newest }, io, json);
}
