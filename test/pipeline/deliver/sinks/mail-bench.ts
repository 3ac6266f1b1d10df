import { type AddressInfo, createServer } from 'node:net';
import { emailSink } from '../../../../src/pipeline/deliver/sinks/email.ts';
import type { SinkBench } from './contract.ts';

export interface MailBench extends SinkBench {
  /** Answers one command with this line instead. */
  answer(command: string, line: string | null): void;
  readonly raw: string[];
}

/** A mail server that takes everything, or answers a command as a test says; null = never. */
export async function mailBench(draw: Parameters<typeof emailSink>[2] = null): Promise<MailBench> {
  const raw: string[] = [];
  const answers = new Map<string, string | null>();
  const server = createServer((socket) => {
    const hear = conversation((line) => void socket.write(`${line}\r\n`), answers, raw);
    let rest = '';
    socket.on('error', () => {});
    socket.write('220 mail.test ESMTP\r\n');
    socket.on('data', (part) => {
      const lines = `${rest}${part.toString('utf8')}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sink = emailSink(`smtp://127.0.0.1:${port}`, 'Tocsin <bell@tocsin.test>', draw, 1_000);
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

const USUAL: Readonly<Record<string, string>> = {
  EHLO: '250 mail.test',
  DATA: '354 go on',
  QUIT: '221 bye',
};

/** Answers line after line; a mail that ended is kept, whatever it is answered with. */
function conversation(
  say: (line: string) => void,
  answers: ReadonlyMap<string, string | null>,
  raw: string[],
): (line: string) => void {
  let body: string | null = null;
  const answer = (command: string, usual: string) => {
    const given = answers.get(command);
    if (given !== null) say(given ?? usual);
  };
  const inBody = (before: string, line: string) => {
    body = line === '.' ? null : `${before}${line}\r\n`;
    if (body !== null) return;
    raw.push(before);
    answer('.', '250 taken');
  };
  return (line) => {
    if (body !== null) return inBody(body, line);
    const command = line.split(' ')[0]!.toUpperCase();
    if (command === 'DATA' && !answers.has('DATA')) body = '';
    answer(command, USUAL[command] ?? '250 ok');
  };
}

/** Subject and plain text as a mail program shows them, its line breaks taken back. */
function readable(mail: string): string {
  const text = partsOf(mail).find(({ type }) => type === 'text/plain')?.text ?? '';
  return `${subjectOf(mail)}\n${text.replaceAll(/\r?\n\s*/g, ' ')}`;
}

function subjectOf(mail: string): string {
  const [head = ''] = mail.split('\r\n\r\n', 1);
  const subject = /^Subject: ([\s\S]*?)\r\n(?! )/m.exec(`${head}\r\n`)?.[1] ?? '';
  return subject
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : quoted(text.replaceAll('_', ' ')),
    );
}

/** The leaves of a mail, whatever they are nested in: type, head and decoded text. */
export function partsOf(mail: string): { type: string; head: string; text: string }[] {
  const [head = '', body = ''] = mail.split(/\r\n\r\n([\s\S]*)/, 2);
  const type = /^content-type: ([^;\r]+)/im.exec(head)?.[1]?.trim() ?? 'text/plain';
  const boundary = /boundary="?([^";\r]+)/i.exec(head)?.[1];
  if (boundary !== undefined)
    return body
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((part) => partsOf(part.replace(/^\r\n/, '')));
  if (/^content-transfer-encoding: base64/im.test(head))
    return [{ type, head, text: Buffer.from(body, 'base64').toString() }];
  return [{ type, head, text: quoted(body.replaceAll('=\r\n', '')) }];
}

function quoted(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return /=[0-9A-F]{2}/.test(text) ? Buffer.from(bytes, 'latin1').toString('utf8') : text;
}
