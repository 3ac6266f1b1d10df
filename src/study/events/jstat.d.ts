/** The few distribution functions that are used; the package ships no types. */
declare module 'jstat' {
  const library: {
    readonly jStat: {
      readonly studentt: { cdf(x: number, dof: number): number; inv(p: number, dof: number): number };
      readonly normal: { cdf(x: number, mean: number, sd: number): number };
    };
  };
  export default library;
}
