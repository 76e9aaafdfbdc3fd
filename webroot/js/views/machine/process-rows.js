/** Filter and order of the process table. Pure. */
import {locale} from '../../core/i18n.js';

const PID = 0;
const COMMAND = 1;
const USER = 2;

/**
 * @param {any[][]} rows
 * @param {string} filter words that must all appear in command, user or pid
 * @param {{column: number, down: boolean}} sort unknown figures come last either way
 */
export function chooseRows(rows, filter, {column, down}) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => {
    const text = `${row[COMMAND]} ${row[USER] ?? ''} ${row[PID]}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const collator = new Intl.Collator(locale(), {numeric: true});
  const compare = (one, other) => (typeof one === 'string' ? collator.compare(one, other) : one - other);
  return found.sort((a, b) => {
    const [one, other] = [a[column], b[column]];
    if (one == null || other == null) {
      return Number(one == null) - Number(other == null) || a[PID] - b[PID];
    }
    return (down ? -1 : 1) * compare(one, other) || a[PID] - b[PID];
  });
}
