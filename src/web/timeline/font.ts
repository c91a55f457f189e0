/** Of the words in drawings. */
export const FONT =
  '12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif';
