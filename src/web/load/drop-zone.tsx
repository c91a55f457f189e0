/** Where files and folders are dropped, or picked. */
import { type DragEvent, useState } from "react";
import type { Chosen } from "./chosen.ts";
import { droppedFiles, pickedFiles } from "./dropped.ts";

interface DropProps {
  onChosen: (chosen: readonly Chosen[]) => void;
}

interface PickProps extends DropProps {
  id: string;
  says: string;
  folder?: boolean;
}

const Pick = ({ id, says, folder = false, onChosen }: PickProps) => (
  <label className="pick">
    <span>{says}</span>
    <input
      type="file"
      id={id}
      className="unseen"
      multiple
      ref={(input) => {
        if (folder) input?.setAttribute("webkitdirectory", "");
      }}
      onChange={({ target }) => {
        if (target.files !== null) onChosen(pickedFiles(target.files));
        // The same files can be chosen again.
        target.value = "";
      }}
    />
  </label>
);

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes("Files");

export function DropZone({ onChosen }: DropProps) {
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const taken = (chosen: readonly Chosen[]) => {
    setProblem(chosen.length === 0 ? "There is no file to load in what was chosen." : null);
    if (chosen.length > 0) onChosen(chosen);
  };
  return (
    <section
      className={isOver ? "drop-zone over" : "drop-zone"}
      aria-label="Files to load"
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        droppedFiles(event.dataTransfer.items).then(taken, () =>
          setProblem("What was dropped cannot be read: choose it by a button instead."),
        );
      }}
    >
      <p className="drop-says">Drop files or folders here</p>
      <p className="picks">
        <Pick id="pick-files" says="Choose files" onChosen={taken} />
        <Pick id="pick-folder" says="Choose a folder" folder onChosen={taken} />
      </p>
      <p className="hint">
        Headwater fetches nothing: it reads what you saved. <code>&lt;file&gt;.manifest.json</code>{" "}
        beside a file is its manifest, <code>&lt;name&gt;.mapping.json</code> its mapping.
      </p>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
