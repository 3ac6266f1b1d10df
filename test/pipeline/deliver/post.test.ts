import { describe, expect, test } from 'vitest';
import { reason } from '../../../src/domain/reason.ts';
import type { OutgoingMessage, Sink } from '../../../src/domain/sink.ts';
import { retry, unknown } from '../../../src/domain/sink.ts';
import {
  type Answer,
  addressAndOptions,
  jsonOf,
  type Post,
  postingSink,
} from '../../../src/pipeline/deliver/post.ts';

const MESSAGE = {} as OutgoingMessage;
const answered = (status: number, parts: Partial<Answer> = {}): Answer => ({
  status,
  body: '',
  retryAfterMs: null,
  ...parts,
});

type Settings = Partial<Parameters<typeof postingSink>[1]>;
/** A sink whose receiver gives these answers, one after the other, and what it was sent. */
function sinkOver(answers: readonly Awaited<ReturnType<Post>>[], settings: Settings = {}) {
  const requests: Parameters<Post>[0][] = [];
  const post: Post = async (request) => {
    requests.push(request);
    return answers[requests.length - 1]!;
  };
  const sink: Sink = postingSink(post, {
    id: 'fake',
    name: 'Fake',
    request: () => ({ url: 'https://a.example', body: { text: 'x' } }),
    outcome: () => null,
    ...settings,
  });
  return { sink, requests };
}
const because = (status: number) => reason('sink-answered', { sink: 'Fake', status });

describe('what an answer means for the delivery', () => {
  const meaning = (answer: Answer, settings: Settings = {}) =>
    sinkOver([answer], settings).sink.send(MESSAGE);

  test.each([408, 425, 429, 502, 503])('%i: nothing was done, it is sent again', async (status) => {
    expect(await meaning(answered(status))).toEqual(retry(because(status)));
    expect(await meaning(answered(status, { retryAfterMs: 9 }))).toEqual(retry(because(status), 9));
  });

  test.each([200, 204, 299])('%i without a confirmation: it may have arrived', async (status) => {
    expect(await meaning(answered(status))).toEqual(
      unknown(reason('sink-unclear', { sink: 'Fake' })),
    );
  });

  test.each([500, 504])(
    '%i: it may have arrived, unless a repetition is recognised',
    async (status) => {
      expect(await meaning(answered(status))).toEqual(unknown(because(status)));
      const always = { knowsRepeats: 'always' } as const;
      expect(await meaning(answered(status), always)).toEqual(retry(because(status)));
      const minutes = { knowsRepeats: 'minutes' } as const;
      expect(await meaning(answered(status), minutes)).toEqual(unknown(because(status)));
    },
  );

  test('401: the token is to be checked, and is tried again in ten minutes', async () => {
    expect(await meaning(answered(401))).toEqual(
      retry(reason('check-token', { why: because(401) }), 600_000),
    );
  });

  test.each([
    [404, true],
    [410, true],
    [400, false],
    [403, false],
    [300, false],
    [199, false],
  ])('%i is refused, the address disabled: %s', async (status, disable) => {
    expect(await meaning(answered(status))).toEqual({
      kind: 'refused',
      because: because(status),
      disable,
    });
  });

  test('is said by the sink itself first', async () => {
    const sent = { kind: 'sent', message: 'm' } as const;
    expect(await meaning(answered(500), { outcome: () => sent })).toEqual(sent);
  });
});

describe('a message', () => {
  test('is posted as JSON unless its sink says otherwise', async () => {
    const { sink, requests } = sinkOver([answered(200)]);
    await sink.send(MESSAGE);
    expect(requests).toEqual([
      {
        url: 'https://a.example',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: '{"text":"x"}',
      },
    ]);
    const plain = sinkOver([answered(200)], {
      request: () => ({ url: 'https://a.example', body: 'text', headers: { a: 'b' } }),
    });
    await plain.sink.send(MESSAGE);
    expect(plain.requests).toEqual([
      { url: 'https://a.example', headers: { a: 'b' }, body: 'text' },
    ]);
  });

  test('that was not answered ends as that says', async () => {
    const lost = unknown(reason('too-old'));
    const { sink, requests } = sinkOver([lost], { instead: () => ({ url: 'x', body: 'y' }) });
    expect(await sink.send(MESSAGE)).toEqual(lost);
    expect(requests).toHaveLength(1);
  });

  test('goes once more in another way, where its sink knows one', async () => {
    const instead = ({ status }: Answer) =>
      status === 400 ? { url: 'https://a.example', body: 'plain' } : null;
    const twice = sinkOver([answered(400), answered(403)], { instead });
    expect(await twice.sink.send(MESSAGE)).toMatchObject({ because: because(403) });
    expect(twice.requests.map(({ body }) => body)).toEqual(['{"text":"x"}', 'plain']);
    const lost = retry(reason('too-old'));
    expect(await sinkOver([answered(400), lost], { instead }).sink.send(MESSAGE)).toEqual(lost);
    expect(await sinkOver([answered(403)], { instead }).sink.send(MESSAGE)).toMatchObject({
      because: because(403),
    });
  });

  test('cannot be looked up', async () => {
    expect(await sinkOver([]).sink.find({ sink: 'fake', to: 'x' } as never, 'a')).toBe(
      'unreadable',
    );
  });
});

describe('what a person wrote behind an address', () => {
  test('is never part of it', () => {
    const { url, secret, options } = addressAndOptions(
      'https://a.example/x?y=1#secret=a+b%3D=&template=ntfy&quiet',
    );
    expect(url).toBe('https://a.example/x?y=1');
    expect(secret).toBe('a+b==');
    expect([...options]).toEqual([
      ['secret', 'a+b=='],
      ['template', 'ntfy'],
      ['quiet', ''],
    ]);
  });

  test('may be nothing, or no code', () => {
    expect(addressAndOptions('https://a.example')).toEqual({
      url: 'https://a.example',
      secret: null,
      options: new Map(),
    });
    expect(addressAndOptions('https://a.example#secret=100%').secret).toBe('100%');
  });
});

test('the JSON of an answer is an object, whatever came', () => {
  expect(jsonOf(answered(200, { body: '{"a":1}' }))).toEqual({ a: 1 });
  for (const body of ['', 'text', 'null']) expect(jsonOf(answered(200, { body }))).toEqual({});
});
