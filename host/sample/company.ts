/** Finch & Harbour Studio, a design and print studio in Tallinn: the people, prices and rules of the sample company. */
export const SAMPLE_DATE = "2026-02-03";

export const SETTINGS: readonly (readonly [setting: string, value: string])[] = [
  ["Company name", "Finch & Harbour Studio OÜ"], ["Address", "Sadama 12"], ["City", "Tallinn"], ["Postal code", "10111"], ["Country", "Estonia"],
  ["Email", "accounts@finchharbour.example"], ["Tax ID", "EE100000005"], ["Currency", "EUR"], ["Terms", "NET30"], ["Write-off limit", "10.00"],
  ["Sample date", SAMPLE_DATE], ["Late discount", "deduction"],
];
/** January is open for posting; December is not. Set last, or the sample could not be posted. */
export const LOCKED_THROUGH = "2025-12-31";

export interface SampleItem {
  readonly id: string;
  readonly description: string;
  readonly unit: string;
  /** Cents. */
  readonly price: number;
  readonly taxCode: string;
  /** Usual quantities, in hundredths. */
  readonly quantities: readonly number[];
}

export const ITEMS: readonly SampleItem[] = [
  { id: "DESIGN", description: "Graphic design", unit: "hour", price: 85_00, taxCode: "EE", quantities: [400, 650, 800, 1250, 1600] },
  { id: "ART", description: "Art direction", unit: "hour", price: 110_00, taxCode: "EE", quantities: [200, 350, 500] },
  { id: "WEB", description: "Website upkeep", unit: "hour", price: 95_00, taxCode: "EE", quantities: [100, 250, 400] },
  { id: "PHOTO", description: "Product photography, half day", unit: "half day", price: 420_00, taxCode: "EE", quantities: [100, 200] },
  { id: "POSTER", description: "Posters A2, 170 g silk, pack of 50", unit: "pack", price: 138_50, taxCode: "EE", quantities: [100, 200, 400] },
  { id: "LEAFLET", description: "Leaflets A5, folded, per 1,000", unit: "1,000", price: 212_40, taxCode: "EE", quantities: [100, 150, 300] },
  { id: "CARDS", description: "Business cards, letterpress, box of 100", unit: "box", price: 64_95, taxCode: "EE", quantities: [100, 300, 500] },
  { id: "BOOK", description: "Book printing, sewn, per copy", unit: "copy", price: 11_35, taxCode: "EE9", quantities: [5000, 8000, 12000] },
  { id: "ARCHIVE", description: "Artwork archive and hosting, one month", unit: "month", price: 48_00, taxCode: "EE", quantities: [100] },
];

/** Rate in percent from a day on. The standard rate rose from 22 to 24 % on 1 July 2025 (Estonia's Value-Added Tax Act). */
export const TAX_CODES: readonly { readonly code: string; readonly category: string; readonly rate: number; readonly from: string }[] = [
  { code: "EE", category: "S", rate: 22, from: "2024-01-01" },
  { code: "EE", category: "S", rate: 24, from: "2025-07-01" },
  { code: "EE9", category: "S", rate: 9, from: "2024-01-01" },
];

export interface SampleCustomer {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
  readonly email: string;
  readonly taxId: string;
  readonly terms: string;
  readonly currency: "EUR" | "GBP";
  /** In the Customers table; "" leaves it to rows and items. */
  readonly taxCode: string;
  /** For all rows whatever the item. */
  readonly exemption: string;
  readonly owner: string;
  readonly notes: string;
  /** Days from invoice to payment, from and to. */
  readonly pays: readonly [number, number];
  /** The day of the month on which it pays what is due by then; null: each invoice by itself. */
  readonly payRun: number | null;
  /** How many invoices in a hundred half-months. */
  readonly frequency: number;
}

const ESTONIA = { country: "Estonia", currency: "EUR", exemption: "" } as const;

