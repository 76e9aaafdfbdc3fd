/**
 * Live frames over the raw WebSocket of the event-bus bridge: no library on the usual road. SockJS comes in only where
 * a proxy does not let WebSockets through.
 */
import {signal} from '../../vendor/signals-core.js';
import {PING_FRAME, backOff, decodeFrame, fellSilent, registerFrame, sendFrame, unregisterFrame} from '../core/protocol.js';
import {openSockJs, openWebSocket} from './sockets.js';

const PING_EVERY = 5000;
const ANSWER_WITHIN = 10000;
const FAILURES_BEFORE_SOCKJS = 2;

/** @type {import('../../vendor/signals-core.js').Signal<'connecting'|'live'|'reconnecting'>} */
export const status = signal('connecting');
/** How often the connection was lost or refused: a refusal looks like a loss, only the gateway can tell why. */
export const losses = signal(0);
/** Time of the last message by this computer's clock; 0 before the first. */
export const lastFrameAt = signal(0);

/** @type {Map<string, Set<(body: any) => void>>} */
const handlers = new Map();
/** @type {Map<string, {resolve: (body: any) => void, reject: (error: Error) => void, timer: number}>} */
const answers = new Map();

/** @type {import('./sockets.js').Socket|null} */
let socket = null;
let open = false;
let failures = 0;
let webSocketWorked = false;
let viaSockJs = false;
let heardAt = 0;
let pingedAt = 0;
let question = 0;
let retryTimer = 0;
let pingTimer = 0;

/**
 * @param {string} address
 * @param {(body: any) => void} handler
 * @returns {() => void} unsubscribe
 */
export function subscribe(address, handler) {
  let group = handlers.get(address);
  if (!group) {
    group = new Set();
    handlers.set(address, group);
    transmit(registerFrame(address));
  }
  group.add(handler);
  return () => {
    if (group.delete(handler) && group.size === 0) {
      handlers.delete(address);
      transmit(unregisterFrame(address));
    }
  };
}

/**
 * @param {string} address
 * @param {unknown} body
 * @returns {Promise<any>} fails at once while disconnected: the caller asks again when the status is live
 */
export function ask(address, body) {
  if (!open) {
    return Promise.reject(new Error('disconnected'));
  }
  const replyAddress = `answer-${++question}`;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(replyAddress, (answer) => answer.reject(new Error('timeout'))), ANSWER_WITHIN);
    answers.set(replyAddress, {resolve, reject, timer});
    transmit(sendFrame(address, body, replyAddress));
  });
}

/** Opens the connection; also the road of "Retry now". */
export function connect() {
  clearTimeout(retryTimer);
  if (socket) {
    return;
  }
  viaSockJs = failures >= FAILURES_BEFORE_SOCKJS && !webSocketWorked;
  socket = (viaSockJs ? openSockJs : openWebSocket)({opened, received, closed});
}

/** @param {string} text */
function transmit(text) {
  if (open) {
    socket.send(text);
  }
}

function opened() {
  open = true;
  webSocketWorked ||= !viaSockJs;
  failures = 0;
  heardAt = Date.now();
  for (const address of handlers.keys()) {
    transmit(registerFrame(address));
  }
  pingTimer = setInterval(ping, PING_EVERY);
  sendPing();
  status.value = 'live';
}

function ping() {
  if (fellSilent(Date.now(), heardAt, pingedAt)) {
    socket.close();
    return;
  }
  sendPing();
}

function sendPing() {
  pingedAt = Date.now();
  transmit(PING_FRAME);
}

function closed() {
  clearInterval(pingTimer);
  socket = null;
  open = false;
  for (const replyAddress of [...answers.keys()]) {
    settle(replyAddress, (answer) => answer.reject(new Error('disconnected')));
  }
  retryTimer = setTimeout(connect, backOff(failures, Math.random()));
  failures++;
  losses.value++;
  status.value = 'reconnecting';
}

/** @param {string} text */
function received(text) {
  heardAt = Date.now();
  const frame = decodeFrame(text);
  if (frame.kind === 'message') {
    lastFrameAt.value = heardAt;
    settle(frame.address, (answer) => answer.resolve(frame.body));
    handlers.get(frame.address)?.forEach((handler) => handler(frame.body));
  } else if (frame.kind === 'failure') {
    settle(frame.address, (answer) => answer.reject(Object.assign(new Error(frame.message), {code: frame.code})));
  } else if (frame.kind === 'refused') {
    console.warn('The bridge refused a frame:', frame.message);
  }
}

/**
 * @param {string} replyAddress
 * @param {(answer: {resolve: (body: any) => void, reject: (error: Error) => void}) => void} finish
 */
function settle(replyAddress, finish) {
  const answer = answers.get(replyAddress);
  if (answer) {
    answers.delete(replyAddress);
    clearTimeout(answer.timer);
    finish(answer);
  }
}
