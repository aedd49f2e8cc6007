/** A logo from a file: looked at before it is sent, so that the reason stands beside the field. */
import { imageKind, LOGO_LIMIT } from '../../../domain/look';

export type LogoFile = { state: 'good'; image: string } | { state: 'kind' } | { state: 'large'; kilobytes: number };

/** @returns a data URL, or why it cannot be one. */
export async function readLogo(file: Blob): Promise<LogoFile> {
  if (file.size > LOGO_LIMIT) return { state: 'large', kilobytes: Math.ceil(file.size / 1000) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = imageKind(bytes);
  if (!kind) return { state: 'kind' };
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { state: 'good', image: `data:image/${kind};base64,${btoa(binary)}` };
}
