/** The words of the event-bus bridge, and how long to wait before trying again. Pure, so that it is tested with a fake socket. */

const FIRST_DELAY = 500;
const LONGEST_DELAY = 15000;
const JITTER = 0.3;
const SILENCE = 12000;

/** @param {string} address */
export const registerFrame = (address) => JSON.stringify({type: 'register', address, headers: {}});

/** @param {string} address */
export const unregisterFrame = (address) => JSON.stringify({type: 'unregister', address, headers: {}});

export const PING_FRAME = '{"type":"ping"}';

/**
 * @param {string} address
 * @param {unknown} body
 * @param {string} replyAddress
 */
export const sendFrame = (address, body, replyAddress) =>
  JSON.stringify({type: 'send', address, headers: {}, body, replyAddress});

/**
 * @param {string} text
 * @returns {{kind: 'message', address: string, body: any} | {kind: 'failure', address: string, message: string, code: number}
 *   | {kind: 'pong'} | {kind: 'refused', message: string}}
 */
export function decodeFrame(text) {
  let frame;
  try {
    frame = JSON.parse(text);
  } catch {
    return {kind: 'refused', message: 'not JSON'};
  }
  if (frame === null || typeof frame !== 'object') {
    return {kind: 'refused', message: 'not a frame'};
  }
  if (frame.type === 'rec' || frame.type === 'message') {
    return {kind: 'message', address: frame.address, body: frame.body};
  }
  if (frame.type === 'pong') {
    return {kind: 'pong'};
  }
  if (frame.type === 'err' && frame.address) {
    return {kind: 'failure', address: frame.address, message: frame.message ?? '', code: frame.failureCode ?? -1};
  }
  return {kind: 'refused', message: String(frame.body ?? frame.type)};
}

/**
 * Spread by chance: after a restart of the gateway, a thousand open pages must not come back in the same instant.
 * @param {number} attempt 0 for the first retry
 * @param {number} chance 0..1
 */
export function backOff(attempt, chance) {
  const plain = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(attempt, 10));
  return Math.round(plain * (1 - JITTER + 2 * JITTER * chance));
}

/**
 * A cable pulled out closes nothing: silence is the only sign of it. Browsers let the timers of a hidden page run once a
 * minute, so nothing is to be heard between two pings that lie that far apart; only a ping without an answer counts.
 * @param {number} now
 * @param {number} heardAt when the last message came
 * @param {number} pingedAt when the last ping was sent
 */
export function fellSilent(now, heardAt, pingedAt) {
  return now - heardAt > SILENCE && heardAt < pingedAt;
}
