import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, test } from 'vitest';

test('tocsin mcp answers over its pipes and ends with them', async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ['src/main.ts', 'mcp'],
    env: { ...process.env, DATA_DIR: mkdtempSync(join(tmpdir(), 'mcp-')) } as never,
    stderr: 'pipe',
  });
  const ended = new Promise<void>((resolve) => {
    transport.onclose = resolve;
  });
  const client = new Client({ name: 'a test', version: '1' });
  await client.connect(transport);
  const { structuredContent } = await client.callTool({
    name: 'company_risk',
    arguments: { company: '700 HK', at: '2021-08-19', language: 'zh' },
  });
  const { answer, evidence } = structuredContent as never as {
    answer: { company: { id: string } };
    evidence: { sentence: string; evidence: { url?: string }[] }[];
  };
  expect(answer.company.id).toBe('tencent');
  expect(evidence[0]!.sentence).toContain('工业和信息化部');
  expect(evidence[0]!.evidence[0]!.url).toMatch(/^https:/);
  await client.close();
  await ended;
});
