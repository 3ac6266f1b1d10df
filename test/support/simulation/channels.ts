import { reason } from '../../../src/domain/reason.ts';
import {
  type OutgoingMessage,
  retry,
  type SendOutcome,
  type Sink,
  unknown,
} from '../../../src/domain/sink.ts';
import { cardText } from '../../../src/pipeline/present/text.ts';
import type { ChannelFault } from './plan.ts';

/** A message that stands in a channel. */
export interface Posted {
  readonly id: string;
  readonly sink: string;
  readonly to: string;
  readonly nonce: string;
  readonly reference: string;
  readonly url: string | null;
  readonly repeated: boolean;
  text: string;
}

const MINUTE = 60_000;
/** Discord knows a nonce for a few minutes. */
const NONCE_MS = 3 * MINUTE;
const lost = () => unknown(reason('attempt-failed', { why: 'the connection broke' }));

/** The far side of one channel, which outlives every process of the program. */
export function createChannel(
  id: string,
  knowsRepeats: Sink['knowsRepeats'],
  readable: boolean,
  faultOf: () => ChannelFault | null,
  time: { readonly at: number; pass(ms: number): void },
) {
  const posted: (Posted & { readonly at: number })[] = [];

  function take(message: OutgoingMessage): Posted {
    const { address, nonce, card } = message;
    const known = posted.find(
      (one) =>
        one.nonce === nonce &&
        (knowsRepeats === 'always' || (knowsRepeats === 'minutes' && time.at - one.at < NONCE_MS)),
    );
    if (known !== undefined) return known;
    const post = {
      id: `${id}-${posted.length + 1}`,
      sink: id,
      to: address.to,
      nonce,
      reference: card.reference ?? '',
      url: card.url,
      repeated: message.repeated === true,
      text: cardText(card),
      at: time.at,
    };
    posted.push(post);
    return post;
  }

  async function withFault(act: () => string): Promise<SendOutcome> {
    const fault = faultOf();
    time.pass(fault === 'slow' ? 20_000 : 300);
    if (fault === 'throws') throw new Error('the connection broke');
    if (fault === 'lost') return lost();
    if (fault === 'busy') return retry(reason('attempt-failed', { why: 'status 429' }), 2 * MINUTE);
    if (fault === 'down') return retry(reason('attempt-failed', { why: 'status 503' }));
    const message = act();
    return fault === 'acted' ? lost() : { kind: 'sent', message };
  }

  const sink: Sink = {
    id,
    ...(knowsRepeats === undefined ? {} : { knowsRepeats }),
    send: (message) => withFault(() => take(message).id),
    async find(address, reference) {
      if (!readable) return 'unreadable';
      const fault = faultOf();
      if (fault === 'unreadable' || fault === 'down') throw new Error('no answer');
      const found = posted.find((one) => one.to === address.to && one.reference === reference);
      return found === undefined ? null : { message: found.id };
    },
    ...(readable
      ? {
          edit: (message, sent) =>
            withFault(() => {
              const post = posted.find((one) => one.id === sent);
              if (post !== undefined) post.text = cardText(message.card);
              return sent;
            }),
        }
      : {}),
  };
  return { sink, posted: posted as readonly Posted[] };
}
