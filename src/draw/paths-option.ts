/** Lines over numbered days around an event. */
export interface Paths {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly points: readonly { x: number; y: number }[] }[];
}

/** Colours that tell lines apart for people who see no red or green either (Okabe and Ito). */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];
const INK = '#1f2937';
const QUIET = '#6b7280';
const NARROW = 500;

/** Paths around day 0 in the words of the chart library, in percent. */
export function pathsOption(paths: Paths, family: string, width: number) {
  const narrow = width < NARROW;
  const text = { fontFamily: family, color: INK };
  return {
    animation: false,
    backgroundColor: '#ffffff',
    color: COLOURS,
    textStyle: text,
    title: {
      text: paths.title,
      left: narrow ? 10 : 20,
      top: 14,
      textStyle: {
        ...text,
        fontSize: narrow ? 13 : 16,
        fontWeight: 'normal',
        width: width - 30,
        overflow: 'break',
      },
    },
    legend: { bottom: 8, textStyle: { ...text, fontSize: 13 } },
    grid: { left: 50, right: 30, top: narrow ? 70 : 60, bottom: narrow ? 90 : 70 },
    xAxis: {
      type: 'value',
      min: 'dataMin',
      max: 'dataMax',
      axisLabel: { color: QUIET },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      axisLabel: { formatter: '{value} %', color: QUIET },
      splitLine: { lineStyle: { color: '#e5e7eb' } },
    },
    series: paths.lines.map(({ name, points }) => ({
      type: 'line',
      name,
      symbol: 'none',
      lineStyle: { width: 2 },
      data: points.map(({ x, y }) => [x, y]),
    })),
  };
}
