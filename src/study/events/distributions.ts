/** Standard normal distribution function, to about 14 digits; the series of Marsaglia (2004), J. Stat. Software 11(4). */
export function normalCdf(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let sum = x;
  for (let term = x, n = 3; Math.abs(term) > 1e-17; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Student's t distribution function for whole degrees of freedom; Abramowitz and Stegun, 26.7.3 and 26.7.4. */
export function studentCdf(t: number, dof: number): number {
  const angle = Math.atan(t / Math.sqrt(dof));
  const cosine = Math.cos(angle);
  const odd = dof % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = dof === 1 ? 0 : term;
  for (let n = odd ? 3 : 2; n < dof; n += 2) {
    term *= (cosine * cosine * (n - 1)) / n;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return 0.5 + within / 2;
}

/** The t below which a share `p` above one half lies, by bisection. */
export function studentQuantile(p: number, dof: number): number {
  let [low, high] = [0, 1];
  while (studentCdf(high, dof) < p) high *= 2;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, dof) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
