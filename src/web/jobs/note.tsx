/** Says on every page that jobs are under way; leads to where they are watched. */

import { hasEnded } from "../../model/job.ts";
import { many } from "../../model/plain-text.ts";
import { Link } from "../site/router.tsx";
import { useBoard } from "./board.ts";

export function JobsNote() {
  const open = useBoard().jobs.filter((job) => !hasEnded(job)).length;
  return open === 0 ? null : (
    <Link href="/load" className="jobs-note">
      {many(open, "job")} under way
    </Link>
  );
}
