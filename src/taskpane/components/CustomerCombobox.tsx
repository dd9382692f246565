import { Combobox, Field, Option, makeStyles } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import type { Books } from "../../live/books";
import { type CustomerChoice, findCustomers } from "../model/customers";
import { STRINGS } from "../strings";

const useStyles = makeStyles({ box: { minWidth: 0, width: "100%" }, input: { minWidth: 0, width: "100%" }, option: { overflowWrap: "anywhere" }, list: { maxHeight: "240px" } });

export interface CustomerComboboxProps {
  readonly books: Books;
  readonly onChoose: (choice: CustomerChoice) => void;
  readonly onSearch: (text: string) => void;
  readonly problem: string;
  readonly search: string;
  /** Id; "" while none is chosen. */
  readonly selected: string;
}

/** Finds a customer while typing, by name, id or the number of a document. */
export function CustomerCombobox({ books, onChoose, onSearch, problem, search, selected }: CustomerComboboxProps): React.JSX.Element {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const isChosen = selected !== "" && search === selected;
  const choices = useMemo(() => findCustomers(books, isChosen ? "" : search), [books, search, isChosen]);
  const named = books.customers.find(selected === "" ? search : selected);
  const name = named.kind === "found" ? (named.entry.name ?? named.entry.id) : "";
  const message = problem === "" ? (isChosen && name !== selected ? { hint: name } : { hint: STRINGS.cash.customerHint }) : { validationMessage: problem, validationState: "error" as const };
  return (
    <Field label={STRINGS.cash.customer} required {...message}>
      <Combobox
        className={styles.box}
        freeform
        inlinePopup
        open={isOpen}
        input={{ className: styles.input }}
        listbox={{ className: styles.list }}
        selectedOptions={selected === "" ? [] : [selected]}
        value={search}
        onBlur={() => {
          if (selected === "" && search.trim() !== "" && named.kind === "found") onChoose({ id: named.entry.id, name, document: "" });
        }}
        onChange={(event) => {
          setOpen(true);
          onSearch(event.target.value);
        }}
        onOpenChange={(_, data) => setOpen(data.open)}
        onOptionSelect={(_, { optionValue }) => {
          const choice = choices.find(({ id }) => id === optionValue);
          if (choice !== undefined) onChoose(choice);
        }}
      >
        {choices.map(({ document, id, name: customerName }) => (
          <Option className={styles.option} key={id} text={id} value={id}>
            {[customerName, id === customerName ? "" : id, document === "" ? "" : STRINGS.cash.byDocument(document)].filter((part) => part !== "").join(" · ")}
          </Option>
        ))}
        {choices.length === 0 ? (
          <Option disabled key="none" text={search} value="">
            {STRINGS.cash.noCustomer(search)}
          </Option>
        ) : null}
      </Combobox>
    </Field>
  );
}
