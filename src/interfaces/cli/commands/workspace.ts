import { type Changed, idOfName, membershipOf } from '../../../answers/queries/membership.ts';
import { createSignIn, LINK_MINUTES, typedAddress } from '../../../answers/queries/sign-in.ts';
import { addressCode, addressText } from '../../../answers/queries/workspace-rows.ts';
import { workspaceTerms } from '../../../answers/queries/workspace-terms.ts';
import { CommandProblem } from '../../../app/io.ts';
import { readAddress } from '../../../app/sinks.ts';
import { USUAL_PORT } from '../../../app/web.ts';
import { formatReason } from '../../../base/i18n/sentence.ts';
import type { Address } from '../../../domain/alert.ts';
import { zone as Zone } from '../../../domain/file-values.ts';
import {
  HOME,
  type Member,
  MemberRole,
  type Viewer,
  type WorkspaceId,
} from '../../../domain/workspace.ts';
import type { CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { choice, JSON_OPTION, languageOption } from '../option-values.ts';
import { plainTable } from '../print.ts';

const WRITE = { write: true } as const;
const isoOf = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** The operator, in one workspace. */
export const operatorIn = (workspace: WorkspaceId): Viewer => ({
  workspace,
  role: 'operator',
  sees: 'own',
  by: 'command line',
});

/** A workspace by its id; `home` where none is named. */
export async function workspaceNamed(
  { store }: Pick<CliContext, 'store'>,
  name: string = HOME,
): Promise<WorkspaceId> {
  const all = await store.workspaces();
  const found = all.find(({ id, name: called }) => id === name || called === name);
  if (found !== undefined) return found.id;
  if (name === HOME) return HOME;
  throw new CommandProblem(`There is no workspace "${name}": \`workspace list\` shows them.`, 1);
}

function done(changed: Changed): void {
  if (!changed.ok) throw new CommandProblem(formatReason(changed.because, 'en'), 1);
}

function addressNamed(text: string): Address {
  const { sink, to } = typedAddress(text);
  const read = readAddress(`${sink}:${to}`, 'the address');
  if (!read.ok) throw new CommandProblem(`${read.because}.`);
  return read.address;
}

/** `workspace`: funds on one running program, each with its own addresses, members and lists. */
export const workspace: CliCommand = (command, { io, over }) => {
  const membership = async (cli: CliContext, name: string) =>
    membershipOf(cli.store, operatorIn(await workspaceNamed(cli, name)), cli.clock.now());
  const memberAt = async (cli: CliContext, name: string, text: string): Promise<Member> => {
    const id = await workspaceNamed(cli, name);
    const address = addressNamed(text);
    const found = (await cli.store.members({ address })).find((member) => member.workspace === id);
    if (found === undefined)
      throw new CommandProblem(`${addressText(address)} is no member of ${id}.`, 1);
    return found;
  };

  command
    .command('list', { isDefault: true })
    .description('every workspace; Discord servers and direct messages have one each')
    .option(...JSON_OPTION)
    .action(
      over(async ({ store }, { json }) => {
        const rows = [];
        for (const workspace of await store.workspaces())
          rows.push({
            ...workspace,
            addresses: (await store.addressesOf(workspace.id)).length,
            members: (await store.members({ workspace: workspace.id })).length,
          });
        if (json) io.out(JSON.stringify(rows, null, 2));
        else
          io.out(
            plainTable(
              ['id', 'name', 'addresses', 'members', 'language', 'zone'],
              rows.map((row) => [
                row.id,
                row.name,
                row.addresses,
                row.members,
                row.language,
                row.zone,
              ]),
            ),
          );
        return 0;
      }),
    );

  command
    .command('add')
    .description('a new one, for a fund or a team')
    .argument('<name>', 'what it is called: Harbour Fund')
    .addOption(languageOption('language of its messages').default('en' as const))
    .option('--zone <zone>', 'IANA zone of its days', 'Asia/Hong_Kong')
    .action(
      over(async (cli, name, { language, zone }) => {
        if (!Zone.safeParse(zone).success)
          throw new CommandProblem(
            `--zone "${zone}" is no time zone: Asia/Shanghai, Europe/London.`,
          );
        const made = membershipOf(cli.store, operatorIn(HOME), cli.clock.now());
        done(await made.add(name, { language, zone }));
        const id = idOfName(name);
        io.out(`${id} is there. Next: \`workspace member ${id} <mail address> --role owner\`.`);
        return 0;
      }, WRITE),
    );

  command
    .command('show')
    .description('addresses, members, lists, sessions and the last changes of one')
    .argument('[workspace]', 'its id; home, where it is not given')
    .action(
      over(async (cli, name) => {
        const id = await workspaceNamed(cli, name);
        const parts = await partsOf(cli, id);
        for (const [title, head, rows] of parts)
          if (rows.length > 0) io.out(`${title}\n${plainTable(head, rows)}`);
        if (parts.every(([, , rows]) => rows.length === 0)) io.out(`${id} is empty.`);
        return 0;
      }),
    );

  command
    .command('remove')
    .description('forget one with its addresses, subscriptions, members and lists')
    .argument('<workspace>', 'its id')
    .action(
      over(async (cli, name) => {
        done(await (await membership(cli, name)).remove());
        io.out(`${name} is forgotten.`);
        return 0;
      }, WRITE),
    );

  command
    .command('address')
    .description('put an address into a workspace; what it follows belongs there from then on')
    .argument('<workspace>', 'its id')
    .argument('<address>', 'ann@example.org, webhook:https://…, discord:channel:123…')
    .option('--remove', 'take it out, and forget what it follows')
    .action(
      over(async (cli, name, text, { remove = false }) => {
        const address = addressNamed(text);
        const change = await membership(cli, name);
        done(await (remove ? change.removeAddress(address) : change.addAddress(address)));
        io.out(`${addressText(address)} ${remove ? 'left' : 'belongs to'} ${name}.`);
        return 0;
      }, WRITE),
    );

  command
    .command('member')
    .description('a person who signs in by a link that is sent to their address')
    .argument('<workspace>', 'its id')
    .argument('<address>', 'ann@example.org, discord:user:123…')
    .addOption(
      choice('--role <role>', 'what they may do', MemberRole.options).default('reader' as const),
    )
    .option('--name <name>', 'what they are called; the address, where it is not given')
    .option('--remove', 'end the membership and every session of it')
    .action(
      over(async (cli, name, text, { role, name: called = '', remove = false }) => {
        const address = addressNamed(text);
        const change = await membership(cli, name);
        const removed = () => change.removeMember(address);
        done(await (remove ? removed() : change.addMember(address, called, role)));
        const now = remove ? 'is no member any more of' : `is ${role} of`;
        io.out(`${addressText(address)} ${now} ${name}.`);
        return 0;
      }, WRITE),
    );

  command
    .command('note')
    .description('send the morning note of a list to an address, daily at the hour of its digest')
    .argument('<workspace>', 'its id')
    .argument('<list>', 'id that `workspace show` gives')
    .argument('<address>', 'of the workspace')
    .option('--remove', 'send it no more')
    .action(
      over(async (cli, name, list, text, { remove = false }) => {
        const id = await workspaceNamed(cli, name);
        const request = { now: cli.clock.now(), language: 'en' as const };
        const terms = workspaceTerms(cli, operatorIn(id), request);
        const address = addressNamed(text);
        done(await terms.sendNote(list, addressCode(address), !remove));
        const says = remove ? 'gets no note of' : 'gets the morning note of';
        io.out(`${addressText(address)} ${says} ${list}.`);
        return 0;
      }, WRITE),
    );

  command
    .command('link')
    .description('print a link that signs a member in once; give it to nobody else')
    .argument('<workspace>', 'its id')
    .argument('<address>', 'of a member')
    .action(
      over(async (cli, name, text) => {
        const member = await memberAt(cli, name, text);
        const secret = await createSignIn(cli.store).linkFor(member, cli.clock.now());
        const { WEB_ORIGIN, WEB_HOST, WEB_PORT = USUAL_PORT } = cli.env;
        io.out(`${WEB_ORIGIN ?? `http://${WEB_HOST}:${WEB_PORT}`}/in/${secret}`);
        io.err(`Good once, for ${LINK_MINUTES} minutes.`);
        return 0;
      }, WRITE),
    );

  command
    .command('key')
    .description('print a key for a program of a member: Authorization: Bearer <key>')
    .argument('<workspace>', 'its id')
    .argument('<address>', 'of a member')
    .requiredOption('--for <purpose>', 'what it is for, shown beside it')
    .action(
      over(async (cli, name, text, { for: purpose }) => {
        const member = await memberAt(cli, name, text);
        const now = cli.clock.now();
        const { secret, session } = await createSignIn(cli.store).keyFor(member, purpose, now);
        io.out(secret);
        const end = `workspace end ${name} ${session.id}`;
        io.err(`Shown once. It ends on ${isoOf(session.endsAt)}, or by \`${end}\`.`);
        return 0;
      }, WRITE),
    );

  command
    .command('end')
    .description('end a session or key')
    .argument('<workspace>', 'its id')
    .argument('<session>', 'id that `workspace show` gives')
    .action(
      over(async (cli, name, id) => {
        done(await (await membership(cli, name)).endSession(id, null));
        io.out(`${id} is ended.`);
        return 0;
      }, WRITE),
    );
};

type WorkspacePart = readonly [title: string, head: readonly string[], rows: string[][]];

/** What a workspace holds, as tables. */
async function partsOf(
  { store, clock }: CliContext,
  id: WorkspaceId,
): Promise<readonly WorkspacePart[]> {
  const [addresses, members, lists, sessions, journal] = await Promise.all([
    store.addressesOf(id),
    store.members({ workspace: id }),
    store.watchlists(id),
    store.sessions({ workspace: id, now: clock.now() }),
    store.journal({ workspace: id, limit: 20 }),
  ]);
  return [
    [
      'Addresses',
      ['address', 'since', 'by'],
      addresses.map((address) => [
        addressText(address.address),
        isoOf(address.addedAt),
        address.addedBy,
      ]),
    ],
    [
      'Members',
      ['name', 'address', 'role'],
      members.map((member) => [member.name, addressText(member.address), member.role]),
    ],
    [
      'Lists',
      ['id', 'name', 'companies'],
      lists.map((watchlist) => [watchlist.id, watchlist.name, String(watchlist.holdings.length)]),
    ],
    [
      'Sessions',
      ['id', 'who', 'kind', 'seen', 'ends'],
      sessions.map((session) => [
        session.id,
        addressText(session.address),
        session.kind,
        isoOf(session.seenAt),
        isoOf(session.endsAt),
      ]),
    ],
    [
      'Changes',
      ['when', 'by', 'what', 'detail'],
      journal.map((journalEntry) => [
        isoOf(journalEntry.at),
        journalEntry.by,
        journalEntry.what,
        journalEntry.detail,
      ]),
    ],
  ];
}
