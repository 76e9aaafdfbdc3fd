/** Questions to the gateway by REST. Those that a session's end refuses wait until their reader has logged in again. */
import {caller, isBack, noteCaller} from './session.js';

const NO_CONTENT = 204;
const UNAUTHENTICATED = 401;
const FORBIDDEN = 403;
const SESSION = '/api/v1/session';
/** A page that is left alone goes on asking: of what its timers want only the first questions are kept. */
const MOST_WAITING = 20;

let skew = 0;
let waiting = 0;

/** What the gateway says when it cannot answer, by RFC 9457. */
export class ApiProblem extends Error {
  /** @param {{status: number, title: string, detail?: string, requestId?: string, parameter?: string, retryAfter?: number}} problem `retryAfter` in seconds */
  constructor(problem) {
    super(problem.detail || problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.title = problem.title;
    this.detail = problem.detail ?? '';
    this.requestId = problem.requestId ?? '';
    this.parameter = problem.parameter ?? '';
    this.retryAfter = problem.retryAfter ?? 0;
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
 * Tells the gateway to do something. A log-in in another tab changes what proves that a page of ours tells it: then it is told
 * once more, unless somebody else sits here now, whose name would stand under the order.
 * @param {'POST'|'PUT'|'PATCH'|'DELETE'} method
 * @param {string} path as of get
 * @param {unknown} [body] sent as JSON
 * @returns {Promise<any>} the answer; null when there is none
 */
export async function tell(method, path, body) {
  const before = caller.peek();
  try {
    return await order(method, path, body);
  } catch (problem) {
    if (problem.status !== FORBIDDEN) {
      throw problem;
    }
    await learnCaller().catch(() => {});
    const {csrf, name} = caller.peek();
    if (csrf === before.csrf || (before.name !== '' && name !== before.name)) {
      throw problem;
    }
    return order(method, path, body);
  }
}

/** Asks who sits here, for whoever looks at `caller`; a page whose reader is known keeps them until they have logged in again. */
export async function learnCaller() {
  const told = await get(SESSION);
  const before = caller.peek();
  if (before.kind === 'user' && told.kind !== 'user') {
    isBack(before);
  } else {
    noteCaller(told);
  }
}

/** @param {string} method @param {string} path @param {unknown} body */
async function order(method, path, body) {
  const sent = body === undefined ? {} : {headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)};
  const response = await ask(path, {method, ...sent});
  return response.status === NO_CONTENT ? null : response.json();
}

/**
 * @param {string} path
 * @param {{signal?: AbortSignal, headers?: Record<string, string>, method?: string, body?: string}} options
 */
async function ask(path, options) {
  const asker = caller.peek();
  const response = await reach(path, options);
  if (response.ok) {
    return response;
  }
  // To the log-in itself, 401 is an answer like others.
  if (response.status === UNAUTHENTICATED && path !== SESSION && (await mayAskAgain(asker, options.signal))) {
    return ask(path, options);
  }
  throw await problemOf(response);
}

/** @param {import('./session.js').Caller} asker @param {AbortSignal} [signal] who gave the question up does not wait */
async function mayAskAgain(asker, signal) {
  const back = isBack(asker);
  if (waiting === MOST_WAITING) {
    return false;
  }
  waiting++;
  const givenUp = new Promise((resolve) => signal?.addEventListener('abort', () => resolve(true), {once: true}));
  return Promise.race([back, givenUp]).finally(() => waiting--);
}

/** @param {string} path @param {{signal?: AbortSignal, headers?: Record<string, string>, method?: string, body?: string}} options */
async function reach(path, {signal, headers, ...rest}) {
  const {csrf} = caller.peek();
  const proof = rest.method && csrf ? {'X-CSRF-Token': csrf} : {};
  try {
    return await fetch(new URL(path.replace(/^\//, ''), document.baseURI), {...rest, signal, headers: {Accept: 'application/json', ...proof, ...headers}});
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
  const retryAfter = Number(response.headers.get('Retry-After')) || 0;
  return new ApiProblem({requestId, title: response.statusText, ...problem, retryAfter, status: response.status});
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
