/** Parts of the page that are fetched when they are first shown. */
import { type ComponentType, useEffect, useState } from "react";

/**
 * What stands for a part until it is here, and then the part at once: React shows what `lazy` and
 * `Suspense` held back no sooner than 300 ms after it showed what stands for it.
 *
 * @param says what stands there meanwhile
 */
export function fetched<P extends object>(
  load: () => Promise<ComponentType<P>>,
  says: string,
): ComponentType<P> {
  let Part: ComponentType<P> | undefined;
  return function Fetched(props: P) {
    const [, setArrived] = useState(Part !== undefined);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Part !== undefined) return;
      let left = false;
      load().then(
        (part) => {
          Part = part;
          if (!left) setArrived(true);
        },
        () => {
          if (!left) setFailed(true);
        },
      );
      return () => {
        left = true;
      };
    }, []);
    if (Part !== undefined) return <Part {...props} />;
    if (!failed) return <p className="asking">{says}</p>;
    return (
      <p role="alert">
        This part of the page could not be fetched.{" "}
        <button type="button" onClick={() => location.reload()}>
          Reload the page
        </button>
      </p>
    );
  };
}
