export function withoutSymbols(file: Buffer): Buffer | null;
export function removeSymbols(path: string): void;
