/** Questions to the gateway by REST. */

const NO_CONTENT = 204;

let skew = 0;

/** What the gateway says when it cannot answer, by RFC 9457. */
export class ApiProblem extends Error {
  /** @param {{status: number, title: string, detail?: string, requestId?: string}} problem */
  constructor(problem) {
    super(problem.detail || problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail ?? '';
    this.requestId = problem.requestId ?? '';
  }
}

/**
 * @param {string} path "/api/v1/fleet"; resolved against the base, since a reverse proxy may serve us below a sub-path
 * @param {{signal?: AbortSignal, headers?: Record<string, string>}} [options]
 * @returns {Promise<any>}
 */
export async function get(path, options = {}) {
  return (await ask(path, options)).json();
}

/**
 * Tells the gateway to do something.
 * @param {'POST'|'PUT'|'DELETE'} method
 * @param {string} path as of get
 * @param {unknown} [body] sent as JSON
 * @returns {Promise<any>} the answer; null when there is none
 */
export async function tell(method, path, body) {
  const sent = body === undefined ? {} : {headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)};
  const response = await ask(path, {method, ...sent});
  return response.status === NO_CONTENT ? null : response.json();
}

/**
 * @param {string} path
 * @param {{signal?: AbortSignal, headers?: Record<string, string>, method?: string, body?: string}} options
 */
async function ask(path, options) {
  const response = await reach(path, options);
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

/** @param {string} path @param {{signal?: AbortSignal, headers?: Record<string, string>, method?: string, body?: string}} options */
async function reach(path, {signal, headers, ...rest}) {
  try {
    return await fetch(new URL(path.replace(/^\//, ''), document.baseURI), {...rest, signal, headers: {Accept: 'application/json', ...headers}});
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new ApiProblem({status: 0, title: 'unreachable'});
  }
}

/** @param {Response} response a proxy in between may answer HTML instead of a problem */
async function problemOf(response) {
  const requestId = response.headers.get('X-Request-Id') ?? '';
  const problem = await response.json().catch(() => ({}));
  return new ApiProblem({requestId, title: response.statusText, ...problem, status: response.status});
}

/**
 * The way through the network is part of the difference, so a small one says nothing about the clocks.
 * @param {number} time epoch ms that the gateway's clock shows now
 */
export function noteServerTime(time) {
  const difference = time - Date.now();
  skew = Math.abs(difference) > 2000 ? difference : 0;
}

/** @returns {number} epoch milliseconds by the gateway's clock: ages must be right on a laptop whose clock is wrong */
export function serverNow() {
  return Date.now() + skew;
}
