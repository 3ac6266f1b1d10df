import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { feishuSink } from '../../../../src/pipeline/deliver/sinks/feishu.ts';
import { aMessage, sinkContract } from './contract.ts';
import { CLOCK, type HttpBench, httpBench, STATUSES } from './http-bench.ts';

const open = () =>
  httpBench(
    (post, origin) => ({
      sink: feishuSink(post, CLOCK),
      to: `${origin}/open-apis/bot/v2/hook/h00k#secret=s3cr3t`,
    }),
    { status: 200, body: '{"code":0,"msg":"success"}' },
    (body) => JSON.parse(body).content.text,
  );
const says =
  (code: number, msg = 'x') =>
  (bench: HttpBench) =>
    bench.reply(200, JSON.stringify({ code, msg }));

sinkContract<HttpBench>({
  name: 'Feishu',
  open,
  answers: [
    ...STATUSES,
    { says: 'too often is tried again', arrange: says(9499), becomes: { kind: 'retry' } },
    {
      says: 'a bot that is gone ends the address',
      arrange: says(19001),
      becomes: { kind: 'refused', disable: true },
    },
    {
      says: 'a wrong signature refuses',
      arrange: says(19021),
      becomes: { kind: 'refused', disable: false },
    },
    {
      says: 'an answer that is no JSON may have arrived',
      arrange: (bench) => bench.reply(200, '<html>'),
      becomes: { kind: 'unknown' },
    },
  ],
  stall: (bench) => bench.stall(),
  hide: null,
  readable: false,
  fits: (text) => Buffer.byteLength(text) <= 20_000,
  secrets: ['s3cr3t', 'h00k'],
});

test('is signed as its documentation has it', async () => {
  const bench = await open();
  await bench.sink.send(aMessage(bench));
  const { timestamp, sign, msg_type } = JSON.parse(bench.got[0]!.body);
  expect(msg_type).toBe('text');
  expect(sign).toBe(createHmac('sha256', `${timestamp}\ns3cr3t`).update('').digest('base64'));
  await bench.close();
});

test('a text that would call everybody calls nobody', async () => {
  const bench = await open();
  const card = aMessage(bench).card;
  await bench.sink.send(aMessage(bench, { ...card, title: '<at user_id="all">所有人</at> 通报' }));
  expect(bench.arrived().join('')).toContain('＜at user_id="all">所有人＜/at> 通报');
  await bench.close();
});

test('what a name holds is no link, and the card’s own links are', async () => {
  const bench = await open();
  const name =
    'evil.example https://evil.example/x [x](https://evil.example) @somebody /start Trip.com';
  const card = aMessage(bench).card;
  const source = 'https://regulator.test/list/1';
  await bench.sink.send(
    aMessage(bench, {
      ...card,
      title: name,
      lead: name,
      sections: [
        { title: name, lines: [{ label: name, text: name, weight: 'normal', url: null }] },
      ],
      links: [{ label: name, url: source }],
    }),
  );
  const { text } = (JSON.parse(bench.got[0]!.body) as { content: { text: string } }).content;
  expect(text).toContain(source);
  const rest = text.replaceAll(source, '');
  expect(rest).not.toMatch(/https?:\/\/|\w\.[a-z]{2}|\]\(|(?<!\w)@\w|(?<![\w<])\/\w/);
  expect(rest.replaceAll('\u200b', '')).toContain('Trip.com');
  await bench.close();
});
