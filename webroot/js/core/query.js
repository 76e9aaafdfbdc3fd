/**
 * The language of the filter: words search everywhere, `state:critical`, `ip:10.12.`, `label.site:x` search in one place,
 * `cpu>80` compares. All parts must hold. A part that is not understood is reported with its place and left out, so that
 * a half-typed filter never empties the list.
 */

const STATES = ['normal', 'alert', 'critical', 'offline'];
/** Maps and not objects: what is typed must never meet a name that every object has, such as `constructor`. */
const FIGURES = new Map(Object.entries(
  {cpu: 'cpu', ram: 'ram', mem: 'ram', memory: 'ram', disk: 'disk', temp: 'temp', in: 'rx', out: 'tx', rx: 'rx', tx: 'tx'},
));
/** @type {Map<string, (subject: Subject) => string>} */
const FIELDS = new Map([
  ['name', (subject) => subject.name], ['host', (subject) => subject.name], ['ip', (subject) => subject.ip],
  ['os', (subject) => subject.os], ['id', (subject) => subject.id],
]);
/** Networks are written in Mb/s, and held in bytes per second. */
const MEGABIT = 125000;
const PART = /(?:[^\s"]+"[^"]*"?|"[^"]*"?|[^\s"]+)+/g;
const COMPARISON = /^([a-z_]\w*)(>=|<=|>|<|=)(.*)$/i;

/**
 * @typedef {object} Subject what is asked about one machine
 * @property {string} name
 * @property {string} ip
 * @property {string} os
 * @property {string} id
 * @property {Record<string, string>} labels
 * @property {number} state
 * @property {(figure: string) => number} figure
 * @typedef {(subject: Subject) => boolean} Test
 * @typedef {{start: number, end: number, key: string, params: Record<string, string>}} QueryError
 */

/**
 * @param {string} text
 * @returns {{test: Test, errors: QueryError[], empty: boolean}}
 */
export function compileQuery(text) {
  /** @type {Test[]} */
  const tests = [];
  /** @type {QueryError[]} */
  const errors = [];
  for (const {0: part, index} of text.matchAll(PART)) {
    const made = compilePart(part);
    if (typeof made === 'function') {
      tests.push(made);
    } else {
      errors.push({start: index, end: index + part.length, ...made});
    }
  }
  return {test: (subject) => tests.every((test) => test(subject)), errors, empty: tests.length === 0};
}

/**
 * @param {string} part
 * @returns {Test|{key: string, params: Record<string, string>}}
 */
function compilePart(part) {
  const comparison = COMPARISON.exec(part);
  if (comparison) {
    return compare(comparison[1].toLowerCase(), comparison[2], comparison[3]);
  }
  const colon = part.startsWith('"') ? -1 : part.indexOf(':');
  if (colon > 0) {
    return inField(part.slice(0, colon), unquote(part.slice(colon + 1)));
  }
  const wanted = unquote(part);
  return (subject) => anywhere(subject, wanted);
}

/**
 * @param {string} name
 * @param {string} sign
 * @param {string} operand
 */
function compare(name, sign, operand) {
  const figure = FIGURES.get(name);
  if (!figure) {
    return {key: 'query.unknownFigure', params: {name}};
  }
  const bound = operand.trim() === '' ? NaN : Number(operand.replace(/%$/, ''));
  if (Number.isNaN(bound)) {
    return {key: 'query.noNumber', params: {name: name + sign}};
  }
  const limit = figure === 'rx' || figure === 'tx' ? bound * MEGABIT : bound;
  const holds = {
    '>': (value) => value > limit, '<': (value) => value < limit, '>=': (value) => value >= limit,
    '<=': (value) => value <= limit, '=': (value) => Math.floor(value) === Math.floor(limit),
  }[sign];
  return (/** @type {Subject} */ subject) => holds(subject.figure(figure));
}

/**
 * @param {string} field
 * @param {string} wanted in lower case
 */
function inField(field, wanted) {
  const name = field.toLowerCase();
  if (wanted === '') {
    return {key: 'query.noValue', params: {name: field}};
  }
  if (name === 'state') {
    const chosen = wanted.split(',').map((word) => STATES.findIndex((state) => state.startsWith(word)));
    return chosen.includes(-1)
      ? {key: 'query.unknownState', params: {name: wanted}}
      : (/** @type {Subject} */ subject) => chosen.includes(subject.state);
  }
  const read = FIELDS.get(name);
  if (read) {
    return name === 'ip'
      ? (/** @type {Subject} */ subject) => subject.ip.startsWith(wanted)
      : (/** @type {Subject} */ subject) => read(subject).toLowerCase().includes(wanted);
  }
  const label = name.startsWith('label.') ? name.slice('label.'.length) : name;
  return (/** @type {Subject} */ subject) => labelOf(subject, label).includes(wanted);
}

/**
 * @param {Subject} subject
 * @param {string} label in lower case
 */
function labelOf(subject, label) {
  for (const [key, value] of Object.entries(subject.labels)) {
    if (key.toLowerCase() === label) {
      return value.toLowerCase();
    }
  }
  return '';
}

/**
 * @param {Subject} subject
 * @param {string} wanted
 */
function anywhere(subject, wanted) {
  return subject.name.toLowerCase().includes(wanted) || subject.ip.includes(wanted) || STATES[subject.state] === wanted
    || subject.os.toLowerCase().includes(wanted) || Object.values(subject.labels).some((value) => value.toLowerCase().includes(wanted));
}

/** @param {string} text */
function unquote(text) {
  return text.replace(/"/g, '').toLowerCase();
}
