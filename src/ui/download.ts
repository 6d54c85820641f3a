/** Hands a file to the browser, which says where it goes. `type` is its media type. */
export function download(fileName: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken its copy by then; nothing of ours must keep one.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
