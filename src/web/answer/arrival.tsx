/** When the thing reached the target, and until when it could still leave for it. */
import type { Interval } from "../../model/time.ts";
import { Departure, When } from "../words/time.tsx";

interface ArrivalProps {
  arrival: Interval | null;
  departure: Interval | null;
}

export const ArrivalAndDeparture = ({ arrival, departure }: ArrivalProps) => (
  <>
    {arrival !== null && (
      <p>
        Arrived:{" "}
        <strong>
          <When interval={arrival} />
        </strong>
        .
      </p>
    )}
    {departure !== null && (
      <p>
        Could still leave <Departure interval={departure} />.
      </p>
    )}
  </>
);
