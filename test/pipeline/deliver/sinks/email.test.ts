import { expect, test } from 'vitest';
import { emailSink } from '../../../../src/pipeline/deliver/sinks/email.ts';
import { aCard } from '../world.ts';
import { aMessage, sinkContract } from './contract.ts';
import { type MailBench, mailBench as open, partsOf } from './mail-bench.ts';

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
  const sink = emailSink('smtp://127.0.0.1:9', 'bell@tocsin.test', null, 1_000);
  expect(
    await sink.send(aMessage({ address: { sink: 'email', to: 'ann@fund.test' } } as never)),
  ).toMatchObject({ kind: 'retry' });
});

const headersOf = (mail: string) => mail.split('\r\n\r\n', 1)[0]!.replaceAll(/\r\n\s+/g, ' ');

test('ends with one click where the page is behind https, and by a mail in any case', async () => {
  const bench = await open();
  const unsubscribe = 'https://bell.example/unsubscribe?c=email&t=ann%40fund.test&s=abc';
  await bench.sink.send(aMessage(bench, aCard(), { unsubscribe }));
  const head = headersOf(bench.raw[0]!);
  expect(head).toContain(
    `List-Unsubscribe: <${unsubscribe}>, <mailto:bell@tocsin.test?subject=unsubscribe>`,
  );
  expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const [text, html] = partsOf(bench.raw[0]!);
  expect(text!.text).toContain(`Unsubscribe: ${unsubscribe}`);
  expect(html!.text).toContain(`href="${unsubscribe.replaceAll('&', '&amp;')}"`);
  await bench.close();
});

test.each([
  ['http://bell.example/unsubscribe?s=abc', '<http://bell.example/unsubscribe?s=abc>, <mailto:'],
  [undefined, '<mailto:bell@tocsin.test?subject=unsubscribe>'],
])('promises no click that it cannot keep: %s', async (unsubscribe, value) => {
  const bench = await open();
  await bench.sink.send(aMessage(bench, aCard(), unsubscribe === undefined ? {} : { unsubscribe }));
  const head = headersOf(bench.raw[0]!);
  expect(head).toContain(`List-Unsubscribe: ${value}`);
  expect(head).not.toContain('One-Click');
  await bench.close();
});

test('plain text and HTML say the same; the chart is a picture within the mail', async () => {
  const png = Buffer.from('not really a picture');
  const bench = await open(async () => png);
  const chart = { kind: 'score-history', title: 't', alt: 'Score <up>', series: [], marks: [] };
  const sections = [
    {
      title: 'Apps',
      lines: [{ label: 'Source', text: 'A & B', weight: 'strong', url: 'https://a.test/' }],
    },
  ];
  await bench.sink.send(aMessage(bench, aCard({ chart, sections })));
  const parts = partsOf(bench.raw[0]!);
  expect(parts.map(({ type }) => type)).toEqual(['text/plain', 'text/html', 'image/png']);
  const [text, html, picture] = parts as [(typeof parts)[0], (typeof parts)[0], (typeof parts)[0]];
  expect(html.text).toContain('<img src="cid:chart@tocsin" alt="Score &lt;up&gt;"');
  expect(picture.head).toMatch(/content-id: <chart@tocsin>/i);
  expect(picture.head).toMatch(/content-disposition: inline/i);
  expect(picture.text).toBe(png.toString());
  for (const said of ['Apps', 'Source', 'Not investment advice', 'Harbour Games 0.0 → 20.2'])
    for (const part of [text, html]) expect(part.text).toContain(said);
  await bench.close();
});

test('nothing in a name is markup of a mail, and an address that is none is no link', async () => {
  const bench = await open();
  const title = '</title><script>x</script><img src=x>';
  const links = [{ label: '"><b>', url: 'javascript:alert(1)' }];
  await bench.sink.send(aMessage(bench, aCard({ title, url: 'javascript:x', links })));
  const html = partsOf(bench.raw[0]!)[1]!.text;
  expect(html).not.toMatch(/<script|<img|javascript:|<b>/);
  await bench.close();
});

test('a chart that cannot be drawn keeps no mail back', async () => {
  const bench = await open(async () => {
    throw new Error('no canvas');
  });
  const chart = { kind: 'score-history', title: 't', alt: 'a', series: [], marks: [] };
  expect(await bench.sink.send(aMessage(bench, aCard({ chart })))).toMatchObject({ kind: 'sent' });
  expect(bench.raw[0]).not.toContain('cid:');
  await bench.close();
});

test('without a page "wrong company" is said by an answer', async () => {
  const bench = await open();
  const buttons = [{ label: 'Wrong company?', act: 'wrong:alert-1' }];
  await bench.sink.send(aMessage(bench, aCard({ buttons })));
  const links = [{ label: 'Wrong company?', url: 'https://bell.example/wrong?a=1' }];
  await bench.sink.send(aMessage(bench, aCard({ buttons, links })));
  const said = bench.raw.map((mail) => partsOf(mail)[0]!.text.includes('Answer this mail'));
  expect(said).toEqual([true, false]);
  await bench.close();
});
