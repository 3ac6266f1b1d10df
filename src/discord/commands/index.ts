import type { SlashCommand } from '../command.ts';
import { risk } from './risk.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Every slash command; a test compares this list with the folder. */
export const COMMANDS: readonly SlashCommand[] = [risk, subscribe, unsubscribe, subscriptions];
