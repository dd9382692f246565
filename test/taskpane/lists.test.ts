import { currencyFigures, allAccounts, stripBuckets } from "../../src/taskpane/model/figures";
import { listItems } from "../../src/taskpane/model/itemList";
import { selectedCell } from "../../src/taskpane/model/customerAt";
