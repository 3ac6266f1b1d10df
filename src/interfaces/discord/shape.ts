import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import traditional from '../../../config/messages/zh-TW/messages.json' with { type: 'json' };
import { offersOf } from '../../answers/queries/lookup-result.ts';
import { LOCALES } from '../../base/i18n/locale.ts';
import { MESSAGES } from '../../base/i18n/messages.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { SlashCommand } from './command.ts';

/** Discord's limit. */
export const MOST_OFFERS = 25;

interface Label {
  readonly name: string;
  readonly says: string;
}
type Labels = Readonly<Record<string, Label>>;
const ALL = MESSAGES.en.slash;
/**
 * A label in every other language. Traditional Chinese is written by hand: conversion turns a
 * ticker (代码) into code of a program (程式碼).
 */
function localised<T>(textOf: (labels: typeof ALL) => T): Record<string, T> {
  const others = LANGUAGES.filter((language) => language !== 'en').map(
    (language) => [LOCALES[language].tag, textOf(MESSAGES[language].slash)] as const,
  );
  return { ...Object.fromEntries(others), 'zh-TW': textOf(traditional.slash) };
}

/** Name and description in the three languages, by a key of the catalogue. */
function labelled(kind: 'commands' | 'options', key: string) {
  const of = (labels: typeof ALL) => (labels[kind] as Labels)[key]!;
  return {
    name: of(ALL).name,
    description: of(ALL).says,
    name_localizations: localised((labels) => of(labels).name),
    description_localizations: localised((labels) => of(labels).says),
  };
}

/** Words for the fixed answers of an option, where it has some. */
function choicesOf(name: string): object {
  const of = (labels: typeof ALL) =>
    (labels.choices as Record<string, Record<string, string>>)[name];
  const choices = Object.entries(of(ALL) ?? {}).map(([value, says]) => ({
    name: says,
    value,
    name_localizations: localised((labels) => of(labels)![value]!),
  }));
  return choices.length === 0 ? {} : { choices };
}

/**
 * Labels and place of a command. `anywhere` = servers, direct messages and group chats; `channel` =
 * where messages can be posted: servers and direct messages. A command that changes a channel is
 * shown only to those who may manage channels.
 */
export function shape(
  name: keyof typeof ALL.commands,
  place: 'anywhere' | 'channel' | 'channel-change',
  options: readonly APIApplicationCommandOption[] = [],
): SlashCommand['definition'] {
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  return {
    ...labelled('commands', name),
    options: [...options],
    integration_types: [GuildInstall, UserInstall],
    contexts: place === 'anywhere' ? [Guild, BotDM, PrivateChannel] : [Guild, BotDM],
    ...(place === 'channel-change'
      ? { default_member_permissions: String(PermissionFlagsBits.ManageChannels) }
      : {}),
  };
}

/** An option; `key` names its labels where another command has an option of that name. */
export function option(
  kind: 'String' | 'Integer' | 'Boolean' | 'Role' | 'Attachment',
  name: keyof typeof ALL.options,
  more: Partial<APIApplicationCommandOption> | object = {},
  key: keyof typeof ALL.options = name,
): APIApplicationCommandOption {
  const type = ApplicationCommandOptionType[kind];
  return {
    type,
    ...labelled('options', key),
    ...choicesOf(name),
    ...more,
  } as APIApplicationCommandOption;
}

/**
 * The option `company`, completed while it is typed. `number` above 1 makes `company_2` and so on.
 */
export function companyOption(required = true, number = 1): APIApplicationCommandOption {
  const aPIApplicationCommandOption = option('String', 'company', {
    required,
    max_length: 100,
    autocomplete: true,
  });
  if (number === 1) return aPIApplicationCommandOption;
  const names = localised((labels) => `${labels.options.company.name}${number}`);
  return { ...aPIApplicationCommandOption, name: `company_${number}`, name_localizations: names };
}

/** Offers companies for what is typed so far. */
export const completeCompany: NonNullable<SlashCommand['complete']> = async (
  interaction,
  { lookups },
) => offersOf(interaction.options.getFocused(), MOST_OFFERS, lookups);

/** A part of a command that has options of its own. */
export function subcommand(
  key: keyof typeof ALL.commands,
  options: readonly APIApplicationCommandOption[] = [],
): APIApplicationCommandOption {
  const type = ApplicationCommandOptionType.Subcommand;
  return {
    type,
    ...labelled('commands', key),
    options: [...options],
  } as APIApplicationCommandOption;
}
