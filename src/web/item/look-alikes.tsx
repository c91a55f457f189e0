/** Pictures that look like this one: told by hash, size and file, and never shown. */
import type { ShowAnswer } from "../../model/answer.ts";
import { SPOKEN_ORDER_OF_PICTURES, spokenLookAlike } from "../../model/likeness.ts";
import { digitsOf } from "../../model/picture-look.ts";
import { Cites } from "../answer/cites.tsx";
import { Section } from "../answer/section.tsx";
import { bytesAddress, evidenceAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { Name } from "../words/text.tsx";
import { BasisLabel, ItemName } from "../words/things.tsx";
import { When } from "../words/time.tsx";

type Alike = ShowAnswer["nearPictures"][number];
type Picture = Alike["own"];

const File = ({ of: { hash, name, path } }: { of: Picture["files"][number] }) => (
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

const PictureTold = ({ title, of }: { title: string; of: Picture }) => (
  <div>
    <h4>{title}</h4>
    <p>
      <code>{digitsOf(of.look)}</code>
      {of.width !== null && of.height !== null && `, ${of.width} × ${of.height} pixels`}
    </p>
    <ul>
      {of.files.map((file) => (
        <File key={`${file.hash} ${file.path.join(" ")}`} of={file} />
      ))}
    </ul>
  </div>
);

const SideBySide = ({ pair: { item, order, likeness, own, other, claims } }: { pair: Alike }) => (
  <li>
    <p>
      <ItemName item={item} article="The" marked />, <When interval={item.published} />,{" "}
      {spokenLookAlike(likeness)}; {SPOKEN_ORDER_OF_PICTURES[order]}.{" "}
      <BasisLabel basis="inferred" /> <Cites of={claims} />
    </p>
    <details className="side-by-side">
      <summary>Compare the two files</summary>
      <div className="sides">
        <PictureTold title="This" of={own} />
        <PictureTold title="The other" of={other} />
      </div>
    </details>
  </li>
);

export function LookAlikes({ answer }: { answer: ShowAnswer }) {
  const { nearPictures, nearPictureCount } = answer;
  const [first] = nearPictures;
  if (first === undefined) return null;
  const more = nearPictureCount - nearPictures.length;
  return (
    <Section id="look-alikes" title="Pictures that look alike">
      <p>
        Alike does not mean taken: both may have it from elsewhere. No picture is shown here: look
        at the files.
      </p>
      <p className="ground">{first.likeness.how}</p>
      <ul>
        {nearPictures.map((pair) => (
          <SideBySide key={pair.item.key} pair={pair} />
        ))}
        {more > 0 && <li className="more">and {more.toLocaleString("en")} more, later ones</li>}
      </ul>
    </Section>
  );
}
