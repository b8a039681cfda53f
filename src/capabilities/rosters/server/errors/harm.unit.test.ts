// Parts built to keep the server busy: each ends at once (a test that hangs fails by its timeout).
import { expect, test } from 'vitest';
import { asksBody, keptFormula, mappedName, movedFormula } from './formula.ts';
import { simpleXml } from './xmlWrite.ts';

const here = (_sheet: string, top: number, bottom: number) => [top, bottom] as const;
test.each(['|', "'a'", "''", '~', "'a''", '"', '""'])('a formula of %s', (piece) => {
  for (const n of [8192, 2_000_000]) {
    const text = piece.repeat(Math.floor(n / piece.length));
    expect(mappedName(text, here)).toBe(n > 8192 ? null : text);
    expect(movedFormula(text, 1, 0)).toBe(n > 8192 ? null : text);
    expect(asksBody(text, 3, () => true)).toBe(n > 8192);
    if (n > 8192) expect(keptFormula(text, 5, 4, 3, () => true)).toBeNull();
  }
});
test('names of sheets as they are', () => {
  expect(mappedName("'一月 名单'!$A$4:$B$9,名单!C5", (_s, top, bottom) => [top + 1, bottom + 1])).toBe("'一月 名单'!$A$5:$B$10,名单!C6");
  expect(mappedName("'it''s'!A4", (sheet, top, bottom) => (sheet === "it's" ? [top - 1, bottom - 1] : null))).toBe("'it''s'!A3");
  expect(movedFormula("'别的 表'!A1+名单!B2+C3", 2, 0)).toBe("'别的 表'!A3+名单!B4+C5");
});
test('comments and CDATA that are never closed', () => {
  expect(simpleXml('<a><!-- x --><b><![CDATA[1<2]]></b><!DOCTYPE></a>')).toBe('<a><b>1&lt;2</b><!DOCTYPE></a>');
  for (const open of ['<!--', '<![CDATA[', '<!']) {
    const text = open.repeat(500_000);
    expect(simpleXml(text)).toBe(text);
  }
});
