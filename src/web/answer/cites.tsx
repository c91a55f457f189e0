/** Numbers of sources behind a sentence. They open the evidence drawer, and lead to the list of sources where there is one. */
import { useOpenAnswer } from "./open-answer.tsx";

export function Cites({ of }: { of: readonly number[] }) {
  const { open, listed } = useOpenAnswer();
  if (of.length === 0) return null;
  const openAt = (number: number) =>
    open({ on: "sources", numbers: [number, ...of.filter((one) => one !== number)] });
  return (
    <span className="cites">
      {of.map((number) =>
        listed ? (
          <a
            key={number}
            href={`#source-${number}`}
            aria-label={`source ${number}`}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              openAt(number);
            }}
          >
            [{number}]
          </a>
        ) : (
          <button
            key={number}
            type="button"
            aria-label={`source ${number}`}
            onClick={() => openAt(number)}
          >
            [{number}]
          </button>
        ),
      )}
    </span>
  );
}
