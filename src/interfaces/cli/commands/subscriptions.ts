import { kindsOf } from '../../../answers/queries/kinds.ts';
import { membershipOf } from '../../../answers/queries/membership.ts';
import { rulesOf, typedRules } from '../../../answers/queries/rules.ts';
import { codeOf, type RequestedScope, scopeLabel } from '../../../answers/queries/scopes.ts';
import { setUpProblem } from '../../../answers/queries/set-up.ts';
import { createSubscriptions } from '../../../answers/queries/subscriptions.ts';
import { CommandProblem } from '../../../app/io.ts';
import { blockedHost, missingFor, SINK_SETTINGS } from '../../../app/sinks.ts';
import { formatReason, renderReason } from '../../../base/i18n/sentence.ts';
import { type Address, Timing } from '../../../domain/alert.ts';
import { Band } from '../../../domain/score.ts';
import { shanghaiDay } from '../../../domain/time.ts';
import { shownAddress } from '../../../pipeline/present/shown-address.ts';
import type { CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { choice, JSON_OPTION, languageOption } from '../option-values.ts';
import { notFound, plainTable } from '../print.ts';
import { operatorIn, workspaceNamed } from './workspace.ts';

/** `subscriptions`: all subscriptions, including disabled ones with the reason. */
export const subscriptions: CliCommand = (command, { io, over }) =>
  command.option(...JSON_OPTION).action(
    over(async ({ store, knowledge }, { json }) => {
      const all = await store.subscriptions({ active: false });
      const day = shanghaiDay(io.now());
      const rows = all.map(
        ({ id, address, scope, leastBand, timing, language, kinds, rules, disabled }) => ({
          id: id.replace(address.to, shownAddress(address)),
          code: codeOf({ id }),
          sink: address.sink,
          to: shownAddress(address),
          what: scopeLabel(scope, knowledge.catalog, day),
          leastBand,
          timing,
          language,
          kinds: kinds ?? null,
          rules: rules ?? null,
          disabled: disabled === null ? null : renderReason(disabled.because, 'en'),
        }),
      );
      const head = ['code', 'sink', 'to', 'what', 'from band', 'timing', 'only', 'state'];
      const cells = rows.map((row) => [
        row.code,
        row.sink,
        row.to,
        row.what,
        row.leastBand,
        row.timing,
        [(row.kinds ?? []).join(', '), typedRules(row.rules ?? undefined, 'en')]
          .filter(Boolean)
          .join('; '),
        row.disabled?.text ?? 'on',
      ]);
      if (json) io.out(JSON.stringify(rows, null, 2));
      else if (rows.length === 0) io.out('No subscriptions yet: see `subscribe --help`.');
      else io.out(plainTable(head, cells));
    }),
  );

/** `subscribe`: alerts on a company, or on everything, to a webhook, a chat or a mail address. */
export const subscribe: CliCommand = (command, { io, over }) =>
  command
    .argument('<what>', 'ticker, name or id; "all" = everything')
    .requiredOption('--sink <sink>', SINK_SETTINGS.map((way) => way.id).join(', '))
    .requiredOption(
      '--to <address>',
      SINK_SETTINGS.map((way) => `${way.id}: ${way.description}`).join('; '),
    )
    .addOption(
      choice('--least-band <band>', 'from which band on', Band.options).default('watch' as const),
    )
    .option('--stores', 'also when the company is criticised as the operator of an app store')
    .option('--kinds <kinds>', 'only acts of these groups or measures: money,case,fine')
    .option(
      '--rules <rules>',
      'only what a rule takes in: "money 3+; case, cut-off reported; all 4+"',
    )
    .option('--reported', 'also press reports that are not confirmed (a company: on anyway)')
    .option('--no-reported', 'no press reports that are not confirmed')
    .addOption(choice('--timing <timing>', 'when', Timing.options).default('at-once' as const))
    .addOption(
      languageOption('language of the alerts; that of the workspace, where it is not given'),
    )
    .option('--workspace <workspace>', 'put the address into this workspace first')
    .addOption(
      choice('--kind <kind>', 'what <what> is', ['company', 'sector', 'regulator']).default(
        'company' as const,
      ),
    )
    .hook('preAction', (command) => void checkAddress(command.opts()))
    .action(
      over(
        async (context, what, { sink, to, kind, leastBand, timing, workspace, ...more }) => {
          const further = furtherTerms(more);
          const blocked = await blockedHost({ sink, to }, context.env.ALLOW_HOSTS);
          if (blocked !== null)
            throw new CommandProblem(setUpProblem({ code: 'blocked-host', host: blocked }, 'en'));
          const own =
            workspace === undefined ? null : await putInto(workspace, { sink, to }, context);
          const language = more.language ?? own?.language ?? 'en';
          const terms = { leastBand, timing, language, role: null, ...further };
          const requested: RequestedScope =
            what === 'all' ? { kind: 'all' } : { kind, query: what };
          const done = await createSubscriptions(context).follow(requested, terms, {
            address: { sink, to },
            server: null,
            by: 'command line',
            now: io.now(),
            language,
          });
          if (!done.found) return notFound(done, io, false);
          io.out(
            `${done.label}: ${done.how === 'same' ? 'followed there already' : done.how}, from ` +
              `band ${leastBand}.`,
          );
          const missing = missingFor(sink, context.env);
          if (missing !== null)
            io.err(
              `Nothing is sent before ${missing} is set in .env and the program is started again.`,
            );
          return 0;
        },
        { write: true },
      ),
    );

/** The workspace of that name with the address in it, taken from another one where it was there. */
async function putInto(name: string, address: Address, context: CliContext) {
  const id = await workspaceNamed(context, name);
  const change = membershipOf(context.store, operatorIn(id), context.clock.now());
  const done = await change.addAddress(address);
  if (!done.ok) throw new CommandProblem(formatReason(done.because, 'en'), 1);
  return context.store.workspace(id);
}

/** Further terms of a subscription; an unknown kind is rejected by name. */
function furtherTerms(options: {
  readonly stores?: boolean | undefined;
  readonly reported?: boolean | undefined;
  readonly kinds?: string | undefined;
  readonly rules?: string | undefined;
}) {
  const { kinds, refused } = kindsOf(options.kinds ?? '', 'en');
  const typed = rulesOf(options.rules ?? '', 'en');
  const problem = refused ?? typed.refused;
  if (problem !== null) throw new CommandProblem(problem);
  return {
    ...(options.stores === true ? { stores: true } : {}),
    ...(options.reported === undefined ? {} : { reported: options.reported }),
    ...(kinds === null ? {} : { kinds }),
    ...(typed.rules === null ? {} : { rules: typed.rules }),
  };
}

function checkAddress({ sink, to }: { readonly sink: string; readonly to: string }): void {
  const way = SINK_SETTINGS.find((sinkSetting) => sinkSetting.id === sink);
  const discord = sink === 'discord' ? ' On Discord, use /subscribe in the channel.' : '';
  const ids = SINK_SETTINGS.map((sinkSetting) => sinkSetting.id).join(', ');
  if (way === undefined)
    throw new CommandProblem(`--sink "${sink}" is not one of ${ids}.${discord}`);
  if (!way.address.test(to))
    throw new CommandProblem(
      `--to "${to}" is no address for ${sink}: it takes ${way.description}.`,
    );
}

/** `unsubscribe`: ends one subscription, by its code in `subscriptions` or its id. */
export const unsubscribe: CliCommand = (command, { io, over }) =>
  command.argument('<which>', 'code that `subscriptions` shows, or an id').action(
    over(
      async ({ store, knowledge }, which) => {
        const all = await store.subscriptions({ active: false });
        const found = all.find(
          (subscription) => subscription.id === which || codeOf(subscription) === which,
        );
        if (found === undefined)
          throw new CommandProblem(
            `There is no subscription "${which}": \`subscriptions\` shows them.`,
            1,
          );
        await store.removeSubscription(found.id);
        const { address, scope } = found;
        const what = scopeLabel(scope, knowledge.catalog, shanghaiDay(io.now()));
        io.out(`Unsubscribed ${address.sink} ${shownAddress(address)}: ${what}.`);
      },
      { write: true },
    ),
  );
