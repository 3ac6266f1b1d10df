import { writeFileSync } from 'node:fs';
import type { Io } from '../src/app/io.ts';
import { playDemo } from '../src/demo/play.ts';

// Draws `docs/alert.svg`, the picture of the README, from what the demo really prints: `node scripts/alert-picture.ts`.

const out: string[] = [];
const io: Io = {
  out: (text) => void out.push(text),
  err: () => {},
  env: {},
  now: Date.now,
  terminal: { out: false, err: false, columns: 80 },
  stopped: new Promise(() => {}),
};
await playDemo(io, 'en');
const list = out.find((text) => text.includes('MIIT: ordered to rectify'));
if (list === undefined) throw new Error('the demo told no list');
writeFileSync('docs/alert.svg', svg(shortened(list.split('\n'))));

/** The head, the first and the third company, and the small print: a picture, not the whole message. */
function shortened(lines: readonly string[]): string[] {
  const starts = lines.flatMap((line, index) => (/^\S.*\(.*\)$/.test(line) && index > 3 ? [index] : []));
  const trip = starts.find((index) => lines[index]!.startsWith('Trip.com')) ?? starts[0]!;
  const end = starts.find((index) => index > trip) ?? lines.length;
  const coverage = lines.findIndex((line) => /^\s+43 apps/.test(line));
  return [
    ...lines.slice(0, starts[0]),
    ...lines.slice(trip, end),
    '  …',
    ...lines.slice(coverage - 1).filter((line) => !line.startsWith('Source:')),
  ].filter((line) => !line.startsWith('─'));
}

function svg(lines: readonly string[]): string {
  const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const height = lines.length * 19 + 32;
  const rows = lines
    .map((line, index) => {
      const bold =
        index === 0 || /^\S.*\(.*\)$/.test(line) || line.includes('Deadline') || line.includes('Score ');
      return `<text x="18" y="${index * 19 + 30}"${bold ? ' class="b"' : ''} xml:space="preserve">${safe(line)}</text>`;
    })
    .join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="${height}" viewBox="0 0 720 ${height}" role="img" aria-label="An alert in the terminal">
<style>text{font:13.5px ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC","Noto Sans CJK SC",monospace;fill:#d7dae0}.b{font-weight:700;fill:#fff}</style>
<rect width="720" height="${height}" rx="10" fill="#1b1e24"/>
${rows}
</svg>
`;
}
