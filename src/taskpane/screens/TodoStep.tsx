import { mergeClasses } from "@fluentui/react-components";
import { tell } from "../../actions/runAction";
import { ItemButton } from "../components/ItemButton";
import { StepHeader } from "../components/StepHeader";
import { ToldList } from "../components/ToldList";
import { useLayout } from "../components/useLayout";
import { formatDate, formatDecimalText } from "../model/regional";
import type { TodoItem } from "../model/todo";
import { usePane } from "../pane";
import { STRINGS } from "../strings";

/** The list behind a to-do item; its entries lead to their places. */
export function TodoStep({ item }: { readonly item: TodoItem }): React.JSX.Element {
  const layout = useLayout();
  const pane = usePane();
  const { regional } = pane.services;
  const back = (): void => pane.navigation.patch({ todo: null });
  const title =
    item.kind === "bankLines" ? STRINGS.home.bankLines(item.count)
    : item.kind === "lateCustomers" ? STRINGS.home.lateCustomers(item.count, item.days)
    : item.kind === "typedRows" ? STRINGS.home.typedRows(item.count)
    : item.kind === "damaged" ? STRINGS.home.damaged(item.count)
    : "";
  return (
    <div className={layout.step} onKeyDown={(event) => (event.key === "Escape" ? back() : undefined)}>
      <div className={layout.body}>
        <div className={layout.screen}>
          <StepHeader title={title} onBack={back} />
          {item.kind === "typedRows" || item.kind === "damaged" ? <ToldList label={title} told={item.issues.map(tell)} /> : null}
          {item.kind === "lateCustomers" ? (
            <ul className={layout.list}>
              {item.customers.map((customer) => (
                <li key={customer}>
                  <ItemButton
                    title={customer}
                    onClick={() => pane.openCustomer(customer)}
                  />
                </li>
              ))}
            </ul>
          ) : null}
          {item.kind === "bankLines" ? (
            <>
              <p className={mergeClasses(layout.text, layout.muted)}>{STRINGS.home.bankHint}</p>
              <ul className={layout.list}>
                {item.lines.map((line) => (
                  <li key={line.address}>
                    <ItemButton
                      detail={STRINGS.home.bankLine(formatDate(line.date, regional), line.payer, line.reference)}
                      title={formatDecimalText(line.amount.toFixed(2), regional)}
                      onClick={() => {
                        pane.selectCell(line.address);
                        pane.cash.begin(line);
                        pane.go("cash");
                      }}
                    />
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </div>
    </div>
  );
}
