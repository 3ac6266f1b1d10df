import type { Chart } from '../domain/card.ts';

/** Colours that tell lines apart for people who see no red or green either (Okabe and Ito). */
const LINES = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00'];
const BANDS = ['#f4f5f7', '#e6effc', '#fdf3d1', '#fde4cf', '#fbd5d5'];
const INK = '#1f2937';
const QUIET = '#6b7280';
const MOST_MARKS = 12;
const FEW_MARKS = 6;
const LONGEST_LABEL = 18;
/** Pixels below which a picture is for a phone. */
const NARROW = 500;

/**
 * The description of a chart in the words of the chart library; `family` is a font that is registered. On a narrow picture fewer
 * labels stand, so that letters keep their size on a phone.
 */
export function optionOf(chart: Chart, family: string, width = 800) {
  const several = chart.series.length > 1;
  const narrow = width < NARROW;
  const { from, to } = rangeOf(chart);
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: family, color: INK },
    title: {
      text: shortened(chart.title, narrow ? 46 : 60),
      left: narrow ? 10 : 20,
      top: 14,
      textStyle: { fontSize: narrow ? 13 : 17, fontWeight: 'normal', color: INK, fontFamily: family },
    },
    ...(several
      ? {
          legend: {
            bottom: 8,
            left: 'center',
            itemGap: 18,
            textStyle: { fontFamily: family, color: INK, fontSize: 13 },
          },
        }
      : {}),
    grid: {
      left: narrow ? 36 : 50,
      right: chart.bands === undefined ? 30 : narrow ? 88 : 86,
      top: chart.marks.length > 0 ? 104 : 60,
      bottom: several ? 70 : 40,
    },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      axisLine: { lineStyle: { color: '#9ca3af' } },
      axisLabel: {
        color: QUIET,
        fontFamily: family,
        fontSize: 12,
        hideOverlap: true,
        formatter: dateLabel(from, to),
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: ceiling(chart),
      axisLabel: { color: QUIET, fontFamily: family, fontSize: 12 },
      splitLine: { lineStyle: { color: '#e5e7eb' } },
    },
    series: chart.series.map((one, index) => ({
      type: 'line',
      name: shortened(one.name, 28),
      data: one.points.map((point) => [point.at, point.value]),
      showSymbol: one.points.length < 3,
      symbolSize: 6,
      lineStyle: { width: 2.5, color: LINES[index % LINES.length] },
      itemStyle: { color: LINES[index % LINES.length] },
      ...(index === 0 ? { ...marks(chart, family, width), ...bands(chart, family) } : {}),
    })),
  };
}

function rangeOf(chart: Chart): { from: number; to: number } {
  const times = [
    ...chart.series.flatMap((one) => one.points.map((point) => point.at)),
    ...chart.marks.map((mark) => mark.at),
  ];
  return times.length === 0 ? { from: 0, to: 1 } : { from: Math.min(...times), to: Math.max(...times) };
}

/** The next band's edge above the highest point, so that a low score does not fill the picture and 100 is never cut. */
function ceiling(chart: Chart): number {
  const highest = Math.max(0, ...chart.series.flatMap((one) => one.points.map((point) => point.value)));
  return [25, 50, 75, 100].find((edge) => highest < edge * 0.92) ?? 100;
}

/** The newest marks. Labels stand on three rows; where a fourth would be needed, the line stands without one. */
function marks(chart: Chart, family: string, width: number) {
  const most = width < NARROW ? FEW_MARKS : MOST_MARKS;
  const shown = chart.marks.toSorted((a, b) => a.at - b.at).slice(-most);
  const { from, to } = rangeOf(chart);
  const rows = rowsOf(shown, from, to, width - BESIDE_PLOT);
  return {
    markLine: {
      symbol: 'none',
      silent: true,
      data: shown.map((mark, index) => ({
        xAxis: mark.at,
        lineStyle: {
          color: mark.kind === 'deadline' ? '#b45309' : '#374151',
          type: mark.kind === 'deadline' ? 'dashed' : 'solid',
          width: 1,
        },
        label: {
          show: rows[index] !== null,
          position: 'end',
          distance: 4 + (rows[index] ?? 0) * 15,
          align: place(mark.at, from, to),
          formatter: shortened(mark.label, LONGEST_LABEL),
          color: mark.kind === 'deadline' ? '#92400e' : INK,
          fontSize: 11,
          fontFamily: family,
        },
      })),
    },
  };
}

const ROWS = 3;
const BESIDE_PLOT = 140;

/** The row of each label, from the newest back, so that none covers another; null = no room. */
function rowsOf(
  shown: readonly Chart['marks'][number][],
  from: number,
  to: number,
  plot: number,
): (number | null)[] {
  const free: number[] = new Array(ROWS).fill(Number.POSITIVE_INFINITY);
  const rows: (number | null)[] = new Array(shown.length).fill(null);
  for (let index = shown.length - 1; index >= 0; index--) {
    const mark = shown[index]!;
    const width = widthOf(shortened(mark.label, LONGEST_LABEL)) + 8;
    const x = ((mark.at - from) / Math.max(1, to - from)) * plot;
    const lean = place(mark.at, from, to);
    const left = lean === 'left' ? x : lean === 'right' ? x - width : x - width / 2;
    const row = free.findIndex((edge) => left + width <= edge);
    if (row < 0) continue;
    rows[index] = row;
    free[row] = left;
  }
  return rows;
}

/** Pixels that a label of 11 pixels takes: Chinese is about twice as wide as Latin. */
function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e80 ? 11.5 : 6.2), 0);
}

/** A label near an edge leans inward. */
function place(at: number, from: number, to: number): 'left' | 'center' | 'right' {
  const part = to === from ? 0.5 : (at - from) / (to - from);
  return part < 0.12 ? 'left' : part > 0.88 ? 'right' : 'center';
}

function bands(chart: Chart, family: string) {
  if (chart.bands === undefined) return {};
  const top = ceiling(chart);
  const edges = [0, ...chart.bands.map((band) => band.below)];
  const seen = chart.bands.flatMap((band, index) =>
    edges[index]! >= top
      ? []
      : [{ band, low: edges[index]!, high: Math.min(top, band.below), colour: BANDS[index % BANDS.length] }],
  );
  return {
    markArea: {
      silent: true,
      data: seen.map(({ band, low, high, colour }) => [
        {
          yAxis: low,
          itemStyle: { color: colour },
          label: {
            show: true,
            position: ['100%', '42%'],
            distance: 0,
            offset: [8, 0],
            formatter: band.label,
            color: QUIET,
            fontSize: 12,
            fontFamily: family,
          },
          name: band.label,
        },
        { yAxis: high },
      ]),
    },
    z: 3,
  };
}

const DAY = 86_400_000;

/** Months where the picture spans months, days where it spans weeks. */
function dateLabel(from: number, to: number) {
  const length = to - from > 150 * DAY ? 7 : 10;
  return (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, length);
}

function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
