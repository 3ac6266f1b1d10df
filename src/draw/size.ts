/** Size of a picture in pixels at scale 1. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const PICTURE: PictureSize = { width: 800, height: 420 };
