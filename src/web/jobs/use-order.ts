/** One change that a form asks for: sent once, then watched as a job to its end. */
import { useState } from "react";
import type { Job } from "../../model/job.ts";
import type { Outcome, Refusal } from "../site/api.ts";
import { useBoard } from "./board.ts";

export interface Order {
  job: Job | null;
  refusal: Refusal | null;
  isSending: boolean;
  send: (ask: () => Promise<Outcome<Job>>) => void;
}

export function useOrder(): Order {
  const { jobs } = useBoard();
  const [sent, setSent] = useState<Job | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isSending, setSending] = useState(false);
  const send: Order["send"] = (ask) => {
    setSending(true);
    setRefusal(null);
    void ask().then((outcome) => {
      setSending(false);
      if (outcome.state === "answered") setSent(outcome.answer);
      else setRefusal(outcome.refusal);
    });
  };
  const job = sent === null ? null : (jobs.find(({ id }) => id === sent.id) ?? sent);
  return { job, refusal, isSending, send };
}
