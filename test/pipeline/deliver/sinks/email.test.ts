import { expect, test } from 'vitest';
import { emailSink } from '../../../../src/pipeline/deliver/sinks/email.ts';
import { aCard } from '../world.ts';
import { aMessage, sinkContract } from './contract.ts';
import { type MailBench, mailBench as open } from './mail-bench.ts';

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
