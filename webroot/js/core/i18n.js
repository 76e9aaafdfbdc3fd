/**
 * Texts by key. A catalogue is flat: `{"fleet.shown": "{shown} of {total} machines"}`.
 * A key with plural forms has one entry per form: `fleet.count#one`, `fleet.count#other`, chosen by the parameter `n`.
 */

/** @type {Record<string, string>} */
let catalogue = {};
let language = 'en';
let plurals = new Intl.PluralRules(language);

/**
 * @param {Record<string, string>} entries
 * @param {string} [locale]
 */
export function loadCatalogue(entries, locale = 'en') {
  catalogue = entries;
  language = locale;
  plurals = new Intl.PluralRules(locale);
}

/** Texts of a view that is loaded later, in the language of the others. @param {Record<string, string>} entries */
export function addTexts(entries) {
  catalogue = {...catalogue, ...entries};
}

/** @returns {string} the language of the loaded catalogue */
export function locale() {
  return language;
}

/**
 * A missing key answers itself: an ugly label is better than a broken page, and it is easy to find.
 * @param {string} key
 * @param {Record<string, string|number>} [params] `n` chooses the plural form
 * @returns {string}
 */
export function t(key, params) {
  const text = catalogue[key] ?? pluralForm(key, params) ?? key;
  if (!params) {
    return text;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(params, name) ? String(params[name]) : whole));
}

/**
 * @param {string} key
 * @param {Record<string, string|number>} [params]
 */
function pluralForm(key, params) {
  if (!params || params.n === undefined) {
    return undefined;
  }
  const count = Number(String(params.n).replace(/[^\d.-]/g, ''));
  return catalogue[`${key}#${plurals.select(count)}`] ?? catalogue[`${key}#other`];
}
