import { LINK_MINUTES } from '../answers/queries/sign-in.ts';
import { filled, MESSAGES } from '../base/i18n/messages.ts';
import type { Address } from '../domain/alert.ts';
import type { Card } from '../domain/card.ts';
import type { Language } from '../domain/language.ts';
import { type Reason, reason } from '../domain/reason.ts';
import type { Member } from '../domain/workspace.ts';
import { sendCard } from '../pipeline/deliver/send-test.ts';
import { line, plainCard, section } from '../pipeline/present/plain-card.ts';
import type { Env } from './env.ts';
import { blockedHost, missingFor, overSink, readAddress, type SinkParts } from './sinks.ts';

/** The message with the address that signs a member in. */
export function linkCard(workspace: string, url: string, language: Language): Card {
  const { link } = MESSAGES[language].web;
  const say = (text: string) => filled(text, { workspace, minutes: LINK_MINUTES }, language);
  const lines = [
    line(null, say(link.mailText), 'strong'),
    line(null, url, { url }),
    line(null, link.mailElse, 'quiet'),
  ];
  return plainCard(language, say(link.mailTitle), '', [section(null, lines)], { url, footer: '' });
}

/** Sends sign-in links over the sink of each member; failures are logged without the link. */
export function createLinkSender(env: Env, parts: SinkParts) {
  return async ({ workspace: id, address }: Member, url: string): Promise<void> => {
    const workspace = await parts.store.workspace(id);
    const { language } = workspace ?? { language: env.LANGUAGE };
    const card = linkCard(workspace?.name || id, url, language);
    const because = await overSink(address.sink, env, parts, async (sink) =>
      sink === null
        ? `${address.sink} needs ${missingFor(address.sink, env)}`
        : sendCard(sink, address, card),
    );
    if (because !== null) throw new Error(because.replaceAll(url, '…'));
  };
}

/** Why nothing can be sent to an address that somebody typed; null = it can. */
export function createAddressCheck(env: Pick<Env, 'ALLOW_HOSTS'>) {
  return async (address: Address): Promise<Reason | null> => {
    const text = `${address.sink}:${address.to}`;
    const isOwn = address.sink === 'terminal' || !readAddress(text, 'address').ok;
    if (isOwn) return reason('bad-address', { address: address.sink });
    const host = await blockedHost(address, env.ALLOW_HOSTS);
    return host === null ? null : reason('address-blocked', { host });
  };
}
