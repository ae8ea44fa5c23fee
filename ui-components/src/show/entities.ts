const NAMED: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', copy: '©', reg: '®', trade: '™', hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’',
  ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', times: '×', divide: '÷', deg: '°', middot: '·', bull: '•', euro: '€', pound: '£', yen: '¥', sect: '§', para: '¶',
  larr: '←', rarr: '→', uarr: '↑', darr: '↓', plusmn: '±', frac12: '½', micro: 'µ', ge: '≥', le: '≤', ne: '≠', infin: '∞', check: '✓',
};
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]\w{1,8}));/g;

/** Replaces the character references that people write in Markdown; one that is not known stays as it is. */
export function decode(text: string): string {
  return text.includes('&') ? text.replace(ENTITY, (whole, decimal, hex, name) => (name ? (NAMED[name] ?? whole) : character(decimal ? Number(decimal) : parseInt(hex, 16)))) : text;
}

function character(code: number): string {
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
}
