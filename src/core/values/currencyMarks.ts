import { type CurrencyCode, parseCurrency } from "./currency";

const RUPEES: readonly string[] = ["PKR", "INR", "LKR", "NPR", "MUR", "SCR"];

/** Signs that stand for one or several currencies. A sign of several is accepted for each of them. */
const SIGNS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  "€": ["EUR"], "£": ["GBP", "EGP", "FKP", "GIP", "LBP", "SHP", "SSP", "SDG", "SYP"], "¥": ["JPY", "CNY"], "円": ["JPY"], "元": ["CNY", "TWD"], "圓": ["TWD", "HKD"], "원": ["KRW"], "₹": ["INR"],
  "₩": ["KRW", "KPW"], "₽": ["RUB"], "₺": ["TRY"], "₴": ["UAH"], "₪": ["ILS"], "₫": ["VND"], "₦": ["NGN"], "₱": ["PHP"], "฿": ["THB"],
  "₡": ["CRC"], "₲": ["PYG"], "₵": ["GHS"], "₸": ["KZT"], "₼": ["AZN"], "₾": ["GEL"], "₨": RUPEES, "rs": RUPEES, "rs.": RUPEES,
  "$": [
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "DOP", "JMD", "TTD", "BBD", "BSD", "BZD",
    "BMD", "KYD", "XCD", "GYD", "SRD", "FJD", "SBD", "BND", "NAD", "LRD",
  ],
  "us$": ["USD"], "ca$": ["CAD"], "c$": ["CAD"], "a$": ["AUD"], "au$": ["AUD"], "nz$": ["NZD"], "s$": ["SGD"], "hk$": ["HKD"],
  "mx$": ["MXN"], "nt$": ["TWD"], "rp": ["IDR"], "rm": ["MYR"], "tl": ["TRY"], "sfr": ["CHF"], "sfr.": ["CHF"], "руб": ["RUB"], "руб.": ["RUB"], "грн": ["UAH"], "грн.": ["UAH"], "r$": ["BRL"], "r": ["ZAR"], "fr": ["CHF"], "fr.": ["CHF"], "kr": ["SEK", "NOK", "DKK", "ISK"],
  "kr.": ["DKK", "SEK", "NOK", "ISK"], "zł": ["PLN"], "kč": ["CZK"], "ft": ["HUF"], "lei": ["RON", "MDL"], "лв": ["BGN"], "лв.": ["BGN"],
}));

/** Whether a code or sign ("EUR", "€", "kr.") can stand for the currency. */
export function standsFor(mark: string, currency: CurrencyCode): boolean {
  return parseCurrency(mark) === currency || SIGNS.get(mark.toLowerCase())?.includes(currency) === true;
}

/** Whether it can stand for any currency: three letters, or a known sign. */
export function isCurrencyMark(mark: string): boolean {
  return parseCurrency(mark) !== null || SIGNS.has(mark.toLowerCase());
}
