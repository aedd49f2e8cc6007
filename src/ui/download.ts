/** Hands a file to the browser. */
export interface TextFile {
  name: string;
  type: string;
  text: string;
}

export interface BytesFile {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export function download(file: TextFile | BytesFile): void {
  const url = URL.createObjectURL(new Blob(['text' in file ? file.text : file.bytes], { type: file.type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // Safari reads it after the click
}
