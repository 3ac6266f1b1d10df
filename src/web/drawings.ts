import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { oncePerKey } from '../draw/draw-once.ts';
import type { PictureSize } from '../draw/size.ts';
import { PICTURE_POLICY } from './security/headers.ts';

/** How a visitor's page wants a drawing. */
export interface PictureStyle {
  readonly dark: boolean;
  /** For a phone. */
  readonly narrow: boolean;
}

/** Drawings that were made, by what is drawn: the same figures are drawn once, and a browser that has them gets 304. */
export interface Drawings {
  send(
    c: Context,
    type: 'image/svg+xml; charset=utf-8' | 'image/png',
    /** Everything that the drawing is made of. */
    of: unknown,
    draw: () => Promise<string | Uint8Array>,
  ): Promise<Response>;
}

const PHONE: PictureSize = { width: 380, height: 360 };
/** An SVG is some 20 kB: a hundred are two megabytes. */
const MAX_CACHED = 100;

export function pictureStyle(c: Context): PictureStyle {
  return { dark: c.req.query('dark') === '1', narrow: c.req.query('narrow') === '1' };
}

/** Pixels of a drawing: on a phone letters would shrink with a wide one. */
export function sizeOf(style: PictureStyle, wide: PictureSize): PictureSize {
  return style.narrow ? PHONE : wide;
}

export function createDrawings(version: string): Drawings {
  const once = oncePerKey<string | Uint8Array>(MAX_CACHED);
  return {
    async send(c, type, of, draw) {
      const key = createHash('sha256')
        .update(JSON.stringify([version, type, of]))
        .digest('base64url');
      const tag = `"${key}"`;
      c.header('etag', tag);
      if (type !== 'image/png') c.header('content-security-policy', PICTURE_POLICY);
      if ((c.req.header('if-none-match') ?? '').includes(tag)) return c.body(null, 304);
      const drawn = await once(key, draw);
      const body = typeof drawn === 'string' ? drawn : new Uint8Array(drawn);
      return c.body(body, 200, { 'content-type': type });
    },
  };
}
