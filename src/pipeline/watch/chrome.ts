import { request, WebSocket } from 'undici';

const OPEN_MS = 10_000;
const CALL_MS = 20_000;

type Params = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/** A page of a browser over the DevTools protocol. */
export interface ChromePage {
  call(method: string, params?: Params): Promise<Params>;
  send(method: string, params?: Params): Promise<void>;
  /** The value of an expression in the page, as JSON. */
  evaluate(expression: string): Promise<unknown>;
  on(event: string, listen: (params: Params) => void): void;
}

/** A browser that runs elsewhere, over the DevTools protocol, with an empty profile. */
export interface Chrome {
  openPage(): Promise<ChromePage>;
  /** Closes the connection and everything opened over it. */
  close(): void;
}

/** @param endpoint `ws://…` of a browser (its own, or that of a service such as browserless) */
export async function openChrome(endpoint: string): Promise<Chrome> {
  const socket = new WebSocket(await socketOf(endpoint));
  const waiting = new Map<
    number,
    { resolve: (value: Params) => void; reject: (error: Error) => void }
  >();
  const listeners = new Map<string, (params: Params) => void>();
  const end = (because: string) => {
    for (const { reject } of waiting.values()) reject(new Error(because));
    waiting.clear();
  };
  socket.addEventListener('close', () => end('the browser hung up'));
  socket.addEventListener('error', () => end('the browser does not answer'));
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.method !== undefined)
      listeners.get(`${message.sessionId ?? ''} ${message.method}`)?.(message.params ?? {});
    const call = message.id === undefined ? undefined : waiting.get(message.id);
    if (call === undefined) return;
    waiting.delete(message.id!);
    if (message.error === undefined) call.resolve(message.result ?? {});
    else call.reject(new Error(message.error.message));
  });
  let calls = 0;
  const call = (method: string, params: Params = {}, sessionId?: string): Promise<Params> => {
    calls += 1;
    const id = calls;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`${method} takes too long`));
      }, CALL_MS);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late);
          then(value);
        };
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  };
  await opened(socket);
  return {
    async openPage() {
      const { browserContextId } = await call('Target.createBrowserContext', {
        disposeOnDetach: true,
      });
      await call('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId });
      const { targetId } = await call('Target.createTarget', {
        url: 'about:blank',
        browserContextId,
      });
      const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
      const session = String(sessionId);
      const page: ChromePage = {
        call: (method, params) => call(method, params, session),
        send: async (method, params) => void (await call(method, params, session)),
        async evaluate(expression) {
          const { result } = await call(
            'Runtime.evaluate',
            { expression, returnByValue: true },
            session,
          );
          return (result as { readonly value?: unknown } | undefined)?.value;
        },
        on: (event, listen) => void listeners.set(`${session} ${event}`, listen),
      };
      await page.send('Network.enable');
      await page.send('Page.enable');
      return page;
    },
    close: () => socket.close(),
  };
}

/** The DevTools address: a bare `ws://host:9222` is queried for it. */
async function socketOf(endpoint: string): Promise<string> {
  const url = new URL(endpoint);
  if (url.pathname !== '/' || url.search !== '') return endpoint;
  const about = new URL('/json/version', url.href.replace(/^ws/, 'http'));
  try {
    const { body } = await request(about, { headersTimeout: OPEN_MS, bodyTimeout: OPEN_MS });
    const { webSocketDebuggerUrl } = (await body.json()) as { webSocketDebuggerUrl?: string };
    if (webSocketDebuggerUrl === undefined) return endpoint;
    url.pathname = new URL(webSocketDebuggerUrl).pathname;
    return url.href;
  } catch {
    return endpoint;
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the browser does not answer')), OPEN_MS);
    const settle = (then: () => void) => () => {
      clearTimeout(late);
      then();
    };
    socket.addEventListener('open', settle(resolve), { once: true });
    socket.addEventListener(
      'error',
      settle(() => reject(new Error('the browser does not answer'))),
      { once: true },
    );
  });
}
