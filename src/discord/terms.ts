import { type APIApplicationCommandOption, ChannelType, type ChatInputCommandInteraction } from 'discord.js';
import { type SubscribeTerms, SWITCHES } from '../ask/scopes.ts';
import { isTraditional } from '../ask/script.ts';
import { Subscription } from '../domain/alert.ts';
import { Band } from '../domain/score.ts';
import { phrasesOf } from '../present/messages.ts';
import type { Language } from '../present/words.ts';
import { missingOf, permissionNames, THREADS } from './permissions.ts';
import { option } from './shape.ts';

/** The options that say how a subscription is alerted: least band, timing, language, role, and the switches. */
export const TERM_OPTIONS: readonly APIApplicationCommandOption[] = [
  ...(['least_band', 'when', 'language'] as const).map((name) => option('String', name)),
  option('Role', 'role'),
  ...SWITCHES.map((name) => option('Boolean', name)),
];

/** The terms that were chosen, with the usual ones for the rest. `@everyone` is nobody's role here. */
export function termsOf(interaction: ChatInputCommandInteraction, language: Language): SubscribeTerms {
  const { options } = interaction;
  const role = options.getRole('role');
  const on = SWITCHES.filter((name) => options.getBoolean(name) === true);
  return {
    leastBand: Band.parse(options.getString('least_band') ?? 'watch'),
    timing: Subscription.shape.timing.parse(options.getString('when') ?? 'at-once'),
    ...languageOf(options.getString('language') ?? (language === 'zh' ? interaction.locale : 'en')),
    role: role === null || role.id === interaction.guildId ? null : role.id,
    ...Object.fromEntries(on.map((name) => [name, true])),
  };
}

/** Language and script of the alerts, by what was chosen or by the locale of whoever chose nothing. */
function languageOf(chosen: string): Pick<SubscribeTerms, 'language' | 'traditional'> {
  if (!chosen.startsWith('zh')) return { language: 'en' };
  return isTraditional(chosen) ? { language: 'zh', traditional: true } : { language: 'zh' };
}

const WITH_THREADS: readonly (ChannelType | undefined)[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
];

/** What of the wished terms cannot be had in this place: refused, or had in another way until a right is given. Null = all can be. */
export function beyondRights(
  interaction: Pick<ChatInputCommandInteraction, 'channel' | 'appPermissions'>,
  terms: Pick<SubscribeTerms, 'threads' | 'crosspost'>,
  language: Language,
): { readonly refused: boolean; readonly because: string } | null {
  const say = phrasesOf('discord', language);
  const kind = interaction.channel?.type;
  if (terms.crosspost === true && kind !== ChannelType.GuildAnnouncement)
    return { refused: true, because: say('noAnnouncement') };
  if (terms.threads !== true) return null;
  if (!WITH_THREADS.includes(kind)) return { refused: false, because: say('noThreads') };
  const missing = missingOf(THREADS, interaction.appPermissions);
  if (missing.length === 0) return null;
  return { refused: false, because: say('missingForThreads', { names: permissionNames(missing, language) }) };
}
