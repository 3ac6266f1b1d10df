import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linkKeyOf, messageLinksOf } from '../../../src/app/message-links.ts';
import type { Delivery } from '../../../src/domain/alert.ts';
import { signedLinks } from '../../../src/pipeline/alert/signed-links.ts';
import { type Site, startSite } from '../../support/site.ts';

const ORIGIN = 'https://bell.example';
const MAILBOX = { sink: 'email', to: 'ann+list@fund.test' };
const OTHER = { sink: 'email', to: 'bob@fund.test' };

let site: Site;
beforeEach(async () => {
  site = await startSite({ origin: ORIGIN, token: 'a-token-of-enough-letters' });
});
afterEach(() => site.close());

const newest = async (): Promise<Delivery> =>
  (await site.world.store.deliveries({ limit: 1 }))[0]! as Delivery;
const linksTo = async (delivery: Delivery) => {
  const linksOf = await messageLinksOf({ WEB_ORIGIN: ORIGIN }, site.world.store);
  return linksOf!(delivery, (await site.world.store.alert(delivery.alert))!);
};
const pathOf = (url: string | undefined) => {
  const { pathname, search } = new URL(url!);
  return `${pathname}${search}`;
};
/** What a mail program sends by itself: no cookie, no origin, nothing of a browser (RFC 8058). */
const oneClick = (path: string) =>
  site.app.request(`http://127.0.0.1:8080${path}`, {
    method: 'POST',
    headers: { host: 'bell.example', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
const read = (path: string) =>
  site.app.request(`http://127.0.0.1:8080${path}`, { headers: { host: 'bell.example' } });

describe('one-click unsubscribe', () => {
  const subscribed = (to: string) =>
    site.world.store.subscriptions({ address: { sink: 'email', to }, active: true });
  beforeEach(async () => {
    await site.world.follow('trip-com', { address: MAILBOX });
    await site.world.follow('tencent', { address: MAILBOX });
    await site.world.follow('trip-com', { address: OTHER });
  });
  const link = async () => {
    const delivery = { ...(await newest()), address: MAILBOX };
    return pathOf((await linksTo(delivery)).unsubscribe);
  };

  test('a POST without cookie or origin ends all of this address and nobody else’s', async () => {
    const answer = await oneClick(await link());
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect(await subscribed(MAILBOX.to)).toEqual([]);
    expect(await subscribed(OTHER.to)).toHaveLength(1);
    const rows = await site.world.store.subscriptions({ address: MAILBOX, active: false });
    expect(rows.map(({ disabled }) => disabled?.because.code)).toEqual([
      'unsubscribed-by-link',
      'unsubscribed-by-link',
    ]);
    expect(await site.world.store.changes({ address: MAILBOX, limit: 5 })).toMatchObject([
      { what: 'unsubscribed', detail: '2' },
    ]);
  });

  test('twice is once', async () => {
    const path = await link();
    await oneClick(path);
    expect((await oneClick(path)).status).toBe(200);
    expect(await site.world.store.changes({ address: MAILBOX, limit: 5 })).toHaveLength(1);
  });

  test('opening the link changes nothing and asks', async () => {
    const answer = await read(await link());
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`Nothing more is sent to ${MAILBOX.to}`);
    expect(await subscribed(MAILBOX.to)).toHaveLength(2);
  });

  test.each([
    ['another address', (path: string) => path.replace(/t=[^&]*/, 't=bob%40fund.test')],
    [
      'another signature',
      (path: string) => path.replace(/s=(.)/, (_, first) => `s=${first === '_' ? '-' : '_'}`),
    ],
    ['no signature', (path: string) => path.replace(/&s=.*/, '')],
    [
      'a signature of letters that are none',
      (path: string) => path.replace(/s=.*/, `s=${'é'.repeat(32)}`),
    ],
  ])('%s under the link is refused', async (_, changed) => {
    const answer = await oneClick(changed(await link()));
    expect(answer.status).toBe(404);
    expect(await subscribed(MAILBOX.to)).toHaveLength(2);
    expect(await subscribed(OTHER.to)).toHaveLength(1);
  });

  test('a link of one act is none of another', async () => {
    const { mute, wrong } = await linksTo(await newest());
    expect((await oneClick(pathOf(mute).replace('/mute', '/wrong'))).status).toBe(404);
    expect((await oneClick(pathOf(wrong).replace('/wrong', '/mute'))).status).toBe(404);
  });
});

describe('"wrong company?" by a link', () => {
  const open = () => site.world.store.reviews({ open: true, limit: 100 });
  const wrong = async () => pathOf((await linksTo(await newest())).wrong);
  const said = (path: string, text: string) =>
    site.app.request(`http://127.0.0.1:8080${path}`, {
      method: 'POST',
      headers: { host: 'bell.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ said: text }).toString(),
    });

  test('opening it changes nothing, and shows what the message named', async () => {
    const before = await open();
    const page = await (await read(await wrong())).text();
    expect(page).toContain('Trip.com');
    expect(page).toContain('name="said"');
    expect(await open()).toEqual(before);
  });

  test('what is sent is a question to a person, once', async () => {
    const path = await wrong();
    const answer = await said(path, 'another firm <b>of that name</b>');
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('everybody who got the message gets a correction'),
    ]);
    const found = (await open()).filter(({ kind }) => kind === 'wrong-company');
    expect(found).toMatchObject([
      { candidates: [{ company: 'trip-com' }], because: { code: 'reader-says' } },
    ]);
    expect(await (await said(path, 'again')).text()).toContain('was reported before');
    expect((await open()).filter(({ kind }) => kind === 'wrong-company')).toHaveLength(1);
  });

  test('names no address of a channel', async () => {
    const delivery = await newest();
    const hook = { ...delivery, address: { sink: 'slack', to: 'https://hooks.slack.test/s3cr3t' } };
    const links = await linksTo(hook);
    expect(JSON.stringify(links)).not.toContain('s3cr3t');
    expect(links.unsubscribe).toBeUndefined();
  });

  test('who has it is let in without the token; who has none is not', async () => {
    expect((await read('/reviews')).status).toBe(303);
    expect((await read(await wrong())).status).toBe(200);
    expect((await read('/wrong')).status).toBe(404);
  });
});

test('"mute" by a link is quiet for a week at that address, after a question', async () => {
  const delivery = await newest();
  const path = pathOf((await linksTo(delivery)).mute);
  expect((await read(path)).status).toBe(200);
  const now = site.deps.clock.now();
  expect(await site.world.store.silences(now)).toEqual([]);
  expect((await oneClick(path)).status).toBe(200);
  expect(await site.world.store.silences(now)).toMatchObject([
    { address: delivery.address, scope: { kind: 'company', id: 'trip-com' } },
  ]);
});

test('every process of an installation has the same key, and keeps it', async () => {
  const keys = await Promise.all([1, 2, 3].map(() => linkKeyOf(site.world.store)));
  expect(new Set(keys).size).toBe(1);
  const other = signedLinks('another key');
  const delivery = await newest();
  expect((await read(pathOf(other.reply(ORIGIN, 'wrong', delivery)))).status).toBe(404);
});
