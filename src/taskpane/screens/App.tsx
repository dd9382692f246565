import { Tab, TabList, makeStyles, tokens } from "@fluentui/react-components";
import { Guard } from "../components/Guard";
import { PLACES, type Place } from "../state/navigation";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { BillScreen } from "./BillScreen";
import { CashScreen } from "./CashScreen";
import { CustomersScreen } from "./CustomersScreen";
import { HomeScreen } from "./HomeScreen";
import { SettingsScreen } from "./SettingsScreen";

const useStyles = makeStyles({
  pane: { display: "flex", flexDirection: "column", height: "100vh", minWidth: "300px", backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, overflow: "hidden" },
  tabs: { flexShrink: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, justifyContent: "space-between", paddingInline: tokens.spacingHorizontalXS },
  tab: { paddingInline: "7px" },
  place: { display: "flex", flexDirection: "column", flexGrow: 1, minHeight: 0 },
  said: { flexShrink: 0, padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, overflowWrap: "anywhere", borderTop: `1px solid ${tokens.colorNeutralStroke2}`, ":empty": { display: "none" } },
});

function isPlace(value: unknown): value is Place {
  return PLACES.some((place) => place === value);
}

/** The pane: five places along the top, the place below, a line for short answers at the foot. */
export function App(): React.JSX.Element {
  const styles = useStyles();
  const pane = usePane();
  const { announcement, place } = useStore(pane.navigation);
  return (
    <div className={styles.pane}>
      <TabList
        aria-label={STRINGS.placesLabel}
        className={styles.tabs}
        selectedValue={place}
        size="small"
        onTabSelect={(_, { value }) => {
          if (isPlace(value)) pane.go(value);
        }}
      >
        {PLACES.map((each) => (
          <Tab aria-controls={`place-${each}`} className={styles.tab} id={`tab-${each}`} key={each} value={each}>
            {STRINGS.places[each]}
          </Tab>
        ))}
      </TabList>
      <main aria-labelledby={`tab-${place}`} className={styles.place} id={`place-${place}`} role="tabpanel">
        <Guard key={place}>
          {place === "home" ? <HomeScreen /> : null}
          {place === "bill" ? <BillScreen /> : null}
          {place === "cash" ? <CashScreen /> : null}
          {place === "customers" ? <CustomersScreen /> : null}
          {place === "close" ? <SettingsScreen /> : null}
        </Guard>
      </main>
      <div aria-live="polite" className={styles.said} role="status">
        {announcement}
      </div>
    </div>
  );
}
