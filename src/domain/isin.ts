const SHAPE = /^[A-Z]{2}[A-Z0-9]{9}[0-9]$/u;

/**
 * An ISIN (ISO 6166) in capitals without blanks; null where the text has not its shape or its check
 * digit is wrong.
 */
export function readIsin(text: string): string | null {
  const isin = text.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase();
  return SHAPE.test(isin) && hasCheckDigit(isin) ? isin : null;
}

/** Letters count as two digits (A = 10); every second digit from the end is doubled (Luhn). */
function hasCheckDigit(isin: string): boolean {
  const digits = Array.from(isin, (one) => Number.parseInt(one, 36)).join('');
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
      return total + Math.floor(value / 10) + (value % 10);
    }, 0);
  return sum % 10 === 0;
}

/**
 * Listings that an ISIN of Korea may name: KRX makes that of common shares of their symbol
 * (`KR7005930003` = 005930). Empty for any other.
 */
export function koreanListings(isin: string): string[] {
  const symbol = /^KR7(\d{6})00\d$/u.exec(isin)?.[1];
  return symbol === undefined ? [] : [`XKRX:${symbol}`, `XKOS:${symbol}`];
}
