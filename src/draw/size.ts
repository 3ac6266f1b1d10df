/** Size of a picture in pixels at scale 1. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const PICTURE: PictureSize = { width: 800, height: 420 };

/** As wide as a chat shows a picture: on a phone its letters keep three quarters of their size. */
export const PHONE: PictureSize = { width: 400, height: 300 };

/** Pixels that a text takes, about: a Chinese character is as wide as it is high, a Latin one half of it. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, one) => sum + size * (one.codePointAt(0)! > 0x2e80 ? 1 : 0.5), 0);
}

/** Lines that a text takes when it is broken at a width, at least one. */
export function linesOf(text: string, size: number, width: number): number {
  return Math.max(1, Math.ceil(textWidth(text, size) / width));
}
