/** Hands a file to the browser. */
export interface TextFile {
  name: string;
  type: string;
  text: string;
}

export function download({ name, type, text }: TextFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // Safari reads it after the click
}
