/** Pictures that look like this one: told by hash, size and file, and never shown. */

import { SPOKEN_ORDER_OF_PICTURES, spokenLookAlike } from "../../model/likeness.ts";
import { digitsOf } from "../../model/picture-look.ts";
import type { ShowAnswer, ToldPicture } from "../../model/show-answer.ts";
import { bytesAddress, evidenceAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { Name } from "../words/text.tsx";
import { AlikeSection, SideBySide } from "./alike.tsx";

const File = ({ of: { hash, name, path } }: { of: ToldPicture["files"][number] }) => (
  <li>
    <Link href={evidenceAddress(hash)}>
      <Name text={[name, ...path].join(" > ")} />
    </Link>{" "}
    ·{" "}
    <a href={bytesAddress(hash)} download>
      {path.length === 0 ? "its bytes" : "bytes of the file that holds it"}
    </a>
  </li>
);

const Picture = ({ of: { look, width, height, files } }: { of: ToldPicture }) => (
  <>
    <p>
      <code>{digitsOf(look)}</code>
      {width !== null && height !== null && `, ${width} × ${height} pixels`}
    </p>
    <ul>
      {files.map((file) => (
        <File key={`${file.hash} ${file.path.join(" ")}`} of={file} />
      ))}
    </ul>
  </>
);

export const LookAlikes = ({ answer }: { answer: ShowAnswer }) => (
  <AlikeSection
    id="look-alikes"
    title="Pictures that look alike"
    caution="No picture is shown here: look at the files."
    pairs={answer.nearPictures}
    count={answer.nearPictureCount}
    render={(pair) => (
      <SideBySide
        key={pair.item.key}
        pair={pair}
        says={`${spokenLookAlike(pair.likeness)}; ${SPOKEN_ORDER_OF_PICTURES[pair.order]}`}
        what="files"
        own={<Picture of={pair.own} />}
        other={<Picture of={pair.other} />}
      />
    )}
  />
);
