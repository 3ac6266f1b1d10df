import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { readWebhooks } from '../../../../src/knowledge/catalog/webhooks.ts';
import { templateSink } from '../../../../src/pipeline/deliver/sinks/template.ts';
import { aCard } from '../world.ts';
import { aMessage, sinkContract } from './contract.ts';
import { CLOCK, type HttpBench, httpBench, STATUSES } from './http-bench.ts';

const { value, problems } = readWebhooks('config/webhooks.yml');
const TEMPLATES = new Map(Object.entries(value ?? {}));

const open = (name: string, textOf: (body: string) => string, good = '{"errcode":0}') =>
  httpBench(
    (post, origin) => ({
      sink: templateSink(post, CLOCK, TEMPLATES),
      to: `${origin}/robot/topic?token=t0ken#template=${name}&secret=SEC%2Bs3cr3t`,
    }),
    { status: 200, body: good },
    textOf,
  );
const says = (errcode: number) => (bench: HttpBench) =>
  bench.reply(200, JSON.stringify({ errcode, errmsg: 'said' }));

test('the templates of the configuration are read without a problem', () => {
  expect(problems).toEqual([]);
  expect([...TEMPLATES.keys()]).toEqual(['wecom', 'dingtalk', 'ntfy']);
});

const CASES = [
  {
    name: 'wecom',
    most: 4_096,
    textOf: (body: string) => JSON.parse(body).markdown.content as string,
    gone: 93_000,
    often: 45_009,
  },
  {
    name: 'dingtalk',
    most: 20_000,
    textOf: (body: string) => JSON.parse(body).markdown.text as string,
    gone: 300_001,
    often: 130_101,
  },
];

for (const { name, most, textOf, gone, often } of CASES)
  sinkContract<HttpBench>({
    name: `template ${name}`,
    open: () => open(name, textOf),
    answers: [
      ...STATUSES,
      {
        says: 'a robot that is gone ends the address',
        arrange: says(gone),
        becomes: { kind: 'refused', disable: true },
      },
      { says: 'too often is tried again', arrange: says(often), becomes: { kind: 'retry' } },
      {
        says: 'another code refuses this message alone',
        arrange: says(40_000),
        becomes: { kind: 'refused', disable: false },
      },
      {
        says: '200 in words that nobody knows may have arrived',
        arrange: (bench) => bench.reply(200, '<html>'),
        becomes: { kind: 'unknown' },
      },
    ],
    stall: (bench) => bench.stall(),
    hide: null,
    readable: false,
    fits: (text) => Buffer.byteLength(text) <= most,
    secrets: ['t0ken', 's3cr3t'],
  });

sinkContract<HttpBench>({
  name: 'template ntfy',
  open: () =>
    open(
      'ntfy',
      (body) => {
        const { title, message } = JSON.parse(body) as Record<string, string>;
        return `${title}\n${message}`;
      },
      '{"id":"x"}',
    ),
  answers: STATUSES,
  stall: (bench) => bench.stall(),
  hide: null,
  readable: false,
  fits: (text) => Buffer.byteLength(text) <= 6_000,
  secrets: ['t0ken', 's3cr3t'],
});

test('DingTalk gets its signature: HMAC-SHA256 of time and secret, in the address', async () => {
  const bench = await open('dingtalk', String);
  await bench.sink.send(aMessage(bench));
  const asked = new URL(bench.got[0]!.url, 'http://x');
  const timestamp = String(CLOCK.now());
  const sign = createHmac('sha256', 'SEC+s3cr3t')
    .update(`${timestamp}\nSEC+s3cr3t`)
    .digest('base64');
  expect(Object.fromEntries(asked.searchParams)).toEqual({ token: 't0ken', timestamp, sign });
  await bench.close();
});

test('without a secret nothing is signed, and no parameter is empty', async () => {
  const bench = await open('dingtalk', String);
  const address = { ...bench.address, to: bench.address.to.replace(/&secret=.*/, '') };
  await bench.sink.send({ ...aMessage(bench), address });
  const names = [...new URL(bench.got[0]!.url, 'http://x').searchParams.keys()];
  expect(names).toEqual(['token', 'timestamp']);
  await bench.close();
});

test('ntfy gets topic, priority and links as actions, and its token', async () => {
  const bench = await open('ntfy', String, '{}');
  const links = ['Details', 'Why', 'Wrong company?', 'Source'].map((label) => ({
    label,
    url: `https://bell.example/${label.length}`,
  }));
  await bench.sink.send(aMessage(bench, aCard({ links }), { level: 5 }));
  const [{ url, headers, body }] = bench.got as [HttpBench['got'][number]];
  expect([url, headers.authorization]).toEqual(['/', 'Bearer SEC+s3cr3t']);
  expect(JSON.parse(body)).toMatchObject({
    topic: 'topic',
    priority: 5,
    click: 'https://regulator.test/list/1',
    actions: links.slice(0, 3).map(({ label, url }) => ({ action: 'view', label, url })),
  });
  await bench.close();
});

test.each(['wecom', 'dingtalk'])('%s: a name is no mark, link or mention', async (name) => {
  const bench = await open(name, CASES.find((one) => one.name === name)!.textOf);
  await bench.sink.send(
    aMessage(bench, aCard({ title: '# **x** [y](https://evil.example) <@all> @all `c` _d_' })),
  );
  const text = bench.arrived()[0]!.split('\n')[0]!;
  expect(text.slice(2, text.lastIndexOf('**'))).not.toMatch(/[#*[\]<>`_]|@\w|:\/\//);
  await bench.close();
});

test('a template that the configuration has not is said so, and the address stays', async () => {
  const bench = await open('unknown', String);
  expect(await bench.sink.send(aMessage(bench))).toMatchObject({
    kind: 'refused',
    disable: false,
    because: { code: 'no-template' },
  });
  expect(bench.got).toEqual([]);
  await bench.close();
});
