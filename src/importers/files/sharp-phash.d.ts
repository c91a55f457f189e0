/** Its own types say that what it exports stands in a `default` of what it exports. */
declare module "sharp-phash" {
  /** Sixty-four noughts and ones. */
  export default function phash(
    image: Uint8Array,
    options: import("sharp").SharpOptions,
  ): Promise<string>;
}
