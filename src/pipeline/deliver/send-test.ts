import { randomBytes } from 'node:crypto';
import { formatReason } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { Address } from '../../domain/alert.ts';
import type { Card } from '../../domain/card.ts';
import type { DeliveryId } from '../../domain/ids.ts';
import type { Sink } from '../../domain/sink.ts';
import { previewCard } from '../present/plain-card.ts';

/**
 * Sends a marked preview alert about a fictitious company. Returns why it did not arrive, in
 * English; null = it did.
 */
export const sendTest = (
  sink: Sink,
  address: Address,
  language: Language,
  nonce?: string,
): Promise<string | null> => sendCard(sink, address, previewCard(language), nonce);

/** Sends a card outside the outbox, once; returns why it did not arrive, null = it did. */
export async function sendCard(
  sink: Sink,
  address: Address,
  card: Card,
  nonce = randomBytes(12).toString('hex'),
): Promise<string | null> {
  const done = await sink.send({
    delivery: `test:${nonce}` as DeliveryId,
    address,
    nonce: nonce.slice(0, 25),
    card,
    replyTo: null,
    role: null,
    quiet: false,
  });
  return done.kind === 'sent' ? null : formatReason(done.because, 'en');
}
