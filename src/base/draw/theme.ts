/** Size of a picture in pixels at scale 1. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export const PICTURE: PictureSize = { width: 800, height: 420 };

/** As wide as a chat shows a picture: on a phone its letters keep three quarters of their size. */
export const PHONE: PictureSize = { width: 400, height: 300 };

/** Pixels below which a picture is for a phone. */
export const NARROW = 500;
const TITLE = 17;
export const LETTER = 14;

const PAPER = '#ffffff';
export const INK = '#1f2937';
const QUIET = '#6b7280';
export const AXIS = '#9ca3af';
const GRID = '#e5e7eb';
/** Line colours that stay distinct for colour-blind readers (Okabe and Ito). */
export const LINES = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];
export const WARN = '#b45309';

/**
 * What each light colour becomes on a dark ground: the same order of light, enough contrast for
 * text.
 */
const DARK: Readonly<Record<string, string>> = {
  [PAPER]: '#15191f',
  [INK]: '#e5e9ef',
  [QUIET]: '#a6afbb',
  [AXIS]: '#6b7683',
  [GRID]: '#39424e',
  '#374151': '#c3cad4',
  '#0072b2': '#56b4e9',
  [WARN]: '#f0a94e',
  '#92400e': '#f0b768',
  '#f4f5f7': '#1a1f26',
  '#e6effc': '#18253a',
  '#fdf3d1': '#332c14',
  '#fde4cf': '#3a2614',
  '#fbd5d5': '#3d1b1d',
};

/** The same description with every colour exchanged; functions and numbers stay. */
export function darkened(value: unknown): unknown {
  if (typeof value === 'string') return DARK[value.toLowerCase()] ?? value;
  if (Array.isArray(value)) return value.map(darkened);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, darkened(one)]));
}

/** Letters beside a drawing. */
export const QUIET_TEXT = { color: QUIET, fontSize: LETTER };
const AXIS_LOOK = {
  axisLabel: QUIET_TEXT,
  axisLine: { lineStyle: { color: AXIS } },
  splitLine: { lineStyle: { color: GRID } },
};

/**
 * What every drawing has where its option says nothing else: a light ground, one font, quiet axes.
 */
export const themeOf = (fontFamily: string) => ({
  animation: false,
  backgroundColor: PAPER,
  color: LINES,
  textStyle: { fontFamily, color: INK },
  categoryAxis: AXIS_LOOK,
  valueAxis: AXIS_LOOK,
  timeAxis: AXIS_LOOK,
  logAxis: AXIS_LOOK,
});

/** Room of a line of a title: a reader's own font may be wider than the one that is measured. */
const titleWidth = (width: number) => (width - 16) * 0.85;

/** A title above a drawing: it is broken, never cut. */
export const titled = (text: string, width: number) => ({
  text,
  left: 8,
  top: 8,
  textStyle: {
    color: INK,
    fontSize: TITLE,
    fontWeight: 'normal',
    width: titleWidth(width),
    overflow: 'break',
  },
});

/** Height of the title of a drawing, with the ground above it. */
export const titleHeight = (title: string, width: number): number =>
  8 + linesOf(title, TITLE, titleWidth(width)) * (TITLE + 6);

/**
 * Pixels that a text takes, about: a Chinese character is as wide as it is high, a Latin one half
 * of it.
 */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, one) => sum + size * (one.codePointAt(0)! > 0x2e80 ? 1 : 0.5), 0);
}

/** Lines that a text takes when it is broken at a width, at least one. */
export function linesOf(text: string, size: number, width: number): number {
  return Math.max(1, Math.ceil(textWidth(text, size) / width));
}
