/** Two ways to begin: evidence of one's own, or the case that comes with Headwater. */
import { Link } from "../site/router.tsx";
import "./empty.css";

export const EmptyCase = () => (
  <div className="empty-case">
    <p>
      <b>Nothing is loaded yet.</b> <Link href="/load">Load files that you saved</Link>, or look at
      the MacronLeaks case that comes with Headwater. In a store of its own, with its page:
    </p>
    <pre>
      <code>npm run demo</code>
    </pre>
    <p>Or into this store:</p>
    <pre>
      <code>npx headwater import seeds/macronleaks --store &lt;this store&gt;</code>
    </pre>
    <p className="hint">
      Or drop the folder <code>seeds/macronleaks</code> onto <Link href="/load">Load</Link>: its
      manifests lie beside its files.
    </p>
  </div>
);
