/** A piece of text that was read off a picture. Pixels from its top left corner; confidence 0..1 as the engine gives it. */
export type Seen = { text: string; x0: number; y0: number; x1: number; y1: number; confidence: number };

/** An engine that reads the letters of a picture (PNG): words, cells or lines, in any order. */
export type Ocr = (png: Uint8Array) => Promise<Seen[]>;
