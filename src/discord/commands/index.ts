import type { SlashCommand } from '../command.ts';
import { audit, digest, help, mute, privacy, test } from './channel.ts';
import { LOOKUP_COMMANDS } from './lookups.ts';
import { subscribe, subscriptions, unsubscribe } from './subscribe.ts';
import { watchlist } from './watchlist.ts';

/** Every slash command; a test compares this list with the README. */
export const COMMANDS: readonly SlashCommand[] = [
  ...LOOKUP_COMMANDS,
  subscribe,
  unsubscribe,
  subscriptions,
  watchlist,
  mute,
  digest,
  test,
  audit,
  privacy,
  help,
];
