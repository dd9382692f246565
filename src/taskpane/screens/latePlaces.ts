import { BillScreen } from "./BillScreen";
import { CashScreen } from "./CashScreen";
import { CustomersScreen } from "./CustomersScreen";

/** The places that are not shown first; fetched while the first one is looked at. */
export const LATE_PLACES = { BillScreen, CashScreen, CustomersScreen };