export const CUSTOMERS: readonly SampleCustomer[] = [
  { id: "00417", name: "Rebane & Pojad Köitekoda OÜ", address: "Telliskivi 60a", city: "Tallinn", postalCode: "10412", email: "arved@rebane.example", taxId: "EE100000010", terms: "NET30", taxCode: "EE", owner: "Maarja", notes: "The number keeps its leading zeros.", pays: [18, 31], payRun: 5, frequency: 95, ...ESTONIA },
  { id: "CAFE", name: "Café Müürivahe OÜ", address: "Müürivahe 17", city: "Tallinn", postalCode: "10146", email: "tere@muurivahe.example", taxId: "EE100000021", terms: "NET14", taxCode: "EE", owner: "Maarja", notes: "", pays: [8, 16], payRun: 14, frequency: 96, ...ESTONIA },
  { id: "HOLM", name: "Holm Ferries AS", address: "Reisisadam 3", city: "Tallinn", postalCode: "10111", email: "invoices@holmferries.example", taxId: "EE100000032", terms: "NET30", taxCode: "EE", owner: "Maarja", notes: "Pays on the day it promises.", pays: [25, 34], payRun: 2, frequency: 98, ...ESTONIA },
  { id: "KALDA", name: "Kalda Theatre Group MTÜ", address: "Kalda 5\nBackstage entrance", city: "Tartu", postalCode: "51003", email: "kassa@kaldatheatre.example", taxId: "EE100000043", terms: "NET30", taxCode: "EE", owner: "Maarja", notes: "Pays by cheque.", pays: [22, 33], payRun: 18, frequency: 84, ...ESTONIA },
  { id: "NORDL", name: "Nordlicht Verlag GmbH", address: "Speicherstraße 4", city: "Lübeck", postalCode: "23552", country: "Germany", email: "rechnung@nordlicht.example", taxId: "DE999999990", terms: "NET30", currency: "EUR", taxCode: "", exemption: "AE", owner: "Maarja", notes: "Reverse charge. Not Nordlichter.", pays: [26, 36], payRun: 10, frequency: 90 },
  { id: "NORDLR", name: "Nordlichter Verlag GmbH", address: "Am Fährhaus 2", city: "Kiel", postalCode: "24103", country: "Germany", email: "buchhaltung@nordlichter.example", taxId: "DE999999981", terms: "NET30", currency: "EUR", taxCode: "", exemption: "AE", owner: "Maarja", notes: "Reverse charge. Not Nordlicht.", pays: [20, 30], payRun: null, frequency: 78 },
  { id: "PAPER", name: "Papermill Trading OÜ", address: "Masti 7", city: "Tallinn", postalCode: "11911", email: "ap@papermill.example", taxId: "EE100000054", terms: "2-10-NET30", taxCode: "EE", owner: "Maarja", notes: "Takes the 2 % when it can.", pays: [6, 10], payRun: null, frequency: 92, ...ESTONIA },
  { id: "STUDIO9", name: "Studio 9 Arhitektid OÜ", address: "Kopli 25", city: "Tallinn", postalCode: "10412", email: "studio@studio9.example", taxId: "EE100000065", terms: "NET30", taxCode: "EE", owner: "Maarja", notes: "", pays: [28, 40], payRun: 28, frequency: 88, ...ESTONIA },
  { id: "BAKER", name: "Baker & Finch Ltd", address: "Unit 3, Ropewalk Yard", city: "Bristol", postalCode: "BS1 6ED", country: "United Kingdom", email: "payables@bakerfinch.example", taxId: "GB999999973", terms: "INSTALMENTS", currency: "GBP", taxCode: "", exemption: "O", owner: "Jaan", notes: "Billed in pounds, 30 % after 15 days and the rest after 45.", pays: [16, 47], payRun: null, frequency: 70 },
  { id: "MUSEUM", name: "Estonian Foundation for the Preservation of Historic Harbours, Lighthouses and Inland Waterways SA", address: "Attn: Finance office\nFat Margaret tower, 2nd floor\nPikk 70", city: "Tallinn", postalCode: "10133", email: "finance@harbours.example", taxId: "EE100000076", terms: "EOM+30", taxCode: "", owner: "Jaan", notes: "Tax code differs from job to job: enter it in the row.", pays: [30, 55], payRun: 20, frequency: 94, ...ESTONIA },
  { id: "OLIVE", name: "Olive & Thyme Catering OÜ", address: "Rotermanni 8", city: "Tallinn", postalCode: "10111", email: "info@olivethyme.example", taxId: "EE100000087", terms: "NET14", taxCode: "EE", owner: "Jaan", notes: "Late since October: see Activity.", pays: [20, 38], payRun: 25, frequency: 86, ...ESTONIA },
  { id: "TAMM", name: "Tamm & Kask Advokaadibüroo", address: "Roosikrantsi 11", city: "Tallinn", postalCode: "10119", email: "arved@tammkask.example", taxId: "EE100000098", terms: "NET30", taxCode: "EE", owner: "Jaan", notes: "", pays: [15, 28], payRun: 12, frequency: 80, ...ESTONIA },
];

export function customerOf(id: string): SampleCustomer {
  const customer = CUSTOMERS.find((candidate) => candidate.id === id);
  if (customer === undefined) throw new Error(`The sample has no customer ${id}`);
  return customer;
}
