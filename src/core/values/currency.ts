/** An ISO 4217 alphabetic code in capitals, e.g. "EUR". Made by `parseCurrency` only. */
export type CurrencyCode = string & { readonly __brand: "CurrencyCode" };

/** Currencies whose minor unit is not 1/100 (ISO 4217, active codes). Every other code has two decimals. */
const DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0,
  VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
  CLF: 4, UYW: 4,
};

/** Reads a currency code: three letters in any case, surrounding blanks ignored. Anything else is null. */
export function parseCurrency(text: string): CurrencyCode | null {
  const code = text.trim();
  // Tested before it is put in capitals: "ß" becomes "SS", which is no code anybody wrote.
  return /^[A-Za-z]{3}$/.test(code) ? (code.toUpperCase() as CurrencyCode) : null;
}

/** Number of decimals of the currency's minor unit: 0, 2, 3 (ISO 4217); 2 when the code is not listed. */
export function currencyDecimals(currency: CurrencyCode): number {
  return DECIMALS[currency] ?? 2;
}
