/** The address bar is the state of a view: whoever gets the link sees the same screen. Own parser, since this is tested without a browser. */

/**
 * @param {string} search with or without the leading "?"
 * @returns {Record<string, string>}
 */
export function parseSearch(search) {
  /** @type {Record<string, string>} */
  const state = {};
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') {
      continue;
    }
    const equals = part.indexOf('=');
    const key = equals < 0 ? part : part.slice(0, equals);
    state[decode(key)] = equals < 0 ? '' : decode(part.slice(equals + 1));
  }
  return state;
}

/**
 * Leaves out what equals the default, so that addresses stay short and a changed default reaches old links.
 * @param {Record<string, string|number|null|undefined>} state
 * @param {Record<string, string>} [defaults]
 * @returns {string} "" or "?a=b"
 */
export function buildSearch(state, defaults = {}) {
  const parts = [];
  for (const [key, value] of Object.entries(state)) {
    if (value === null || value === undefined || String(value) === (defaults[key] ?? '')) {
      continue;
    }
    parts.push(`${encode(key)}=${encode(String(value))}`);
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** @param {string} text a link broken by hand must still open the page */
function decode(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** @param {string} text colons and commas stay readable: they are legal in a query */
function encode(text) {
  return encodeURIComponent(text).replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%20/g, '+');
}
