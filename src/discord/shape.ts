import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  SlashCommandBuilder,
  type SlashCommandStringOption,
} from 'discord.js';

/** A text in the three languages of the commands. */
export type Three = readonly [en: string, zhCn: string, zhTw: string];

/** Both Chinese spellings, as Discord keys them. */
export function inChinese([, zhCn, zhTw]: Three): { 'zh-CN': string; 'zh-TW': string } {
  return { 'zh-CN': zhCn, 'zh-TW': zhTw };
}

/**
 * Name, description and place of a command. `anywhere` = servers, direct messages and group chats; `channel` = where messages can
 * be posted: servers and direct messages. A command that changes a channel is shown only to those who may manage channels.
 */
export function shape(
  name: Three,
  description: Three,
  place: 'anywhere' | 'channel' | 'channel-change',
): SlashCommandBuilder {
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  const builder = new SlashCommandBuilder()
    .setName(name[0])
    .setNameLocalizations(inChinese(name))
    .setDescription(description[0])
    .setDescriptionLocalizations(inChinese(description))
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall)
    .setContexts(place === 'anywhere' ? [Guild, BotDM, PrivateChannel] : [Guild, BotDM]);
  if (place === 'channel-change') builder.setDefaultMemberPermissions(PermissionFlagsBits.ManageChannels);
  return builder;
}

const COMPANY: Three = [
  'Ticker or name: TCOM, 0700.HK, 腾讯, xiecheng',
  '代码或名称：TCOM、0700.HK、腾讯',
  '代碼或名稱：TCOM、0700.HK、騰訊',
];

/** The option `company`, completed while it is typed. `number` makes `company_2` and so on. */
export function companyOption(option: SlashCommandStringOption, required = true, number = 1) {
  const suffix = number === 1 ? '' : String(number);
  return option
    .setName(number === 1 ? 'company' : `company_${number}`)
    .setNameLocalizations({ 'zh-CN': `公司${suffix}`, 'zh-TW': `公司${suffix}` })
    .setDescription(COMPANY[0])
    .setDescriptionLocalizations(inChinese(COMPANY))
    .setRequired(required)
    .setMaxLength(100)
    .setAutocomplete(true);
}

/** An option with a few fixed answers. */
export function choiceOption(
  option: SlashCommandStringOption,
  name: Three,
  description: Three,
  choices: readonly { readonly value: string; readonly says: Three }[],
) {
  return option
    .setName(name[0])
    .setNameLocalizations(inChinese(name))
    .setDescription(description[0])
    .setDescriptionLocalizations(inChinese(description))
    .addChoices(
      ...choices.map(({ value, says }) => ({ name: says[0], name_localizations: inChinese(says), value })),
    );
}

/** An option of free text. */
export function textOption(option: SlashCommandStringOption, name: Three, description: Three, most = 100) {
  return option
    .setName(name[0])
    .setNameLocalizations(inChinese(name))
    .setDescription(description[0])
    .setDescriptionLocalizations(inChinese(description))
    .setMaxLength(most);
}
