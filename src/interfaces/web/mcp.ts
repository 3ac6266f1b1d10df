import type { Hono } from 'hono';
import type { WebDeps } from './request-context.ts';
import { type Guarded, MCP_PATH } from './security.ts';

/** Longest question, in bytes: every one of them is a name and a day. */
const LONGEST = 64 * 1024;

/**
 * The Model Context Protocol over HTTP, stateless. The guard and `ownFormsOnly` protect it, as all
 * pages. The protocol is loaded with the first question.
 */
export function addMcp(site: Hono<Guarded>, deps: WebDeps): void {
  let protocol: Promise<Protocol> | undefined;
  site.all(MCP_PATH, async (c) => {
    protocol ??= protocolOver(deps);
    return (await protocol).fetch(c.req.raw);
  });
}

type Protocol = Awaited<ReturnType<typeof protocolOver>>;

async function protocolOver(deps: WebDeps) {
  const { createMcpHandler } = await import('@modelcontextprotocol/server');
  const { createMcpServer } = await import('../mcp/server.ts');
  return createMcpHandler(() => createMcpServer(deps), {
    maxRequestBodySize: LONGEST,
    onerror: ({ message }) => deps.log.error({ because: message }, 'a question over MCP failed'),
  });
}
