/** A text field that offers what may be meant; it can be left and used without them. */
import { type ComponentProps, type KeyboardEvent, type ReactNode, useState } from "react";

export interface Offer {
  /** What the field holds when it is taken. */
  value: string;
  shown: ReactNode;
  hint: ReactNode;
  /** More is offered for what the field holds then. */
  goesOn?: boolean;
}

interface ComboboxProps
  extends Omit<ComponentProps<"input">, "value" | "onChange" | "list" | "id" | "role"> {
  id: string;
  value: string;
  onValue: (value: string) => void;
  /** What is offered for what the field holds. */
  offers: readonly Offer[];
  /** An offer was taken; the field holds it already. */
  onTaken?: (value: string) => void;
}

export function Combobox({ id, value, onValue, offers, onTaken, ...rest }: ComboboxProps) {
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = isOpen && offers.length > 0;
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const take = ({ value: taken, goesOn = false }: Offer) => {
    onValue(taken);
    setOpen(goesOn);
    setActive(-1);
    onTaken?.(taken);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && offers.length > 0) {
      event.preventDefault();
      setOpen(true);
      const places = offers.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter") {
      const chosen = shown ? offers[active] : undefined;
      if (chosen) {
        event.preventDefault();
        take(chosen);
      } else close();
    }
  };
  return (
    <div className="combobox">
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        id={id}
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-offers`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-offer-${active}` : undefined}
        value={value}
        onChange={({ target }) => {
          onValue(target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-offers`}
        role="listbox"
        aria-label="Offers"
        className="offers"
        hidden={!shown}
      >
        {shown &&
          offers.map((offer, i) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active one
            // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: two offers may hold one value
              key={i}
              id={`${id}-offer-${i}`}
              role="option"
              aria-selected={i === active}
              className="offer"
              // Before the field loses the focus, and the offers close.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(offer)}
            >
              <span className="offered">{offer.shown}</span>{" "}
              <span className="hint">{offer.hint}</span>
            </div>
          ))}
      </div>
    </div>
  );
}
