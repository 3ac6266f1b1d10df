import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { restOptions } from '../../../src/interfaces/discord/rest-options.ts';

let server: Server;
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function restTo(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<REST> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const options = restOptions(undefined, new AbortController().signal);
  return new REST({ ...options, retries: 0, api: `http://127.0.0.1:${port}/api` }).setToken('x');
}

const CHART = Buffer.alloc(60_000, 7);
const send = (rest: REST) =>
  rest.post('/channels/1/messages', {
    body: { content: 'an alert' },
    files: [{ name: 'chart.png', data: CHART }],
  });

test('a message with a picture arrives whole, as a form', async () => {
  let type: string | undefined;
  const chunks: Buffer[] = [];
  const rest = await restTo((request, response) => {
    type = request.headers['content-type'];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () =>
      response.setHeader('content-type', 'application/json').end('{"id":"9"}'),
    );
  });
  expect(await send(rest)).toEqual({ id: '9' });
  const form = await new Response(Buffer.concat(chunks), {
    headers: { 'content-type': type! },
  }).formData();
  expect(JSON.parse(form.get('payload_json') as string)).toEqual({ content: 'an alert' });
  expect(Buffer.from(await (form.get('files[0]') as Blob).arrayBuffer())).toEqual(CHART);
});

// Without `whole` an exception comes outside of every promise now and then, and vitest reports it.
test('a far side that hangs up on a picture is a failed request, and nothing else', async () => {
  const rest = await restTo(() => {});
  server.on('connection', (socket) => socket.destroy());
  for (let n = 0; n < 60; n += 1) await expect(send(rest)).rejects.toThrow();
});
