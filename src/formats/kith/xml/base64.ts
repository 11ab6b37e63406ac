/** As many characters are looked at in one go: whole groups of four, and few enough to stay within the cache. */
const STRETCH = 64 * 1024;
const DECODED = Buffer.alloc((STRETCH / 4) * 3);

/**
 * Whether the text is base64 as it is written by everyone: without white space, with padding, unused bits zero. Much
 * faster for attachments than an expression that looks at each character, and without a copy of them: what the decoder
 * leaves out is missing in the number of bytes.
 */
export function isPlainBase64(text: string): boolean {
  if (text.length % 4 !== 0 || text.includes('-') || text.includes('_')) {
    return false;
  }
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  let bytes = 0;
  for (let at = 0; at < text.length; at += STRETCH) {
    bytes += DECODED.write(text.slice(at, at + STRETCH), 'base64');
  }
  const end = text.slice(-4);
  return bytes === (text.length / 4) * 3 - padding && Buffer.from(end, 'base64').toString('base64') === end;
}
