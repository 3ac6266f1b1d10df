/** Size of a picture in pixels at scale 1. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const PICTURE: PictureSize = { width: 800, height: 420 };

/** As wide as a chat shows a picture: on a phone its letters keep three quarters of their size. */
export const PHONE: PictureSize = { width: 400, height: 300 };
