/**
 * One CSV that WPS and Excel open as it is: a byte order mark for the encoding, CRLF, and a tab before long digit strings so that twelve digits are not shown
 * as 5.22727E+11. Cells that begin like a formula get the tab too.
 */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string => {
  const cell = (value: string | number): string => {
    const text = typeof value === 'string' && (/^\d{9,}$/.test(value) || /^\s*[=+\-@＝＋－＠]/.test(value)) ? `\t${value}` : String(value);
    return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
};

export const saveCsv = (name: string, rows: readonly (readonly (string | number)[])[]): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csvText(rows)], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
