/** Saves what is in the window as a picture, on light paper whatever the screen has. */
import { savedName } from "../../model/saved-name.ts";
import { save } from "../saving/save.ts";
import type { Colours } from "./colours.ts";
import { type Pictured, pictureOf, type TimelinePicture, timelineSvg } from "./picture.ts";
import { widthOf } from "./text-width.ts";
import { lightColours } from "./use-colours.ts";

const DENSITY = 2;

/** Null where the browser gives none. */
function timelinePng(picture: TimelinePicture, colours: Colours): Promise<Blob | null> {
  const sheet = document.createElement("canvas");
  sheet.width = picture.width * DENSITY;
  sheet.height = Math.ceil(picture.height) * DENSITY;
  const context = sheet.getContext("2d");
  if (!context) return Promise.resolve(null);
  context.fillStyle = colours.sheet;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.setTransform(DENSITY, 0, 0, DENSITY, 0, 0);
  picture.paint(context, colours);
  return new Promise((resolve) => sheet.toBlob(resolve));
}

export function Saving(pictured: Pictured) {
  const saveSvg = () => {
    const colours = lightColours();
    if (!colours) return;
    const picture = pictureOf(pictured, widthOf);
    const svg = new Blob([timelineSvg(picture, colours)], { type: "image/svg+xml" });
    save(svg, savedName("timeline", picture.caption.digest, "svg"));
  };
  const savePng = () => {
    const colours = lightColours();
    if (!colours) return;
    const picture = pictureOf(pictured, widthOf);
    void timelinePng(picture, colours).then((blob) =>
      save(blob, savedName("timeline", picture.caption.digest, "png")),
    );
  };
  return (
    <div className="timeline-controls" role="toolbar" aria-label="Picture of the timeline">
      <button type="button" aria-label="Save as SVG, what is in the window" onClick={saveSvg}>
        SVG
      </button>
      <button type="button" aria-label="Save as PNG, what is in the window" onClick={savePng}>
        PNG
      </button>
    </div>
  );
}
