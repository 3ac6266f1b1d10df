import { createHmac } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { marked } from 'marked';
import { expect, test } from 'vitest';
import { createPost } from '../../../../src/app/post.ts';
import { webhookSink } from '../../../../src/pipeline/deliver/sinks/webhook.ts';
import { line } from '../../../../src/pipeline/present/plain-card.ts';
import { aMessage, sinkContract } from './contract.ts';
import { CLOCK, type HttpBench, httpBench, STATUSES } from './http-bench.ts';

const SECRET = 'a-secret-of-the-receiver';
const open = () =>
  httpBench(
    (post, origin) => ({
      sink: webhookSink(post, CLOCK, null),
      to: `${origin}/hook/k3y#secret=${SECRET}`,
    }),
    { status: 202, body: '' },
    (body) => {
      const { card } = JSON.parse(body).data;
      return `${JSON.stringify(card)} ${card.footer} ${card.reference}`.replaceAll('\\"', '"');
    },
  );

sinkContract<HttpBench>({
  name: 'webhook',
  open,
  answers: [
    ...STATUSES.filter(({ says }) => !says.startsWith('500')),
    {
      says: '500 is tried again: what arrived already is known by its key',
      arrange: (bench) => bench.reply(500),
      becomes: { kind: 'retry' },
    },
  ],
  stall: (bench) => bench.stall(),
  hide: null,
  readable: false,
  showsId: true,
  fits: (text) => text.length < 200_000,
  secrets: [SECRET, 'k3y'],
});

test('a CloudEvent with an id that stays, signed so that the receiver can tell that it is ours', async () => {
  const bench = await open();
  await bench.sink.send(aMessage(bench));
  await bench.sink.send(aMessage(bench));
  const [first, second] = bench.got;
  const event = JSON.parse(first!.body);
  expect(first!.url).toBe('/hook/k3y');
  expect(first!.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  expect(event).toMatchObject({
    specversion: '1.0',
    type: 'tocsin.alert.v1',
    id: 'nonce-of-delivery-1',
    time: '2021-08-18T04:00:00.000Z',
  });
  expect([first, second].map((one) => one!.headers['idempotency-key'])).toEqual([
    'nonce-of-delivery-1',
    'nonce-of-delivery-1',
  ]);
  const signed = `nonce-of-delivery-1.${first!.headers['webhook-timestamp']}.${first!.body}`;
  // Standard Webhooks first, the first edition's own form behind it.
  const sign = (key: string | Buffer) =>
    `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  expect(first!.headers['webhook-signature']).toBe(
    `${sign(Buffer.from(SECRET, 'base64'))} ${sign(SECRET)}`,
  );
  await bench.close();
});

test('a secret as Standard Webhooks writes it signs in its form alone', async () => {
  const bench = await open();
  // With the marks of base64 that mean something else in an address.
  const key = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw+/8=';
  const to = `${bench.address.to.split('#')[0]}#secret=whsec_${key}`;
  await bench.sink.send(aMessage({ ...bench, address: { sink: 'webhook', to } } as HttpBench));
  const { headers, body } = bench.got[0]!;
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  await bench.close();
});

test('its Markdown is plain CommonMark with dates written out, and reads back as the same text', async () => {
  const bench = await open();
  const message = aMessage(bench);
  const at = Date.UTC(2021, 7, 25, 16);
  const hostile = '# 1. *a* _b_ `c` <b>d</b> [e](https://evil.example) & > f';
  await bench.sink.send({
    ...message,
    card: {
      ...message.card,
      lead: '- not a list\n> not a quote',
      sections: [
        {
          title: 'Deadline',
          lines: [
            { ...line(null, '25 Aug 2021, 16:00 UTC'), when: { kind: 'moment', at } },
            { ...line('Small', 'print'), weight: 'quiet' },
            line(null, hostile),
          ],
        },
      ],
    } as never,
  });
  const { markdown } = JSON.parse(bench.got[0]!.body).data;
  expect(markdown).toContain('25 Aug 2021, 16:00 UTC');
  expect(markdown).not.toMatch(/<t:|^-# /m);
  const html = marked.parse(markdown, { async: false, gfm: false });
  const text = html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  expect(text.replaceAll('&amp;', '&')).toContain(hostile);
  expect(html).not.toMatch(/<h1|<em>|<code>|<b>|evil\.example">|<blockquote/);
  expect(html.match(/<ul>/g)).toHaveLength(1);
  await bench.close();
});

test('text from outside is no tag in the body, and neither mention nor link in its Markdown', async () => {
  const bench = await open();
  const text = '<script>alert(1)</script> @everyone [x](https://evil.example)';
  const message = aMessage(bench);
  await bench.sink.send({
    ...message,
    card: { ...message.card, sections: [{ title: null, lines: [line(null, text)] }] },
  });
  const [{ body } = { body: '' }] = bench.got;
  expect(body).not.toMatch(/[<>]/);
  const { card, markdown } = JSON.parse(body).data;
  expect(card.sections[0].lines[0].text).toBe(text);
  expect(markdown).not.toContain('@everyone');
  expect(markdown).not.toContain('[x](');
  await bench.close();
});

test('an address inside the own network is not reached', async () => {
  const posting = createPost(new Set());
  const sink = webhookSink(posting.post, CLOCK, null);
  for (const to of [
    'http://127.0.0.1:9/x',
    'http://169.254.169.254/latest',
    'http://[::1]/x',
    'http://2130706433/x',
  ])
    expect(await sink.send(aMessage({ address: { sink: 'webhook', to } } as never))).toMatchObject({
      kind: 'retry',
      because: { code: 'host-blocked' },
    });
  await posting.close();
});

test('a server that never finishes the handshake surely has nothing: it is tried again', async () => {
  const server = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const posting = createPost(new Set([`127.0.0.1:${port}`]), 300);
  const sink = webhookSink(posting.post, CLOCK, null);
  const address = { sink: 'webhook', to: `https://127.0.0.1:${port}/hook` };
  expect(await sink.send(aMessage({ address } as HttpBench))).toMatchObject({ kind: 'retry' });
  await posting.close();
  server.close();
});
