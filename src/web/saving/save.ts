/** Gives the reader a file that was made here. */
export function save(blob: Blob | null, name: string): void {
  if (blob === null) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
