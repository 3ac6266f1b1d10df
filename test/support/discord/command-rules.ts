import { Locale } from 'discord-api-types/v10';
import { type Flaw, invalidForm } from './failure.ts';

/** A command or option as it arrives: only what the rules look at. */
export interface CommandBody {
  readonly name: string;
  readonly type?: number;
  readonly description?: string;
  readonly name_localizations?: Record<string, string> | null;
  readonly description_localizations?: Record<string, string> | null;
  readonly options?: readonly CommandBody[] | null;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly Choice[] | null;
  readonly contexts?: unknown;
  readonly integration_types?: unknown;
}
interface Choice {
  readonly name: string;
  readonly value: string | number;
  readonly name_localizations?: Record<string, string> | null;
}

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES = new Set<string>(Object.values(Locale));
const CHAT_INPUT = 1;
type Path = readonly (string | number)[];

/**
 * The rules for one command that the published schema misses; throws 50035. `at` is its place in
 * the body.
 */
export function checkCommandRules(
  command: CommandBody,
  scope: 'global' | 'guild',
  at: Path = [],
): void {
  const flaws: Flaw[] = [];
  if ((command.type ?? CHAT_INPUT) === CHAT_INPUT) {
    flaws.push(...namedFlaws(command, at), ...optionFlaws(command, at));
  } else if (command.description) {
    flaws.push({
      path: [...at, 'description'],
      code: 'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
      message: 'Context menu commands cannot have description',
    });
  }
  if (commandLength(command) > 8000)
    flaws.push({
      path: at,
      code: 'APPLICATION_COMMAND_TOO_LARGE',
      message: 'Command exceeds maximum size (8000)',
    });
  if (scope === 'guild')
    for (const key of ['contexts', 'integration_types'] as const)
      if (command[key])
        flaws.push({
          path: [...at, key],
          code: 'APPLICATION_COMMAND_CONTEXT_NOT_ALLOWED',
          message: 'Guild commands cannot set this field',
        });
  if (flaws.length > 0) throw invalidForm(flaws);
}

/** Rules for a whole bulk overwrite: counts for each type and no name twice. */
export function checkCommandList(commands: readonly CommandBody[]): void {
  const limits: readonly [type: number, most: number][] = [
    [1, 100],
    [2, 15],
    [3, 15],
  ];
  const flaws: Flaw[] = [];
  for (const [type, most] of limits)
    if (commands.filter((command) => (command.type ?? 1) === type).length > most)
      flaws.push({
        path: [],
        code: 'APPLICATION_COMMAND_LIMIT',
        message: `Maximum number of application commands reached (${most})`,
      });
  const seen = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const key = `${command.type ?? 1} ${command.name}`;
    if (seen.has(key))
      flaws.push({
        path: [index, 'name'],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    seen.add(key);
  }
  if (flaws.length > 0) throw invalidForm(flaws);
}

function namedFlaws(named: CommandBody, at: Path): Flaw[] {
  const flaws: Flaw[] = [];
  const checkName = (name: string, path: Path) => {
    if (!NAME.test(name) || name !== name.toLowerCase())
      flaws.push({
        path,
        code: 'APPLICATION_COMMAND_INVALID_NAME',
        message: 'Command name is invalid',
      });
  };
  checkName(named.name, [...at, 'name']);
  for (const [locale, name] of Object.entries(named.name_localizations ?? {}))
    checkName(name, [...at, 'name_localizations', locale]);
  for (const key of ['name_localizations', 'description_localizations'] as const)
    for (const locale of Object.keys(named[key] ?? {}))
      if (!LOCALES.has(locale))
        flaws.push({
          path: [...at, key, locale],
          code: 'APPLICATION_COMMAND_LOCALE_UNKNOWN',
          message: `Unknown locale ${locale}`,
        });
  if (!named.description?.trim())
    flaws.push({
      path: [...at, 'description'],
      code: 'BASE_TYPE_REQUIRED',
      message: 'This field is required',
    });
  return flaws;
}

function optionFlaws(parent: CommandBody, at: Path): Flaw[] {
  const options = parent.options ?? [];
  const flaws: Flaw[] = [];
  const seen = new Set<string>();
  let optionalSeen = false;
  const grouped = options.filter((option) => option.type === 1 || option.type === 2).length;
  if (grouped > 0 && grouped < options.length)
    flaws.push({
      path: [...at, 'options'],
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message:
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
    });
  for (const [index, option] of options.entries()) {
    const path = [...at, 'options', index];
    flaws.push(...namedFlaws(option, path), ...optionFlaws(option, path));
    if (seen.has(option.name))
      flaws.push({
        path: [...path, 'name'],
        code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        message: 'Option name already exists',
      });
    seen.add(option.name);
    if (option.required && optionalSeen)
      flaws.push({
        path,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    optionalSeen ||= !option.required;
    if (option.autocomplete && option.choices?.length)
      flaws.push({
        path: [...path, 'autocomplete'],
        code: 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES',
        message: 'Choices and autocomplete are mutually exclusive',
      });
    if ((option.choices?.length ?? 0) > 25)
      flaws.push({
        path: [...path, 'choices'],
        code: 'BASE_TYPE_BAD_LENGTH',
        message: 'Must be 25 or fewer in length.',
      });
  }
  return flaws;
}

/**
 * Characters that count against 8,000: names, descriptions and choice values, each by its longest
 * locale.
 */
export function commandLength(command: CommandBody): number {
  const longest = (text: string | undefined, locales: Record<string, string> | null | undefined) =>
    Math.max(text?.length ?? 0, ...Object.values(locales ?? {}).map((other) => other.length));
  return (
    longest(command.name, command.name_localizations) +
    longest(command.description, command.description_localizations) +
    (command.choices ?? []).reduce(
      (sum, choice) =>
        sum + longest(choice.name, choice.name_localizations) + String(choice.value).length,
      0,
    ) +
    (command.options ?? []).reduce((sum, option) => sum + commandLength(option), 0)
  );
}
