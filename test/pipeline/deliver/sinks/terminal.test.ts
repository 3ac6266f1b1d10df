import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { terminalSink } from '../../../../src/pipeline/deliver/sinks/terminal.ts';
import { aCard } from '../world.ts';
import { aMessage, type SinkBench, sinkContract } from './contract.ts';

interface TerminalBench extends SinkBench {
  close(): Promise<void>;
  broken: boolean;
}

async function aTerminal(columns = 80, env = {}): Promise<TerminalBench> {
  const texts: string[] = [];
  const bench: TerminalBench = {
    broken: false,
    address: { sink: 'terminal', to: 'here' },
    arrived: () => texts,
    logged: () => '',
    close: async () => {},
    sink: terminalSink({
      env,
      terminal: { out: true, columns },
      out: (text) => {
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
  open: () => aTerminal(80, { NO_COLOR: '1' }),
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
  ])('a window of %s columns is used up to %i, Chinese counted as two', async (columns, most) => {
    const bench = await aTerminal(columns, { NO_COLOR: '1' });
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

  test('colours come unless NO_COLOR is set', async () => {
    const mark = String.fromCharCode(27);
    const coloured = await aTerminal();
    await coloured.sink.send(aMessage(coloured, chinese));
    expect(coloured.arrived()[0]).toContain(`${mark}[1m`);
    expect(widest(coloured.arrived()[0]!)).toBeLessThanOrEqual(80);
    const plain = await aTerminal(80, { NO_COLOR: '1' });
    await plain.sink.send(aMessage(plain, chinese));
    expect(plain.arrived()[0]).not.toContain(mark);
  });
});
