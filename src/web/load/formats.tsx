/** Which formats are read, and what each was tried on. */
import { useAnswer } from "../site/api.ts";
import { IMPORTERS } from "../site/endpoints.ts";
import { TableHead } from "../words/table-head.tsx";
import { Words } from "../words/text.tsx";

export function Formats() {
  const asked = useAnswer(IMPORTERS, []);
  if (asked.state === "refused") return <Words text={asked.refusal.says} length={600} />;
  if (asked.state !== "answered") return <p className="asking">Asking…</p>;
  return (
    <table>
      <TableHead columns={["Importer", "Reads", "Begins, or is named", "Tried on"]} />
      <tbody>
        {asked.answer.importers.map(({ id, label, reads, example, checkedAgainst }) => (
          <tr key={id}>
            <th scope="row">
              {label} <code>{id}</code>
            </th>
            <td data-label="reads">{reads}</td>
            <td data-label="begins, or is named">
              <code>{example}</code>
            </td>
            <td data-label="tried on">{checkedAgainst ?? "reads nothing"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
