/** Where a zone is named, with those that clocks are known by. */
import { useId } from "react";

interface ZoneProps {
  label: string;
  zone: string;
  onZone: (zone: string) => void;
}

export function ZoneField({ label, zone, onZone }: ZoneProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        type="text"
        id={id}
        list={`${id}-zones`}
        autoComplete="off"
        spellCheck={false}
        placeholder="UTC, +02:00, Europe/Paris"
        value={zone}
        onChange={({ target }) => onZone(target.value)}
      />
      <datalist id={`${id}-zones`}>
        {["UTC", ...Intl.supportedValuesOf("timeZone")].map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
