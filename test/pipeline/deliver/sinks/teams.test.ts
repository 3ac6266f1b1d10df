import { expect, test } from 'vitest';
import { teamsSink } from '../../../../src/pipeline/deliver/sinks/teams.ts';
import { aCard } from '../world.ts';
import { aMessage, sinkContract } from './contract.ts';
import { type HttpBench, httpBench, STATUSES } from './http-bench.ts';

interface Inline {
  readonly text: string;
  readonly selectAction?: object;
}
interface SentMessage {
  readonly type: string;
  readonly attachments: readonly {
    readonly contentType: string;
    readonly content: {
      readonly type: string;
      readonly body: readonly { readonly type: string; readonly inlines: readonly Inline[] }[];
      readonly actions?: readonly object[];
    };
  }[];
}

const sent = (body: string) => JSON.parse(body) as SentMessage;
const open = () =>
  httpBench(
    (post, origin) => ({ sink: teamsSink(post), to: `${origin}/workflows/1?sig=s3cr3t` }),
    { status: 202, body: '' },
    (body) =>
      sent(body)
        .attachments[0]!.content.body.map(({ inlines }) => inlines.map(({ text }) => text).join(''))
        .join('\n'),
  );

sinkContract<HttpBench>({
  name: 'Teams',
  open,
  answers: STATUSES,
  stall: (bench) => bench.stall(),
  hide: null,
  readable: false,
  fits: (text) => Buffer.byteLength(text) <= 28_000,
  secrets: ['s3cr3t'],
});

test('an adaptive card whose words are no Markdown, with links as actions', async () => {
  const bench = await open();
  const url = 'https://regulator.test/1';
  const line = { label: 'Source', text: '**x** [y](https://evil.example)', weight: 'normal', url };
  const links = [{ label: 'Wrong company?', url: 'https://bell.example/wrong' }];
  await bench.sink.send(
    aMessage(bench, aCard({ sections: [{ title: 'Apps', lines: [line] }], links })),
  );
  const { type, attachments } = sent(bench.got[0]!.body);
  const { contentType, content } = attachments[0]!;
  expect([type, contentType, content.type]).toEqual([
    'message',
    'application/vnd.microsoft.card.adaptive',
    'AdaptiveCard',
  ]);
  expect(new Set(content.body.map((block) => block.type))).toEqual(new Set(['RichTextBlock']));
  expect(content.body.flatMap(({ inlines }) => inlines)).toContainEqual({
    type: 'TextRun',
    text: line.text,
    selectAction: { type: 'Action.OpenUrl', url },
  });
  expect(content.actions).toEqual([
    { type: 'Action.OpenUrl', title: 'Wrong company?', url: links[0]!.url },
  ]);
  await bench.close();
});

test('stays within 28 KB, however long its lists are', async () => {
  const bench = await open();
  const lines = Array.from({ length: 400 }, (_, n) => ({
    label: `应用 ${n}`,
    text: '违规收集个人信息'.repeat(30),
    weight: 'normal',
    url: null,
  }));
  const sections = ['A', 'B', 'C'].map((title) => ({ title, lines }));
  await bench.sink.send(aMessage(bench, aCard({ sections })));
  expect(Buffer.byteLength(bench.got[0]!.body)).toBeLessThan(28_000);
  await bench.close();
});
