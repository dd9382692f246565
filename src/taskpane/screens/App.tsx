import { Tab, TabList, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect } from "react";
import { Guard } from "../components/Guard";
import { createLateComponents } from "../components/lateComponents";
import { useFocusReturn } from "../components/useFocusReturn";
import type { BillStep } from "../state/billController";
import { type NavigationState, PLACES, type Place } from "../state/navigation";
import { usePane } from "../pane";
import { STRINGS } from "../strings";
import { useStore } from "../useStore";
import { CloseScreen, lateSteps } from "./CloseScreen";
import { HomeScreen } from "./HomeScreen";

const latePlaces = createLateComponents(async () => (await import(/* webpackChunkName: "latePlaces" */ "./latePlaces")).LATE_PLACES);

const useStyles = makeStyles({
  pane: { display: "flex", flexDirection: "column", height: "100vh", minWidth: "300px", backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1, overflow: "hidden" },
  head: { flexShrink: 0, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  tabs: { justifyContent: "space-between", paddingInline: tokens.spacingHorizontalXS },
  // In wider letters (high contrast, another font) the last tab must not leave a narrow pane.
  tab: { paddingInline: "7px", "@media (max-width: 340px)": { paddingInline: "4px" } },
  place: { display: "flex", flexDirection: "column", flexGrow: 1, minHeight: 0 },
  said: { flexShrink: 0, padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, overflowWrap: "anywhere", borderTop: `1px solid ${tokens.colorNeutralStroke2}`, ":empty": { display: "none" } },
});

/** Names the screen that is shown: a deeper one has a name of its own. */
function screenPath({ close, customer, place, todo, list }: NavigationState, { isSettingUp, step }: { readonly isSettingUp: boolean; readonly step: BillStep }): string {
  switch (place) {
    case "home":
      return isSettingUp ? "home set up" : list !== null ? "home list" : todo !== null ? `home ${todo}` : "home";
    case "bill":
      return `bill ${step}`;
    case "customers":
      return customer === null ? "customers" : `customers ${customer}`;
    case "close":
      return close === null ? place : `close ${close}`;
    case "cash":
      return place;
  }
}

function isPlace(value: unknown): value is Place {
  return PLACES.some((place) => place === value);
}

/** The pane: five places along the top, the place below, a line for short answers at the foot. */
export function App(): React.JSX.Element {
  const styles = useStyles();
  const pane = usePane();
  const navigation = useStore(pane.navigation);
  const { announcement, place } = navigation;
  const { step } = useStore(pane.bill.store);
  const { isOpen: isSettingUp } = useStore(pane.setup.store);
  const focus = useFocusReturn(screenPath(navigation, { step, isSettingUp }));
  // While the first screen is looked at, the others are fetched.
  useEffect(() => {
    void latePlaces.fetch().then(lateSteps.fetch);
  }, []);
  return (
    <div className={styles.pane}>
      <header className={styles.head}>
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
      </header>
      <main className={styles.place}>
        <div aria-labelledby={`tab-${place}`} className={styles.place} id={`place-${place}`} ref={focus.ref} role="tabpanel" onFocus={focus.onFocus}>
        <Guard key={place}>
          {place === "home" ? <HomeScreen /> : null}
          {place === "bill" ? <latePlaces.Shown show={({ BillScreen }) => <BillScreen />} /> : null}
          {place === "cash" ? <latePlaces.Shown show={({ CashScreen }) => <CashScreen />} /> : null}
          {place === "customers" ? <latePlaces.Shown show={({ CustomersScreen }) => <CustomersScreen />} /> : null}
          {place === "close" ? <CloseScreen /> : null}
        </Guard>
        </div>
      </main>
      <div aria-live="polite" className={styles.said} role="status">
        {announcement}
      </div>
    </div>
  );
}
