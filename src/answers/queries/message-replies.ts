import type { Alert, Delivery, Signal } from '../../domain/alert.ts';
import type { MessageReply } from '../../domain/message-links.ts';
import { EVERY_ADDRESS, type Store } from '../../domain/ports.ts';
import type { LinkQuery, SignedLinks } from '../../pipeline/alert/signed-links.ts';

/** Reads the links that messages carry; made of the key of the installation. */
export type LinkReader = Pick<SignedLinks, 'readReply' | 'readUnsubscribe'>;

/** The message that a signed link was part of, with what it said at its address. */
export interface LinkedMessage {
  readonly alert: Alert;
  readonly delivery: Delivery;
  readonly signals: readonly Signal[];
}

/** Null where the link was not signed here, or its message is not stored any more. */
export async function linkedMessage(
  act: MessageReply,
  query: LinkQuery,
  links: LinkReader,
  store: Pick<Store, 'alert' | 'deliveries'>,
): Promise<LinkedMessage | null> {
  const about = links.readReply(act, query);
  if (about === null) return null;
  const stored = await store.alert(about.alert);
  const sent = await store.deliveries({ alert: about.alert, limit: EVERY_ADDRESS });
  const delivery = sent.find(({ nonce }) => nonce === about.nonce);
  if (stored === null || delivery === undefined) return null;
  const signals = stored.signals.filter(({ id }) => delivery.signals.includes(id));
  return { alert: stored.alert, delivery, signals };
}
