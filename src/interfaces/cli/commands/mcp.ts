import { VERSION } from '../../../app/settings.ts';
import type { CliCommand } from '../command.ts';
import { withLookupContext } from '../context.ts';

/**
 * `mcp`: look-ups for assistants over the Model Context Protocol, on stdin and stdout, until the
 * client closes the pipe. Nothing else is written to stdout; errors go to stderr.
 */
export const mcp: CliCommand = (command, { io, run }) =>
  command.action(
    run(() =>
      withLookupContext(io, async (context) => {
        const { serveStdio, StdioServerTransport } = await import(
          '@modelcontextprotocol/server/stdio'
        );
        const { createMcpServer } = await import('../../mcp/server.ts');
        const log = {
          error: (fields: object, sentence: string) =>
            io.err(`${sentence}: ${JSON.stringify(fields)}`),
        };
        const transport = new StdioServerTransport();
        const closed = new Promise<void>((resolve) => process.stdin.once('close', resolve));
        const serving = serveStdio(() => createMcpServer({ ...context, version: VERSION, log }), {
          transport,
          onerror: ({ message }) => io.err(message),
        });
        await Promise.race([closed, io.stopped]);
        await serving.close();
        return 0;
      }),
    ),
  );
