import type { APIApplicationCommand } from 'discord-api-types/v10';
import { type CommandBody, checkCommandList, checkCommandRules } from '../command-rules.ts';
import { DiscordFailure, type FormErrors, invalidForm, refusal } from '../failure.ts';
import { checkOfficial } from '../official.ts';
import { type Answer, type Call, created, nothing, ok, type Route } from '../routing.ts';
import { guildOf } from '../world.ts';

const MOST_CREATES_A_DAY = 200;
const DAY_MS = 86_400_000;

type Commands = Map<string, APIApplicationCommand>;

/** Application commands, global and of a guild: the same five routes twice. */
export const commandRoutes: readonly Route[] = [
  '/applications/:application',
  '/applications/:application/guilds/:guild',
].flatMap((base): Route[] => [
  {
    method: 'GET',
    path: `${base}/commands`,
    act: (call) => ok([...shelf(call).values()].map((command) => shown(call, command))),
  },
  { method: 'PUT', path: `${base}/commands`, act: overwrite },
  { method: 'POST', path: `${base}/commands`, act: upsert },
  { method: 'GET', path: `${base}/commands/:command`, act: (call) => ok(shown(call, known(call))) },
  { method: 'PATCH', path: `${base}/commands/:command`, act: patch },
  { method: 'DELETE', path: `${base}/commands/:command`, act: remove },
]);

function shelf({ world, params, features }: Call): Commands {
  if (!features.applicationCommands) throw refusal(0);
  if (params.application !== world.bot.id) throw refusal(50001);
  if (params.guild) guildOf(world, params.guild);
  const key = params.guild ?? '';
  const found = world.commands.get(key) ?? new Map();
  world.commands.set(key, found);
  return found;
}

function known(call: Call): APIApplicationCommand {
  const command = shelf(call).get(call.params.command!);
  if (!command) throw refusal(10063);
  return command;
}

function overwrite(call: Call): Answer {
  const old = [...shelf(call).values()];
  if (!Array.isArray(call.body)) throw refusal(50109);
  const bodies = call.body as CommandBody[];
  for (const [index, body] of bodies.entries())
    check(call, 'ApplicationCommandUpdateRequestSchema', body, index);
  checkCommandList(bodies);
  const fresh: Commands = new Map();
  for (const body of bodies) {
    const command = made(
      call,
      body,
      old.find((candidate) => same(candidate, body)),
    );
    fresh.set(command.id, command);
  }
  call.world.commands.set(call.params.guild ?? '', fresh);
  return ok([...fresh.values()]);
}

function upsert(call: Call): Answer {
  const commands = shelf(call);
  const body = call.body as CommandBody;
  check(call, 'ApplicationCommandCreateRequestSchema', body);
  const old = [...commands.values()].find((candidate) => same(candidate, body));
  if (!old) checkCommandList([...([...commands.values()] as unknown as CommandBody[]), body]);
  const command = made(call, body, old);
  commands.set(command.id, command);
  return old ? ok(command) : created(command);
}

function patch(call: Call): Answer {
  const command = known(call);
  checkOfficial(
    'ApplicationCommandPatchRequestPartialSchema',
    numericPermissions(call.body as CommandBody),
  );
  const whole = { ...command, ...(call.body as object) } as unknown as CommandBody;
  checkCommandRules(whole, call.params.guild ? 'guild' : 'global');
  const changed = {
    ...command,
    ...(call.body as object),
    version: call.world.nextId(),
  } as APIApplicationCommand;
  shelf(call).set(command.id, changed);
  return ok(changed);
}

function remove(call: Call): Answer {
  shelf(call).delete(known(call).id);
  return nothing;
}

/**
 * Official schema, then the rules it misses; the flaws of a bulk overwrite stand under the
 * command's index.
 */
function check(
  call: Call,
  schema: Parameters<typeof checkOfficial>[0],
  body: CommandBody,
  index?: number,
): void {
  try {
    checkOfficial(schema, numericPermissions(body));
    checkCommandRules(body, call.params.guild ? 'guild' : 'global');
  } catch (failure) {
    if (index === undefined || !(failure instanceof DiscordFailure) || !failure.errors)
      throw failure;
    throw new DiscordFailure(400, 50035, failure.message, {
      [index]: failure.errors,
    } as FormErrors);
  }
}

/** The docs say text, the schema says number: where they differ the docs win. */
function numericPermissions(body: CommandBody): unknown {
  const given = (body as unknown as { default_member_permissions?: unknown })
    .default_member_permissions;
  if (typeof given !== 'string') return body;
  if (!/^\d+$/.test(given))
    throw invalidForm([
      {
        path: ['default_member_permissions'],
        code: 'BITFIELD_TYPE',
        message: `Value "${given}" is not a permission bitset.`,
      },
    ]);
  return { ...body, default_member_permissions: 0 };
}

function same(command: APIApplicationCommand, body: CommandBody): boolean {
  return command.name === body.name && command.type === (body.type ?? 1);
}

const createdAt = new WeakMap<object, number[]>();

/** The stored form; counts creations, of which a guild or the global list has 200 a day. */
function made(
  call: Call,
  body: CommandBody,
  old: APIApplicationCommand | undefined,
): APIApplicationCommand {
  if (!old) {
    const counter = call.world.commands;
    const times = (createdAt.get(counter) ?? []).filter((at) => call.world.now() - at < DAY_MS);
    if (times.length >= MOST_CREATES_A_DAY) throw refusal(30034);
    createdAt.set(counter, [...times, call.world.now()]);
  }
  const { contexts, integration_types, ...rest } = body;
  return {
    default_member_permissions: null,
    nsfw: false,
    description: '',
    ...rest,
    ...(call.params.guild
      ? { guild_id: call.params.guild }
      : { contexts: contexts ?? null, integration_types: integration_types ?? [0] }),
    type: body.type ?? 1,
    id: old?.id ?? call.world.nextId(),
    application_id: call.world.bot.id,
    version: call.world.nextId(),
  } as unknown as APIApplicationCommand;
}

/** As GET shows it: without the dictionaries of translations unless asked for. */
function shown({ query }: Call, command: APIApplicationCommand): unknown {
  if (query.get('with_localizations') === 'true') return command;
  return JSON.parse(JSON.stringify(command), (key, value) =>
    key.endsWith('_localizations') ? undefined : value,
  );
}
