/** XML that is made to harm its reader, by name. */
export const HOSTILE_XML: Readonly<Record<string, () => string | Uint8Array>> = {
  'entities that grow by ten, nine times': () => {
    const names = Array.from('abcdefghij');
    const entities = names
      .slice(1)
      .map((name, index) => `<!ENTITY ${name} "${`&${names[index] ?? ''};`.repeat(10)}">`);
    return `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">${entities.join('')}]><x>&j;</x>`;
  },
  'an entity that is a file': () =>
    '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]><x>&file;</x>',
  'a document type on another server': () => '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
  'an entity that nobody declared': () => '<x>&unknown;</x>',
  'a million children': () => `<MsgHead>${'<a/>'.repeat(1_000_000)}</MsgHead>`,
  'a million processing instructions': () => `${'<?a b?>'.repeat(1_000_000)}<x/>`,
  'elements 100,000 deep': () => `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`,
  'an element with 200,000 attributes': () =>
    `<x ${Array.from({ length: 200_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`,
  'an element with 50,000 namespaces': () =>
    `<x ${Array.from({ length: 50_000 }, (_, index) => `xmlns:n${index}="urn:${index}"`).join(' ')}/>`,
  'a text of ten million characters': () => `<x>${'a'.repeat(10_000_000)}</x>`,
  'a comment that never ends': () => `<!--${' '.repeat(1_000_000)}`,
  'bytes that are no UTF-8': () => Uint8Array.from([0x3c, 0x78, 0x3e, 0xff, 0xfe, 0x3c, 0x2f, 0x78, 0x3e]),
  'a NUL': () => '<x>\0</x>',
  'an encoding that does not exist': () => '<?xml version="1.0" encoding="nonsense"?><x/>',
  'an encoding that it is not in': () => '<?xml version="1.0" encoding="UTF-16"?><x/>',
  'half a document': () => '<?xml version="1.0"?><MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo>',
  nothing: () => '',
  'white space': () => '   \n ',
  'plain text': () => 'Hello',
  JSON: () => '{"resourceType":"Bundle"}',
}; // prettier-ignore
