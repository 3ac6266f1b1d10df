import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from 'discord-api-types/v10';
import { member, showChannel } from './places.ts';
import { personOf, type World } from './world.ts';

/** A file that a person attaches to an option. */
export interface Upload {
  readonly filename: string;
  readonly content: string | Uint8Array;
  readonly contentType?: string;
}
export type OptionValue = string | number | boolean | Upload;

/** What a client would not let a person do: no such command, option or choice, or not allowed. */
export class NotOffered extends Error {}

/** The `data` of a command interaction. */
export interface Picked {
  readonly options: readonly Record<string, unknown>[];
  readonly resolved: Record<string, Record<string, unknown>>;
}

/**
 * Turns plain values into the options of a command as a client sends them. `path` is the way down
 * (`['import']` of `/watchlist import`); with `focused` nothing is checked, as in autocomplete.
 */
export function pickOptions(
  world: World,
  command: APIApplicationCommand,
  path: readonly string[],
  values: Readonly<Record<string, OptionValue>>,
  guildId: string | null,
  focused: string | null = null,
): Picked {
  const resolved: Picked['resolved'] = {};
  const descend = (
    options: readonly APIApplicationCommandOption[],
    rest: readonly string[],
  ): Record<string, unknown>[] => {
    const [step, ...deeper] = rest;
    if (step !== undefined) {
      const sub = options.find(
        (option) => option.name === step && (option.type === 1 || option.type === 2),
      );
      if (!sub) throw new NotOffered(`/${command.name} has no subcommand ${step}`);
      return [
        {
          type: sub.type,
          name: step,
          options: descend(
            (sub as { options?: APIApplicationCommandOption[] }).options ?? [],
            deeper,
          ),
        },
      ];
    }
    if (options.some((option) => option.type === 1 || option.type === 2))
      throw new NotOffered(`/${command.name} needs a subcommand`);
    const known = options as readonly APIApplicationCommandBasicOption[];
    const names = new Set(known.map((option) => option.name));
    const unknown = Object.keys(values).find((name) => !names.has(name));
    if (unknown !== undefined) throw new NotOffered(`/${command.name} has no option ${unknown}`);
    const missing = known.find((option) => option.required && values[option.name] === undefined);
    if (focused === null && missing !== undefined)
      throw new NotOffered(`option ${missing.name} is required`);
    return known
      .filter((option) => values[option.name] !== undefined)
      .map((option) => {
        const value = values[option.name]!;
        if (focused === null) checkValue(option, value);
        return {
          type: option.type,
          name: option.name,
          value: resolve(world, option.type, value, resolved, guildId),
          ...(option.name === focused ? { focused: true } : {}),
        };
      });
  };
  return { options: descend(command.options ?? [], path), resolved };
}

type Bounded = APIApplicationCommandBasicOption & {
  choices?: { name: string; value: string | number }[];
  autocomplete?: boolean;
  min_value?: number;
  max_value?: number;
  min_length?: number;
  max_length?: number;
};

/** What the client itself refuses before anything is sent. */
function checkValue(option: APIApplicationCommandBasicOption, value: OptionValue): void {
  const { choices, min_value, max_value, min_length, max_length, type, name } = option as Bounded;
  const refuse = (why: string): never => {
    throw new NotOffered(`option ${name}: ${why}`);
  };
  if (choices?.length && !choices.some((choice) => choice.value === value))
    refuse(`${String(value)} is none of its choices`);
  if (type === 4 && !Number.isSafeInteger(value)) refuse('must be an integer');
  if (
    typeof value === 'number' &&
    ((min_value ?? -Infinity) > value || (max_value ?? Infinity) < value)
  )
    refuse('out of range');
  if (type === 3 && typeof value !== 'string') refuse('must be text');
  if (
    type === 3 &&
    ((min_length ?? 0) > String(value).length || (max_length ?? 6000) < String(value).length)
  )
    refuse('bad length');
  if (type === 5 && typeof value !== 'boolean') refuse('must be true or false');
}

/** The value as sent; users, channels, roles and files also land in `resolved`. */
function resolve(
  world: World,
  type: number,
  value: OptionValue,
  resolved: Picked['resolved'],
  guildId: string | null,
): unknown {
  const put = (kind: string, id: string, what: unknown) => {
    resolved[kind] = { ...resolved[kind], [id]: what };
    return id;
  };
  if (type === 6) {
    const user = personOf(world, String(value));
    const { user: _user, ...bare } = member(user, []);
    if (guildId) put('members', user.id, { ...bare, permissions: '0' });
    return put('users', user.id, user);
  }
  if (type === 7) {
    const channel = world.channels.get(String(value));
    if (!channel) throw new NotOffered(`no channel ${String(value)}`);
    return put('channels', channel.id, { ...showChannel(channel), permissions: '0' });
  }
  if (type === 8 || type === 9) {
    const role = world.guilds.get(guildId ?? '')?.roles.find((candidate) => candidate.id === value);
    if (!role && type === 9) return resolve(world, 6, value, resolved, guildId);
    if (!role) throw new NotOffered(`no role ${String(value)}`);
    return put('roles', role.id, role);
  }
  if (type === 11) return put('attachments', ...upload(world, value as Upload));
  return value;
}

function upload(world: World, file: Upload): [string, Record<string, unknown>] {
  const id = world.nextId();
  const bytes = typeof file.content === 'string' ? Buffer.from(file.content) : file.content;
  const path = `/ephemeral-attachments/${id}/${encodeURIComponent(file.filename)}`;
  const type = file.contentType ?? 'text/plain; charset=utf-8';
  world.files.set(path, { bytes, type });
  const url = `${world.origin()}${path}`;
  return [
    id,
    {
      id,
      filename: file.filename,
      size: bytes.length,
      url,
      proxy_url: url,
      content_type: type,
      ephemeral: true,
    },
  ];
}
