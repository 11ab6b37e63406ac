/**
 * Whether the text is base64 as it is written by everyone: without white space, with padding, unused bits zero. Much
 * faster for attachments than an expression that looks at each character.
 */
export function isPlainBase64(text: string): boolean {
  return text.length % 4 === 0 && Buffer.from(text, 'base64').toString('base64') === text;
}
