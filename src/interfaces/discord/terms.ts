import {
  type APIApplicationCommandOption,
  ChannelType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { kindsOf } from '../../answers/queries/kinds.ts';
import { rulesOf } from '../../answers/queries/rules.ts';
import { type SubscribeTerms, SWITCHES } from '../../answers/queries/scopes.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import type { Language } from '../../base/i18n/words.ts';
import { Timing } from '../../domain/alert.ts';
import { Band } from '../../domain/score.ts';
import { isTraditional, writesChinese } from '../../pipeline/present/script.ts';
import { missingOf, permissionNames, THREADS } from './permissions.ts';
import { option } from './shape.ts';

/**
 * The options that say how a subscription is alerted: least band, timing, language, role, and the
 * switches.
 */
export const TERM_OPTIONS: readonly APIApplicationCommandOption[] = [
  ...(['least_band', 'when', 'language'] as const).map((name) => option('String', name)),
  option('Role', 'role'),
  option('String', 'kinds', { max_length: 200 }),
  option('String', 'rules', { max_length: 400 }),
  ...([...SWITCHES, 'reported'] as const).map((name) => option('Boolean', name)),
];

/**
 * The terms that were chosen, with the usual ones for the rest, and what of them cannot be had in
 * this place: `refused`, or had in another way until a right is given (`note`). `@everyone` is
 * nobody's role here.
 */
export function termsOf(interaction: ChatInputCommandInteraction, language: Language) {
  const { channel } = interaction;
  const wanted = kindsOf(interaction.options.getString('kinds') ?? '', language);
  const typed = rulesOf(interaction.options.getString('rules') ?? '', language);
  const terms = {
    ...chosenTerms(interaction, language),
    ...(wanted.kinds && { kinds: wanted.kinds }),
    ...(typed.rules && { rules: typed.rules }),
  };
  const say = phrasesOf('discord', language);
  const isAnnouncement = channel?.type === ChannelType.GuildAnnouncement;
  const elsewhere = terms.crosspost === true && !isAnnouncement ? say('noAnnouncement') : null;
  const refused = wanted.refused ?? typed.refused ?? elsewhere;
  if (terms.threads !== true) return { terms, refused, note: null };
  const hasThreads = isAnnouncement || channel?.type === ChannelType.GuildText;
  const missing = missingOf(THREADS, interaction.appPermissions);
  const rights =
    missing.length > 0 && say('missingForThreads', { names: permissionNames(missing, language) });
  return { terms, refused, note: hasThreads ? rights || null : say('noThreads') };
}

function chosenTerms(
  { options, guildId, locale }: ChatInputCommandInteraction,
  language: Language,
): SubscribeTerms {
  const role = options.getRole('role');
  const reported = options.getBoolean('reported');
  const on = SWITCHES.filter((name) => options.getBoolean(name) === true);
  return {
    leastBand: Band.parse(options.getString('least_band') ?? 'watch'),
    timing: Timing.parse(options.getString('when') ?? 'at-once'),
    ...languageOf(options.getString('language') ?? (writesChinese(language) ? locale : language)),
    role: role === null || role.id === guildId ? null : role.id,
    ...Object.fromEntries(on.map((name) => [name, true])),
    ...(reported === null ? {} : { reported }),
  };
}

/**
 * Language and script of the alerts, by what was chosen or by the locale of whoever chose nothing.
 */
function languageOf(chosen: string): Pick<SubscribeTerms, 'language' | 'traditional'> {
  if (!chosen.startsWith('zh')) return { language: 'en' };
  return isTraditional(chosen) ? { language: 'zh', traditional: true } : { language: 'zh' };
}
