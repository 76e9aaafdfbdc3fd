/** Reads an OpenAPI document: its operations, what their schemas say, and requests to try. */

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
/** Deeper members are left to the document itself. */
const DEEPEST = 5;

/**
 * @typedef {Record<string, any>} Json
 * @typedef {{id: string, method: string, path: string, tag: string, summary: string, description: string, right: string,
 *   deprecated: boolean, parameters: Json[], body: Json|null, answers: {status: string, description: string, content: Json}[]}} Operation
 * @typedef {{name: string, depth: number, type: string, required: boolean, text: string}} Row
 */

/** @param {Json} api @param {any} part @returns {any} what a reference leads to; what stands beside it wins */
export function follow(api, part) {
  if (typeof part?.$ref !== 'string') {
    return part;
  }
  const {$ref, ...beside} = part;
  const place = $ref.slice(2).split('/').reduce((at, name) => at?.[name], api);
  return {...follow(api, place), ...beside};
}

/** @param {Json} api @returns {Operation[]} in the order of their tags */
export function operations(api) {
  const all = Object.entries(api.paths).flatMap(([path, item]) => METHODS.filter((method) => item[method])
    .map((method) => operation(api, path, method, item[method])));
  const tags = (api.tags ?? []).map(({name}) => name);
  return all.sort((one, other) => tags.indexOf(one.tag) - tags.indexOf(other.tag));
}

/** @param {Json} api @param {string} path @param {string} method @param {Json} json @returns {Operation} */
function operation(api, path, method, json) {
  return {
    id: json.operationId, method: method.toUpperCase(), path, tag: json.tags?.[0] ?? '', summary: json.summary ?? '',
    description: json.description ?? '', right: json['x-right'] ?? '', deprecated: json.deprecated === true,
    parameters: (json.parameters ?? []).map((one) => follow(api, one)),
    body: json.requestBody ? follow(api, json.requestBody).content['application/json'] : null,
    answers: Object.entries(json.responses).map(([status, answer]) => {
      const {description, content = {}} = follow(api, answer);
      return {status, description, content};
    }),
  };
}

/** @param {Operation[]} all @param {string} words each must be found somewhere */
export function search(all, words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter((one) => {
    const text = [one.id, one.method, one.path, one.tag, one.summary, one.description, ...one.parameters.map(({name}) => name)].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** @param {Json} api @param {any} given @returns {string} a type with its bounds: "integer 1–100" */
export function typeOf(api, given) {
  const schema = follow(api, given) ?? {};
  if (schema.enum) {
    return schema.enum.join(' | ');
  }
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) {
    return [...new Set(parts.map((part) => typeOf(api, part)))].join(' or ');
  }
  const types = [schema.type ?? 'object'].flat();
  const named = types.map((type) => type === 'array' ? `list of ${typeOf(api, schema.items)}` : type === 'string' && schema.format ? schema.format : type);
  return named.join(' or ') + bounds(schema);
}

/** @param {Json} schema */
function bounds({minimum, maximum, minLength, maxLength, minItems, maxItems}) {
  const range = (least, most) => least === undefined && most === undefined ? ''
    : most === undefined ? ` ≥ ${least}` : least === undefined ? ` ≤ ${most}` : ` ${least}–${most}`;
  const huge = maximum !== undefined && maximum > 2 ** 53;
  return range(minimum, huge ? undefined : maximum)
    + (maxLength === undefined ? '' : `,${range(minLength, maxLength)} signs`) + (maxItems === undefined ? '' : `,${range(minItems, maxItems)} of them`);
}

/** @param {Json} api @param {any} given @returns {Row[]} the members of an object, those of inner ones below them */
export function rows(api, given, depth = 0) {
  const schema = follow(api, given) ?? {};
  if (depth > DEEPEST) {
    return [];
  }
  const inner = schema.allOf ?? [];
  const required = new Set([...(schema.required ?? []), ...inner.flatMap((part) => follow(api, part).required ?? [])]);
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const seen = follow(api, member);
    return [{name, depth, type: typeOf(api, seen), required: required.has(name), text: seen.description ?? ''}, ...rows(api, seen, depth + 1)];
  });
  const listed = schema.items ? rows(api, schema.items, depth) : [];
  const named = typeof schema.additionalProperties === 'object' ? rows(api, schema.additionalProperties, depth) : [];
  const parts = [...inner.flatMap((part) => rows(api, part, depth)), ...(schema.anyOf ?? []).slice(0, 1).flatMap((part) => rows(api, part, depth)), ...own];
  return [...unique(parts), ...listed, ...named];
}

/** @param {Row[]} all a member that several parts name is that of the last @returns {Row[]} */
function unique(all) {
  const last = new Map();
  let top = '';
  const groups = new Map();
  for (const row of all) {
    if (row.depth === all[0].depth) {
      top = row.name;
      last.set(top, row);
      groups.set(top, []);
    } else {
      groups.get(top).push(row);
    }
  }
  return [...last.keys()].flatMap((name) => [last.get(name), ...groups.get(name)]);
}

/** @param {Operation} operation @param {string} origin @returns {string} a command for a shell */
export function curl(operation, origin) {
  const value = ({example, schema}) => example ?? schema?.default;
  const shown = operation.parameters.filter((one) => one.required || one.example !== undefined);
  const path = operation.path.replace(/\{(\w+)\}/g, (whole, name) => encodeURIComponent(value(shown.find((one) => one.name === name) ?? {}) ?? whole));
  const pairs = shown.filter((one) => one.in === 'query').flatMap((one) => [value(one)].flat().map((part) => `${one.name}=${encodeURIComponent(part)}`));
  const lines = [`curl -s '${origin}${path}${pairs.length ? `?${pairs.join('&')}` : ''}'`];
  if (operation.method !== 'GET') {
    lines[0] = lines[0].replace('curl -s', `curl -s -X ${operation.method}`);
  }
  if (operation.right !== 'OPEN') {
    lines.push('-H "Authorization: Bearer $ATALAIA_TOKEN"');
  }
  shown.filter((one) => one.in === 'header').forEach((one) => lines.push(`-H '${one.name}: ${value(one)}'`));
  if (operation.body) {
    lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(operation.body.example).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(' \\\n  ');
}
