import { randomBytes } from 'node:crypto';
import type { OpenStore } from '../base/store/open.ts';
import { signedLinks } from '../pipeline/alert/signed-links.ts';
import type { AttemptDeps } from '../pipeline/deliver/attempt.ts';
import type { Env } from './env.ts';

const KEY_NAME = 'link-key';

/**
 * The signing key of an installation's links, created once and stored in its database, so that
 * every process makes and accepts the same links, and old ones still work.
 */
export const linkKeyOf = (store: Pick<OpenStore, 'rememberOnce'>): Promise<string> =>
  store.rememberOnce(KEY_NAME, randomBytes(32).toString('hex'));

/**
 * Links from a message to this program's pages: details, why, mute, wrong company, unsubscribe.
 * Undefined without WEB_ORIGIN, the public address of these pages.
 */
export async function messageLinksOf(
  { WEB_ORIGIN: address }: Pick<Env, 'WEB_ORIGIN'>,
  store: Pick<OpenStore, 'rememberOnce'>,
): Promise<AttemptDeps['linksOf']> {
  if (address === undefined) return undefined;
  const { origin } = new URL(address);
  const links = signedLinks(await linkKeyOf(store));
  return (delivery, { alert, signals }) => {
    const [company] = delivery.signals.flatMap(
      (id) => signals.find((signal) => signal.id === id)?.company ?? [],
    );
    const { notice } = alert;
    return {
      ...(notice === null ? {} : { details: `${origin}/notice/${encodeURIComponent(notice)}` }),
      ...(company === undefined
        ? {}
        : {
            why: `${origin}/company/${encodeURIComponent(company)}`,
            mute: links.reply(origin, 'mute', delivery),
          }),
      ...(notice === null ? {} : { wrong: links.reply(origin, 'wrong', delivery) }),
      // Only a mailbox belongs to one reader; the subscriptions of a channel end with its manager.
      ...(delivery.address.sink === 'email' && delivery.subscriptions.length > 0
        ? { unsubscribe: links.unsubscribe(origin, delivery.address) }
        : {}),
    };
  };
}
