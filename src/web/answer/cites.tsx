/** Numbers of sources behind a sentence. They lead to the list below, and open the evidence drawer. */
import { useOpenAnswer } from "./open-answer.tsx";

export function Cites({ of }: { of: readonly number[] }) {
  const { open } = useOpenAnswer();
  if (of.length === 0) return null;
  return (
    <span className="cites">
      {of.map((number) => (
        <a
          key={number}
          href={`#source-${number}`}
          aria-label={`source ${number}`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            open({ on: "sources", numbers: [number, ...of.filter((one) => one !== number)] });
          }}
        >
          [{number}]
        </a>
      ))}
    </span>
  );
}
