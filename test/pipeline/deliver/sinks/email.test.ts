import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { emailSink } from '../../../../src/pipeline/deliver/sinks/email.ts';
import { aCard } from '../world.ts';
import { aMessage, type SinkBench, sinkContract } from './contract.ts';

interface MailBench extends SinkBench {
  /** Answers one command with this line instead. */
  answer(command: string, line: string | null): void;
  readonly raw: string[];
}

/** A mail server that takes everything, or answers a command as a test says; null = never. */
async function open(): Promise<MailBench> {
  const raw: string[] = [];
  const answers = new Map<string, string | null>();
  const server = createServer((socket) => {
    let body: string | null = null;
    let rest = '';
    const say = (line: string) => void socket.write(`${line}\r\n`);
    socket.on('error', () => {});
    say('220 mail.test ESMTP');
    socket.on('data', (part) => {
      rest += part.toString('utf8');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (body !== null && line !== '.') body += `${line}\r\n`;
        else if (body !== null) {
          raw.push(body);
          body = null;
          const given = answers.get('.');
          if (given !== null) say(given ?? '250 taken');
        } else {
          const command = line.split(' ')[0]!.toUpperCase();
          const given = answers.get(command);
          if (given === null) continue;
          if (command === 'DATA' && given === undefined) body = '';
          say(
            given ??
              { EHLO: '250 mail.test', DATA: '354 go on', QUIT: '221 bye' }[command] ??
              '250 ok',
          );
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sink = emailSink(`smtp://127.0.0.1:${port}`, 'Tocsin <bell@tocsin.test>', 1_000);
  return {
    sink,
    raw,
    address: { sink: 'email', to: 'ann@fund.test' },
    arrived: () => raw.map(readable),
    logged: () => '',
    answer: (command, line) => void answers.set(command, line),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Subject and text as a mail program shows them, its line breaks taken back. */
function readable(mail: string): string {
  const [head = '', body = ''] = mail.split(/\r\n\r\n([\s\S]*)/, 2);
  const subject = /^Subject: ([\s\S]*?)\r\n(?! )/m.exec(`${head}\r\n`)?.[1] ?? '';
  const words = subject
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : quoted(text.replaceAll('_', ' ')),
    );
  const text = /base64/i.test(head)
    ? Buffer.from(body, 'base64').toString()
    : quoted(body.replaceAll('=\r\n', ''));
  return `${words}\n${text.replaceAll(/\r?\n\s*/g, ' ')}`;
}

function quoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return /=[0-9A-F]{2}/.test(text) ? Buffer.from(bytes, 'latin1').toString('utf8') : text;
}

sinkContract<MailBench>({
  name: 'e-mail',
  open,
  answers: [
    {
      says: 'a mailbox that is not there ends the address',
      arrange: (bench) => bench.answer('RCPT', '550 no such user'),
      becomes: { kind: 'refused', disable: true },
    },
    {
      says: 'greylisting is tried again',
      arrange: (bench) => bench.answer('RCPT', '451 later'),
      becomes: { kind: 'retry' },
    },
    {
      says: 'a message that is refused ends nothing',
      arrange: (bench) => bench.answer('.', '554 spam'),
      becomes: { kind: 'refused', disable: false },
    },
  ],
  stall: (bench) => bench.answer('.', null),
  hide: null,
  readable: false,
  fits: (text) => text.length < 50_000,
  secrets: [],
});

test('carries an id that stays, and says that a machine wrote it', async () => {
  const bench = await open();
  expect(await bench.sink.send(aMessage(bench, aCard(), { replyTo: '<old@tocsin.test>' }))).toEqual(
    {
      kind: 'sent',
      message: '<nonce-of-delivery-1@tocsin.test>',
    },
  );
  for (const part of [
    'Message-ID: <nonce-of-delivery-1@tocsin.test>',
    'Auto-Submitted: auto-generated',
    'In-Reply-To: <old@tocsin.test>',
    'To: ann@fund.test',
  ])
    expect(bench.raw[0]).toContain(part);
  await bench.close();
});

test('a mail server that is not there is tried again', async () => {
  const sink = emailSink('smtp://127.0.0.1:9', 'bell@tocsin.test', 1_000);
  expect(
    await sink.send(aMessage({ address: { sink: 'email', to: 'ann@fund.test' } } as never)),
  ).toMatchObject({ kind: 'retry' });
});
