/** One line of a CSV file, with its number in the file (from 1). */
export interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Cells separated by semicolons; a cell in quotation marks may hold semicolons, line breaks and, doubled, quotation
 * marks (RFC 4180 with another separator). Empty lines are left out, as is a byte order mark.
 */
export function parseCsv(text: string): CsvLine[] {
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let start = 1;

  function endLine(): void {
    cells.push(cell.trim());
    if (cells.some((each) => each !== '')) {
      lines.push({ line: start, cells });
    }
    cells = [];
    cell = '';
  }

  const content = text.replace(/^\uFEFF/, '');
  for (let index = 0; index < content.length; index += 1) {
    const character = content.charAt(index);
    if (character === '\n') {
      line += 1;
    }
    if (quoted && character === '"' && content.charAt(index + 1) === '"') {
      cell += '"';
      index += 1;
    } else if (character === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
    } else if (!quoted && character === ';') {
      cells.push(cell.trim());
      cell = '';
    } else if (!quoted && character === '\n') {
      endLine();
      start = line;
    } else {
      cell += character;
    }
  }
  endLine();
  return lines;
}
