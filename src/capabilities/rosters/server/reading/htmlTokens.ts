// HTML as old systems write it: tags left open, attributes without quotes, text of any kind in between. One pass, never back.

interface HtmlEvents {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
  comment(text: string): void;
}

// biome-ignore format: a table
const NAMED: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009',
  middot: '·', bull: '•', times: '×', divide: '÷', plusmn: '±', deg: '°', yen: '¥', cent: '¢', pound: '£', euro: '€', copy: '©', reg: '®',
  trade: '™', hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', sect: '§', para: '¶',
  permil: '‰', sup2: '²', sup3: '³', frac12: '½', frac14: '¼', shy: '', zwnj: '', zwj: '',
};

export const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,7}));?/g,
        (whole, dec?: string, hex?: string, name?: string) => {
          if (name !== undefined) return NAMED[name] ?? NAMED[name.toLowerCase()] ?? whole;
          const code = dec === undefined ? Number.parseInt(hex!, 16) : Number(dec);
          return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : String.fromCodePoint(code);
        },
      )
    : text;

/** Behind the `>` that ends the tag at `at`; a `>` between quotes is none. -1 where the file ends first. */
const tagEnd = (html: string, at: number): number => {
  for (let i = at; i < html.length; i++) {
    const c = html.charCodeAt(i);
    if (c === 62) return i + 1;
    // a quote only opens behind an equals sign: a stray one is a character
    if ((c === 34 || c === 39) && /=\s?$/.test(html.slice(Math.max(at, i - 2), i))) {
      const closing = html.indexOf(c === 34 ? '"' : "'", i + 1);
      if (closing < 0) break;
      i = closing;
    }
  }
  const plain = html.indexOf('>', at);
  return plain < 0 ? -1 : plain + 1;
};

const NAME = /[a-zA-Z][\w:-]*/y;
/** Far more than a cell's tag carries. */
const ATTRIBUTES = 4096;

export const tokenize = (html: string, events: HtmlEvents): void => {
  let at = 0;
  while (at < html.length) {
    const lt = html.indexOf('<', at);
    const textEnd = lt < 0 ? html.length : lt;
    if (textEnd > at) events.text(html.slice(at, textEnd));
    if (lt < 0) return;
    if (html.startsWith('<!--', lt)) {
      const end = html.indexOf('-->', lt + 4);
      events.comment(html.slice(lt + 4, end < 0 ? html.length : end));
      if (end < 0) return;
      at = end + 3;
      continue;
    }
    const closes = html.charCodeAt(lt + 1) === 47;
    NAME.lastIndex = lt + (closes ? 2 : 1);
    const name = NAME.exec(html)?.[0].slice(0, 100).toLowerCase();
    if (name === undefined) {
      // <!doctype>, <?xml>, or a plain less-than sign
      if (/[!?/]/.test(html[lt + 1] ?? '')) {
        const end = html.indexOf('>', lt);
        if (end < 0) return;
        at = end + 1;
      } else {
        events.text('<');
        at = lt + 1;
      }
      continue;
    }
    const end = tagEnd(html, NAME.lastIndex);
    if (end < 0) return;
    if (closes) events.close(name);
    else events.open(name, html.slice(NAME.lastIndex, Math.min(end - 1, NAME.lastIndex + ATTRIBUTES)));
    at = end;
    if (!closes && (name === 'script' || name === 'style' || name === 'textarea')) {
      const closing = new RegExp(`</${name}`, 'gi');
      closing.lastIndex = at;
      const found = closing.exec(html);
      if (!found) return;
      at = found.index;
    }
  }
};

/** Value of one attribute; '' where it stands without one. */
export const htmlAttribute = (attributes: string, name: string): string | undefined => {
  const m = new RegExp(`(?:^|[\\s"'/])${name}(?:\\s*=\\s*(?:"([^"]*)"?|'([^']*)'?|([^\\s"'>]+)))?(?=[\\s/"']|$)`, 'i').exec(attributes);
  return m ? decoded(m[1] ?? m[2] ?? m[3] ?? '') : undefined;
};
