/** Single parts of the chart library, which declares types only for its lists of them. */
declare module 'echarts/lib/*' {
  type Used = Parameters<typeof import('echarts/core').use>[0];
  export const install: Exclude<Used, readonly unknown[]>;
}
