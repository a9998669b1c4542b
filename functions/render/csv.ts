/** Values as a line of a table (RFC 4180). */
export const csvLine = (values: readonly unknown[]): string => `${values.map(cell).join(',')}\r\n`;

/**
 * Always in quotes. What a spreadsheet would take for a formula is text of somebody else's making: an apostrophe before it
 * keeps it text.
 */
function cell(value: unknown): string {
  const text = value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  const isFormula = typeof value !== 'number' && /^[\s]*[=+\-@\t\r\n|%＝＋－＠]/.test(text);
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`;
}
