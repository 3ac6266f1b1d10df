import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A piece of recognised text. Pixels from the top left corner; confidence 0..1 by the engine. */
export type Seen = {
  text: string;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  confidence: number;
};

/** An OCR engine for pictures (PNG): words, cells or lines, in any order. */
export type Ocr = (png: Uint8Array) => Promise<Seen[]>;

/**
 * An engine that the host may have installed; none is part of the program, since each weighs 85 to
 * 400 MB.
 */
type OcrEngine = {
  packages: readonly [name: string, ...data: string[]];
  start: () => Promise<Ocr>;
};

/**
 * Most accurate first. Their names are values, so that types and bundlers do not resolve missing
 * packages.
 */
const ENGINES: readonly [OcrEngine, OcrEngine] = [
  { packages: ['@gutenye/ocr-node'], start: startGutenye },
  { packages: ['tesseract.js', '@tesseract.js-data/chi_sim'], start: startTesseract },
];

let found: Promise<Ocr | null> | undefined;

/**
 * The first engine that is installed and starts, kept for the life of the process; null where there
 * is none.
 */
export function installedOcr(): Promise<Ocr | null> {
  found ??= firstThatStarts();
  return found;
}

async function firstThatStarts(): Promise<Ocr | null> {
  for (const engine of ENGINES.filter(isInstalled)) {
    const ocr = await engine.start().catch(() => null);
    if (ocr !== null) return ocr;
  }
  return null;
}

/** Whether an engine is installed: OCR takes several times the memory of all other files. */
export const isOcrInstalled = (): boolean => ENGINES.some(isInstalled);

const resolver = createRequire(import.meta.url);

function isInstalled({ packages }: OcrEngine): boolean {
  const isIn = (folder: string, name: string) => existsSync(join(folder, name, 'package.json'));
  return packages.every((name) =>
    resolver.resolve.paths(name)?.some((folder) => isIn(folder, name)),
  );
}

type GutenyeLine = { text: string; mean: number; box?: [x: number, y: number][] };
type Gutenye = { default: { create(): Promise<{ detect(path: string): Promise<GutenyeLine[]> }> } };

/** Lines with boxes; its confidence is the mean over the letters of a line. It takes files only. */
async function startGutenye(): Promise<Ocr> {
  const { default: Reader } = (await import(ENGINES[0].packages[0])) as Gutenye;
  const reader = await Reader.create();
  return async (png) => {
    const folder = await mkdtemp(join(tmpdir(), 'picture-'));
    try {
      const path = join(folder, 'picture.png');
      await writeFile(path, png);
      return (await reader.detect(path)).flatMap(({ text, mean, box = [] }): Seen[] => {
        if (box.length === 0) return [];
        const xs = box.map(([x]) => x);
        const ys = box.map(([, y]) => y);
        const corner = { x0: Math.min(...xs), y0: Math.min(...ys) };
        return [{ text, ...corner, x1: Math.max(...xs), y1: Math.max(...ys), confidence: mean }];
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

type Boxed = { bbox: Record<'x0' | 'y0' | 'x1' | 'y1', number> };
type TesseractLine = Boxed & { words: (Boxed & { text: string; confidence: number })[] };
type TesseractPage = { data: { blocks: { paragraphs: { lines: TesseractLine[] }[] }[] | null } };
type Tesseract = {
  createWorker(
    language: string,
    mode: number,
    options: object,
  ): Promise<{
    recognize(png: Buffer, options: object, output: object): Promise<TesseractPage>;
  }>;
};

/** Words with boxes. Its data are in the package: without that path it would download them. */
async function startTesseract(): Promise<Ocr> {
  const [name, data] = ENGINES[1].packages;
  const { createWorker } = (await import(name)) as Tesseract;
  const home = dirname(resolver.resolve(`${data}/package.json`));
  const worker = await createWorker('chi_sim', 1, {
    langPath: join(home, '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
    logger: () => {},
    errorHandler: () => {},
  });
  return async (png) => {
    const { data } = await worker.recognize(Buffer.from(png), {}, { blocks: true });
    const lines = (data.blocks ?? []).flatMap(({ paragraphs }) =>
      paragraphs.flatMap((paragraph) => paragraph.lines),
    );
    // All words of a line get its height: a 一 alone would make a line of its own.
    return lines.flatMap(({ words, bbox: { y0, y1 } }) =>
      words.map(({ text, confidence, bbox: { x0, x1 } }): Seen => {
        return { text, x0, y0, x1, y1, confidence: confidence / 100 };
      }),
    );
  };
}
