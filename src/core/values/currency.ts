/** An ISO 4217 alphabetic code in capitals, e.g. "EUR". Made by `parseCurrency` only. */
export type CurrencyCode = string & { readonly __brand: "CurrencyCode" };

/** Currencies whose minor unit is not 1/100 (ISO 4217, active codes). Every other code has two decimals. */
const DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0,
  VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
  CLF: 4, UYW: 4,
};

/**
 * ISO 4217's active codes that money can be in, and those withdrawn since 2020, which old invoices still bear. Codes without
 * a minor unit (gold, drawing rights, testing, "no currency") are none that an invoice can be in.
 */
const ISO_CODES: ReadonlySet<string> = new Set((
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU " +
  "CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD " +
  "JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO " +
  "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT " +
  "TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG " +
  "ANG BGN CUC HRK SLL ZWL"
).split(" "));

/** Reads a currency code: three letters in any case, surrounding blanks ignored. Anything else is null. */
export function parseCurrency(text: string): CurrencyCode | null {
  const code = text.trim();
  // Tested before it is put in capitals: "ß" becomes "SS", which is no code anybody wrote.
  return /^[A-Za-z]{3}$/.test(code) ? (code.toUpperCase() as CurrencyCode) : null;
}

/** Whether ISO 4217 knows the code as money: "EUO" has the shape of a code and is none, "XXX" means "no currency". */
export function isIsoCurrency(currency: CurrencyCode): boolean {
  return ISO_CODES.has(currency);
}

/** Number of decimals of the currency's minor unit: 0, 2, 3 (ISO 4217; 4 in two units of account); 2 when it is not listed. */
export function currencyDecimals(currency: CurrencyCode): number {
  return DECIMALS[currency] ?? 2;
}
