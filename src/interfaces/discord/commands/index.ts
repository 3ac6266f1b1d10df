import type { SlashCommand } from '../command.ts';
import { CHANNEL_COMMANDS } from './channel.ts';
import { LOOKUP_COMMANDS } from './lookups.ts';
import { SUBSCRIBE_COMMANDS } from './subscribe.ts';
import { watchlist } from './watchlist.ts';
import { WORKSPACE_COMMANDS } from './workspace.ts';

/** Every slash command; a test compares this list with the README. */
export const COMMANDS: readonly SlashCommand[] = [
  ...LOOKUP_COMMANDS,
  ...SUBSCRIBE_COMMANDS,
  watchlist,
  ...WORKSPACE_COMMANDS,
  ...CHANNEL_COMMANDS,
];
