import type { Attachment } from 'svelte/attachments';

/** Opens a dialog over the page as soon as it is there. When it goes, the focus goes back to where it was: a dialog that is taken out of the page gives it to nobody. */
export const modal: Attachment<HTMLDialogElement> = (dialog) => {
  const opener = document.activeElement;
  dialog.showModal();
  return () => {
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  };
};
