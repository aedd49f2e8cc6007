/** The one place where text becomes HTML. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for element content and for attributes in quotes, HTML and SVG; control characters, which XML forbids, are dropped. */
export function escapeHtml(text: string): string {
  // eslint-disable-next-line no-control-regex -- exactly the characters that must not get through
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
