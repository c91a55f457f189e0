/** Names of tiers and platforms beside their bands; a tier can be folded. */
import { counted, plain } from "../../model/plain-text.ts";
import { type Bands, NAME_HEIGHT, type TierName } from "./bands.ts";
import { noteOf } from "./said.ts";
import type { BandScene } from "./scene.ts";

interface GutterProps {
  bands: Bands;
  scenes: readonly BandScene[];
  /** Names stand above their bands, where there is no room beside them. */
  above: boolean;
  top: number;
  onFold: (tier: TierName) => void;
}

export function Gutter({ bands, scenes, above, top, onFold }: GutterProps) {
  const sceneOf = new Map(scenes.map((scene) => [scene.band, scene]));
  return (
    <div className={above ? "timeline-gutter above" : "timeline-gutter"}>
      {bands.tiers.map(({ tier, top: at, folded, platforms, items, bands: inside }) => (
        <section key={tier} aria-label={`Tier ${tier}`}>
          <button
            type="button"
            className={`tier-name tier-${tier}`}
            aria-expanded={!folded}
            style={{ top: top + at }}
            onClick={() => onFold(tier)}
          >
            <span aria-hidden="true">{folded ? "▸" : "▾"}</span>{" "}
            {tier === "unknown" ? "tier unknown" : tier}
            <span className="unseen">
              , {counted(platforms, "platform")}, {counted(items, "item")}
            </span>
          </button>
          {inside.map((band) => (
            <p
              key={band.id}
              className="band-name"
              style={
                above
                  ? { top: top + band.top - NAME_HEIGHT }
                  : { top: top + band.top, height: band.height }
              }
            >
              <bdi title={plain(band.label)}>{plain(band.label)}</bdi>
              <small>{noteOf(sceneOf.get(band), band.items.length)}</small>
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}
