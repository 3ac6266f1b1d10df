import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { terminalSink } from '../../../src/deliver/sinks/terminal.ts';
import type { TextStyle } from '../../../src/present/text.ts';
import { aCard } from '../world.ts';
import { aMessage, type SinkBench, sinkContract } from './contract.ts';

interface TerminalBench extends SinkBench {
  close(): Promise<void>;
  broken: boolean;
}

async function aTerminal(columns: number | null = 80, style?: TextStyle): Promise<TerminalBench> {
  const texts: string[] = [];
  const bench: TerminalBench = {
    broken: false,
    address: { sink: 'terminal', to: 'here' },
    arrived: () => texts,
    logged: () => '',
    close: async () => {},
    sink: terminalSink({
      columns,
      ...(style === undefined ? {} : { style }),
      write: async (text) => {
        if (bench.broken) throw new Error('EPIPE');
        texts.push(text);
      },
    }),
  };
  return bench;
}

const widest = (text: string) => Math.max(...text.split('\n').map((line) => stringWidth(line)));

sinkContract<TerminalBench>({
  name: 'terminal',
  open: () => aTerminal(),
  answers: [
    {
      says: 'a terminal that is closed is tried again',
      arrange: (bench) => {
        bench.broken = true;
      },
      becomes: { kind: 'retry' },
    },
  ],
  stall: null,
  hide: null,
  fits: (text) => widest(text) <= 80 && text.split('\n').length <= 200,
  secrets: [],
});

const chinese = aCard({
  title: '工信部：责令限期整改'.repeat(6),
  lead: '海港游戏 0.0 → 20.2 '.repeat(8),
  language: 'zh',
  sections: [
    {
      title: '应用',
      lines: Array.from({ length: 20 }, (_, n) => ({
        label: '海港大师',
        text: `${n} 违规收集个人信息、强制用户使用定向推送功能、频繁自启动和关联启动`,
        weight: 'normal',
        url: null,
      })),
    },
  ],
});

describe('on the screen', () => {
  test.each([
    [80, 80],
    [60, 60],
    [200, 80],
    [10, 40],
    [null, 80],
  ])('a window of %s columns is used up to %i, Chinese counted as two', async (columns, most) => {
    const bench = await aTerminal(columns);
    await bench.sink.send(aMessage(bench, chinese));
    const width = widest(bench.arrived()[0]!);
    expect(width).toBeLessThanOrEqual(most);
    expect(width).toBeGreaterThan(most - 2);
  });

  test('a long list in Chinese ends in Chinese', async () => {
    const bench = await aTerminal();
    await bench.sink.send(aMessage(bench, chinese));
    expect(bench.arrived()[0]).toContain('以及另外6项');
  });

  test('colours come only with a style', async () => {
    const mark = String.fromCharCode(27);
    const red = (text: string) => `${mark}[31m${text}${mark}[39m`;
    const coloured = await aTerminal(80, { title: red, strong: red, quiet: red });
    await coloured.sink.send(aMessage(coloured, chinese));
    expect(coloured.arrived()[0]).toContain(`${mark}[31m`);
    expect(widest(coloured.arrived()[0]!)).toBeLessThanOrEqual(80);
    const plain = await aTerminal();
    await plain.sink.send(aMessage(plain, chinese));
    expect(plain.arrived()[0]).not.toContain(mark);
  });
});
