import type { SlashCommand } from '../command.ts';
import { CHANNEL_COMMANDS } from './channel.ts';
import { LOOKUP_COMMANDS } from './lookups.ts';
import { SUBSCRIBE_COMMANDS } from './subscribe.ts';
import { watchlist } from './watchlist.ts';

/** Every slash command; a test compares this list with the README. */
export const COMMANDS: readonly SlashCommand[] = [
  ...LOOKUP_COMMANDS,
  ...SUBSCRIBE_COMMANDS,
  watchlist,
  ...CHANNEL_COMMANDS,
];
