/** The two roads to the bridge, with one face. */

/** The WebSocket road was tried already, and frames inside frames are forbidden by our own policy. */
const TRANSPORTS = ['xhr-streaming', 'xhr-polling'];

/**
 * @typedef {{send: (text: string) => void, close: () => void}} Socket
 * @typedef {{opened: () => void, received: (text: string) => void, closed: () => void}} SocketEvents
 */

/**
 * @param {SocketEvents} events
 * @returns {Socket}
 */
export function openWebSocket(events) {
  const address = new URL('eventbus/websocket', document.baseURI);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return attach(new WebSocket(address), events);
}

/**
 * @param {SocketEvents} events
 * @returns {Socket}
 */
export function openSockJs(events) {
  /** @type {Socket|null} */
  let inner = null;
  let given = false;
  const address = new URL('eventbus', document.baseURI).href;
  loadSockJs().then(
    (SockJs) => (given ? events.closed() : (inner = attach(new SockJs(address, null, {transports: TRANSPORTS}), events))),
    () => events.closed(),
  );
  return {
    send: (text) => inner?.send(text),
    close() {
      given = true;
      inner?.close();
    },
  };
}

/** @returns {Promise<new (address: string, reserved: null, options: {transports: string[]}) => WebSocket>} */
async function loadSockJs() {
  await import('../../vendor/sockjs.js');
  return globalThis.SockJS;
}

/**
 * The bridge answers binary frames on the raw road and text on the SockJS one. `closed` comes exactly once, and at once
 * when we close by ourselves, since a dead network would delay the closing handshake for minutes.
 * @param {WebSocket} socket
 * @param {SocketEvents} events
 * @returns {Socket}
 */
function attach(socket, events) {
  const decoder = new TextDecoder();
  let over = false;
  const finish = () => {
    if (!over) {
      over = true;
      events.closed();
    }
  };
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => over || events.opened();
  socket.onmessage = ({data}) => over || events.received(typeof data === 'string' ? data : decoder.decode(data));
  socket.onclose = finish;
  return {
    send: (text) => socket.send(text),
    close() {
      finish();
      socket.close();
    },
  };
}
