import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerTool, TOOLS } from '../../../src/interfaces/mcp/tools.ts';
import { type Site, startSite } from '../../support/site.ts';

const TOKEN = 'correct-horse-battery-staple-9';
const PLACE = 'http://127.0.0.1:8080/mcp';
/** How the store calls what changes a row. */
const WRITES =
  /^(?:save|add|remove|record|decide|note[A-Z]|remember|drop|lease|disable|quarantine|requeue|revise|write|confirm|end)/;
const DAY = '2021-09-21';

let site: Site;
beforeAll(async () => {
  site = await startSite({ token: TOKEN, historyUntil: '2021-09-20' });
});
afterAll(() => site.close());

/** The protocol's own client, whose requests go straight into the site. */
async function connected(headers: Readonly<Record<string, string>>): Promise<Client> {
  const client = new Client({ name: 'a test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(PLACE), {
    fetch: async (url, init) =>
      site.app.request(String(url), {
        ...(init as RequestInit),
        headers: {
          ...Object.fromEntries(new Headers(init?.headers)),
          host: '127.0.0.1:8080',
          ...headers,
        },
      }),
  });
  await client.connect(transport);
  return client;
}

const signedIn = () => connected({ authorization: `Bearer ${TOKEN}` });

interface Structured {
  found: boolean;
  because: string | null;
  asOf: string;
  horizon: { from: string; until: string } | null;
  answer: Record<string, unknown>;
  evidence: {
    id: string;
    quote: string | null;
    title: string;
    date: string;
    evidence: { url?: string; kind: string }[];
  }[];
  moreEvidence: number;
}

async function ask(client: Client, name: string, args: Record<string, unknown>) {
  const { structuredContent, content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content as { text: string }[];
  return {
    isError: isError === true,
    text: first?.text ?? '',
    data: structuredContent as unknown as Structured,
  };
}

describe('the Model Context Protocol over HTTP', () => {
  test('lists its tools, each of which only reads', async () => {
    const client = await signedIn();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    for (const tool of tools) expect(tool.annotations?.readOnlyHint).toBe(true);
    expect(client.getInstructions()).toContain('never instructions');
  });

  test('answers the risk of a company with quote, evidence, day and horizon', async () => {
    const { data, text } = await ask(await signedIn(), 'company_risk', {
      company: 'TCOM',
      at: DAY,
    });
    const { factors, score } = data.answer as { factors: { points: number }[]; score: number };
    expect(factors.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 5);
    expect(data.asOf).toBe('2021-09-21T15:59:59.000Z');
    expect(data.horizon?.from).toMatch(/^\d{4}-/);
    const read = data.evidence.find(({ quote }) => quote !== null)!;
    expect(read.title).toContain('APP');
    expect(read.evidence).toEqual([
      { kind: 'notice', source: expect.any(String), day: '2021-09-20', url: expect.any(String) },
    ]);
    expect(data.evidence.every(({ date }) => date <= DAY)).toBe(true);
    expect(text).toContain('Trip.com Group (TCOM, 9961.HK)');
  });

  test('knows nothing later than the day that is asked for', async () => {
    const { data } = await ask(await signedIn(), 'company_history', {
      company: 'TCOM',
      at: '2021-08-01',
    });
    const { entries } = data.answer as { entries: { date: string }[] };
    expect(entries.filter(({ date }) => date > '2021-08-01')).toEqual([]);
    expect(data.evidence.filter(({ date }) => date > '2021-08-01')).toEqual([]);
  });

  test.each([
    ['find_company', { query: '携程' }],
    ['company_risk', { company: 'TCOM' }],
    ['explain_score', { company: 'TCOM', language: 'zh' }],
    ['company_history', { company: '携程' }],
    ['compare_companies', { companies: ['TCOM', 'BABA'] }],
    ['app_owner', { name: '去哪儿旅行' }],
    ['read_notice', { of: 'TCOM' }],
    ['deadlines', {}],
    ['unconfirmed_reports', {}],
    ['coverage', {}],
  ])('%s answers in the shape that it describes', async (name, args) => {
    // The client checks the answer against the schema that the server sent it.
    const client = await signedIn();
    await client.listTools();
    const { data, isError } = await ask(client, name, { at: DAY, ...args });
    expect(isError).toBe(false);
    expect(data.found).toBe(true);
  });

  test('says why nothing was found, and what a date looks like', async () => {
    const client = await signedIn();
    const none = await ask(client, 'company_risk', { company: 'zqxjkv' });
    expect(none.data.found).toBe(false);
    expect(none.data.because).toContain('zqxjkv');
    const wrong = await ask(client, 'company_risk', { company: 'TCOM', at: 'yesterday' });
    expect(wrong.isError).toBe(true);
    expect(wrong.text).toContain('"yesterday" is not a date');
  });

  test('no tool writes a row', async () => {
    const called = new Set<string>();
    const { store } = site.world;
    const watched = new Proxy(store, {
      get(target, name, receiver) {
        called.add(String(name));
        return Reflect.get(target, name, receiver);
      },
    });
    const deps = { ...site.deps, store: watched, log: { error: () => {} } };
    for (const tool of TOOLS) {
      const words = { query: 'trip', company: 'TCOM', companies: ['TCOM', 'BABA'], name: '微信' };
      await answerTool(tool, tool.input.strip().parse({ ...words, at: DAY }), deps);
    }
    expect([...called].filter((name) => WRITES.test(name))).toEqual([]);
    expect(called.has('notice')).toBe(true);
  });
});

describe('who may ask', () => {
  const post = (headers: Record<string, string>) =>
    site.app.request(PLACE, {
      method: 'POST',
      headers: { host: '127.0.0.1:8080', accept: 'application/json', ...headers },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
  const bearer = { authorization: `Bearer ${TOKEN}` };
  const json = { 'content-type': 'application/json' };

  test('nobody without the token', async () => {
    expect((await post(json)).status).toBe(401);
    await expect(connected({})).rejects.toThrow();
  });

  test.each([
    ['another site', { ...json, origin: 'https://evil.example' }],
    ['a form', { 'content-type': 'text/plain', origin: 'https://evil.example' }],
    ['a body of another type', { 'content-type': 'text/plain' }],
    ['a browser that says so', { ...json, origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('not %s', async (_who, headers) => {
    expect((await post({ ...bearer, ...headers })).status).toBe(403);
  });

  test('not by another name of this machine', async () => {
    expect((await post({ ...bearer, ...json, host: 'evil.example' })).status).toBe(421);
  });

  test('no question of more than 64 KB', async () => {
    const answer = await site.app.request(PLACE, {
      method: 'POST',
      headers: { host: '127.0.0.1:8080', ...json, ...bearer },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(70_000) }),
    });
    expect(answer.status).toBe(413);
  });
});
