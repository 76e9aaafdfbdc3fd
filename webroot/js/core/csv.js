/** Comma-separated values by RFC 4180, with the mark that spreadsheets need to read UTF-8. */

/**
 * @param {string[]} head
 * @param {(string|number|null)[][]} rows
 */
export function toCsv(head, rows) {
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe: a host may be called "=cmd()".
 * @param {string|number|null} value
 */
function cell(value) {
  if (value === null || Number.isNaN(value)) {
    return '';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
