/** An object whose properties are computed at first access, each once. */
export function lazily<T extends object>(makers: { readonly [K in keyof T]: () => T[K] }): T {
  const whole = {} as T;
  for (const key of Object.keys(makers) as (keyof T)[]) {
    let made: { readonly value: T[keyof T] } | null = null;
    const get = () => {
      made ??= { value: makers[key]() };
      return made.value;
    };
    Object.defineProperty(whole, key, { enumerable: true, get });
  }
  return whole;
}

/** A copy with other values of some properties; others stay lazy. */
export function withParts<T extends object>(whole: T, changed: Partial<T>): T {
  const parts = {
    ...Object.getOwnPropertyDescriptors(whole),
    ...Object.getOwnPropertyDescriptors(changed),
  };
  return Object.defineProperties({}, parts) as T;
}
