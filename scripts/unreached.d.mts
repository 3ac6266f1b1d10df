export function removeUnreached(
  home: string,
  entries: Readonly<Record<string, readonly string[]>>,
): void;
