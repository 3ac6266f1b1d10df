import { type InboxEntry, inboxOf } from '../../../answers/queries/inbox.ts';
import { companyMeant } from '../../../answers/queries/lookup-result.ts';
import { addressText, workspaceRows } from '../../../answers/queries/workspace-rows.ts';
import { CommandProblem } from '../../../app/io.ts';
import { points } from '../../../base/i18n/words.ts';
import type { AlertId } from '../../../domain/ids.ts';
import { MeasureGroup } from '../../../domain/measures.ts';
import { Verdict, type Viewer } from '../../../domain/workspace.ts';
import type { CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { choice, JSON_OPTION } from '../option-values.ts';
import { notFound, plainTable } from '../print.ts';
import { operatorIn, workspaceNamed } from './workspace.ts';

/** The rows of one workspace, or of all where none is named. */
async function rowsOf(cli: CliContext, name: string | undefined) {
  const one = operatorIn(await workspaceNamed(cli, name));
  const viewer: Viewer = name === undefined ? { ...one, sees: 'all' } : one;
  return workspaceRows(cli.store, viewer, cli.clock.now());
}

/** `alerts`: sent alerts with their recipients, grades and feedback. */
export const alerts: CliCommand = (command, { io, over }) => {
  command
    .command('list', { isDefault: true })
    .description('the newest first')
    .argument('[company]', 'only alerts that name it')
    .option('--workspace <id>', 'only what was sent there')
    .option('--list <id>', 'only companies of a list of the workspace')
    .addOption(choice('--kind <kind>', 'only acts of this group', MeasureGroup.options))
    .option('--limit <n>', 'at most so many', '20')
    .option(...JSON_OPTION)
    .action(
      over(async (cli, company, { workspace, list, kind, limit, json = false }) => {
        if (!/^[1-9]\d{0,3}$/.test(limit))
          throw new CommandProblem(`--limit "${limit}" is no number from 1 to 9999.`);
        const rows = await rowsOf(cli, workspace);
        const of = list === undefined ? {} : { companies: [...(await rows.followed(list))] };
        const meant = company === undefined ? null : companyMeant(company, cli.clock.now(), cli);
        if (meant?.found === false) return notFound(meant, io, json);
        const named = meant === null ? of : { companies: [meant.company.id] };
        const found = await inboxOf(rows, cli.store, { ...named, kind, limit: Number(limit) });
        io.out(json ? JSON.stringify(found.map(answerOf), null, 2) : tableOf(found));
        return 0;
      }),
    );

  command
    .command('judge')
    .description('say what an alert was worth; a second word writes over the first')
    .argument('<reference>', 'of the alert, as `alerts` shows it')
    .argument('<verdict>', Verdict.options.join(', '))
    .option('--note <text>', 'why', '')
    .option('--workspace <id>', 'in which workspace, where it went to several')
    .action(
      over(
        async (cli, reference, said, { note, workspace }) => {
          const verdict = Verdict.safeParse(said);
          if (!verdict.success)
            throw new CommandProblem(`"${said}" is none of ${Verdict.options.join(', ')}.`);
          const rows = await rowsOf(cli, workspace);
          const alert = reference as AlertId;
          if (!(await rows.mark(alert, { verdict: verdict.data, note })))
            throw new CommandProblem(`No alert ${reference} was sent there.`, 1);
          if (verdict.data === 'wrong') await rows.question(alert, note);
          io.out(`${reference}: ${verdict.data}.`);
          return 0;
        },
        { write: true },
      ),
    );
};

const tableOf = (found: readonly InboxEntry[]) =>
  found.length === 0 ? 'Nothing was sent that fits.' : plainTable(HEAD, found.map(rowOf));

const HEAD = ['when', 'what', 'grade', 'companies', 'to', 'verdicts', 'reference'];

function rowOf(entry: InboxEntry): string[] {
  const { alert, grade, sent, signals, companies, corrections } = entry;
  const moved = signals.map(
    ({ company, before, after }) => `${company} ${points(before)} → ${points(after)}`,
  );
  const corrected = corrections.length === 0 ? '' : ' (corrected)';
  return [
    new Date(alert.createdAt).toISOString().slice(0, 16).replace('T', ' '),
    `${alert.alertReason}${corrected}`,
    grade ?? '',
    (moved.length > 0 ? moved : companies).join(', '),
    sent.map(({ address, state }) => `${addressText(address)} ${state}`).join(', '),
    entry.marks.flatMap(({ verdict }) => verdict ?? []).join(', '),
    alert.id,
  ];
}

/** An alert as `--json` prints it. */
function answerOf({
  alert,
  grade,
  kinds,
  companies,
  sent,
  corrections,
  marks,
  notice,
}: InboxEntry) {
  return {
    reference: alert.id,
    createdAt: new Date(alert.createdAt).toISOString(),
    reason: alert.alertReason,
    grade,
    kinds,
    companies,
    notice: notice === null ? null : { id: notice.id, title: notice.title, url: notice.url },
    sent: sent.map(({ address, state, workspace }) => ({
      to: addressText(address),
      state,
      workspace,
    })),
    corrections: corrections.map(({ id }) => id),
    verdicts: marks.map(({ by, verdict, note }) => ({ by, verdict, note })),
  };
}
