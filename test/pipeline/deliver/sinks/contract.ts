import { afterEach, describe, expect, test } from 'vitest';
import type { Address } from '../../../../src/domain/alert.ts';
import type { Card } from '../../../../src/domain/card.ts';
import type { OutgoingMessage, SendOutcome, Sink } from '../../../../src/domain/sink.ts';
import { aCard } from '../world.ts';

/** A sink with its far side, opened for one test. */
export interface SinkBench {
  readonly sink: Sink;
  readonly address: Address;
  /** What arrived, each message as one text that a person there would read. */
  readonly arrived: () => readonly string[];
  /** Everything that was logged while the bench was open. */
  readonly logged: () => string;
  readonly close: () => Promise<void>;
}

export interface SinkSubject<Bench extends SinkBench> {
  readonly name: string;
  readonly open: () => Promise<Bench>;
  /** Every way in which the far side can answer, and what it must become. */
  readonly answers: readonly {
    readonly says: string;
    readonly arrange: (bench: Bench) => void;
    readonly becomes: Partial<SendOutcome> & { readonly kind: SendOutcome['kind'] };
  }[];
  /**
   * Makes the far side never answer; the sink must give up within 5 s in the bench. Null where it
   * cannot hang.
   */
  readonly stall: ((bench: Bench) => void) | null;
  /** Makes the far side unable to say what it holds; null where it always can. */
  readonly hide: ((bench: Bench) => void) | null;
  /** False where nobody can ask the far side what it holds; true where not said. */
  readonly readable?: boolean;
  /**
   * Whether the id of an alert stands in its messages, for who reads them is a program or the sink
   * itself.
   */
  readonly showsId?: boolean;
  /** Whether a text is within the far side's limits. */
  readonly fits: (text: string) => boolean;
  /** What must never be seen in an outcome or a log: tokens, passwords in addresses. */
  readonly secrets: readonly string[];
}

export const aMessage = (
  bench: SinkBench,
  card: Card = aCard(),
  some: Partial<OutgoingMessage> = {},
) =>
  ({
    delivery: 'delivery-1',
    address: bench.address,
    card,
    nonce: 'nonce-of-delivery-1',
    replyTo: null,
    role: null,
    quiet: false,
    ...some,
  }) as OutgoingMessage;

const REFERENCE = '0123456789abcdef';
const longCard = (): Card =>
  aCard({
    title: `工信部通报 ${'很长的标题'.repeat(80)}`,
    lead: 'Harbour Games 0.0 → 20.2 '.repeat(200),
    sections: ['Apps', 'Scores', 'Small print'].map((title) => ({
      title,
      lines: Array.from({ length: 45 }, (_, n) => ({
        label: `应用 ${n + 1}`,
        text: `版本 ${n}.0, 应用市场, ${'违规收集个人信息'.repeat(6)}`,
        weight: 'normal',
        url: null,
      })),
    })),
    reference: REFERENCE,
  });

/** What every way out does, whatever is on the other side. */
export function sinkContract<Bench extends SinkBench>(subject: SinkSubject<Bench>): void {
  describe(`the ${subject.name} sink`, () => {
    const benches: Bench[] = [];
    const seen: string[] = [];
    const open = async () => {
      const bench = await subject.open();
      benches.push(bench);
      return bench;
    };
    const send = async (bench: Bench, card?: Card) => {
      const outcome = await bench.sink.send(aMessage(bench, card));
      seen.push(JSON.stringify(outcome));
      return outcome;
    };
    afterEach(async () => {
      for (const bench of benches.splice(0)) {
        // Whatever happened in the test before: nothing secret was said.
        const said = [...seen, bench.logged()].join('\n');
        for (const secret of subject.secrets) expect(said).not.toContain(secret);
        await bench.close();
      }
    });

    test('sends a card whole: title, lead and footer, and its id only where a message can be found by it', async () => {
      const bench = await open();
      const card = aCard({ reference: REFERENCE });
      const outcome = await send(bench, card);
      expect(outcome).toMatchObject({ kind: 'sent', message: expect.stringMatching(/./) });
      expect(bench.arrived()).toHaveLength(1);
      for (const part of [card.title, card.lead, card.footer])
        expect(bench.arrived()[0]).toContain(part);
      expect(bench.arrived()[0]!.includes(REFERENCE)).toBe(subject.showsId === true);
    });

    test.each(subject.answers.map((one) => [one.says, one] as const))('%s', async (_, answer) => {
      const bench = await open();
      answer.arrange(bench);
      expect(await send(bench)).toMatchObject(answer.becomes);
    });

    test('cuts a card that is too long, says how much is missing, and keeps the footer', async () => {
      const bench = await open();
      expect(await send(bench, longCard())).toMatchObject({ kind: 'sent' });
      const text = bench.arrived().join('\n');
      expect(subject.fits(text)).toBe(true);
      expect(text).toMatch(/and \d+ more/);
      expect(text).toContain('应用 1');
      expect(text).not.toContain('应用 45');
      expect(text).toContain(longCard().footer);
    });

    if (subject.readable === false)
      test('says that what it sent cannot be looked up', async () => {
        const bench = await open();
        await send(bench, aCard({ reference: REFERENCE }));
        expect(await bench.sink.find(bench.address, REFERENCE)).toBe('unreadable');
      });
    else
      test('finds what it sent by its reference, and nothing else', async () => {
        const bench = await open();
        const sent = await send(bench, aCard({ reference: REFERENCE }));
        const message = sent.kind === 'sent' ? sent.message : '';
        expect(await bench.sink.find(bench.address, REFERENCE)).toEqual({ message });
        expect(await bench.sink.find(bench.address, 'fedcba98')).toBeNull();
      });

    const { stall, hide } = subject;
    if (stall !== null)
      test('gives up on a far side that does not answer, and does not know what became of it', async () => {
        const bench = await open();
        stall(bench);
        expect(await send(bench)).toMatchObject({ kind: 'unknown' });
      });
    if (hide !== null)
      test('says so where it cannot read what is there', async () => {
        const bench = await open();
        await send(bench, aCard({ reference: REFERENCE }));
        hide(bench);
        expect(await bench.sink.find(bench.address, REFERENCE)).toBe('unreadable');
      });
  });
}

/** A text that chats would turn into links, a mention and a command. */
const LINKED_NAME =
  'evil.example https://evil.example/x [x](https://evil.example) @somebody /start Trip.com';

/** A message with that text in every place of its card, and one link of its own. */
export function aMessageOfLinks(bench: SinkBench, url: string): OutgoingMessage {
  const name = LINKED_NAME;
  const line = { label: name, text: name, weight: 'normal', url: null } as const;
  return aMessage(bench, {
    ...aMessage(bench).card,
    title: name,
    lead: name,
    sections: [{ title: name, lines: [line] }],
    links: [{ label: name, url }],
  });
}
