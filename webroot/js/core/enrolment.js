/** The line that lets one machine in. */

const FILE = 'atalaia-hub.pem';
const LOOPBACK = /^(localhost$|127\.|\[::1\])/;

/** @param {string} host whether only this machine knows itself by it */
export const isLoopback = (host) => LOOPBACK.test(host);

/**
 * @typedef {{protocol: string, hostname: string, port: string}} Base where the page was opened
 * @typedef {{enrolment: string, authority?: string, agentPackage?: string}} Made
 */

/**
 * Whether the line can fetch the agent as well: what nobody vouches for on its way to another machine is not run there unasked.
 * @param {Base} base @param {Made} made
 */
export const fetches = ({protocol, hostname}, {agentPackage}) => Boolean(agentPackage) && (protocol === 'https:' || isLoopback(hostname));

/**
 * The line for the machine. A certificate that nobody else vouches for goes along, so that the agent trusts this gateway and no other.
 * @param {Base} base @param {Made} made
 */
export function commandFor(base, made) {
  const {protocol, hostname, port} = base;
  const {enrolment, authority} = made;
  const plain = protocol === 'http:';
  const address = `${hostname}:${port || (plain ? 80 : 443)}`;
  const trust = authority ? `printf '%s\\n' ${authority.trim().split(/\r?\n/).map((text) => `'${text}'`).join(' ')} > ${FILE} && ` : '';
  const options = [
    `--gateway ${plain ? address : `${protocol}//${address}`}`,
    ...(authority ? [`--set agent.tls.authorities=${FILE}`] : []),
    ...(plain && !isLoopback(hostname) ? ['--insecure'] : []),
    `--enrol ${enrolment}`,
  ];
  const fetched = fetches(base, made);
  const fetch = fetched ? `curl -fsS ${authority ? `--cacert ${FILE} ` : ''}${protocol}//${address}${made.agentPackage} | tar xz && ` : '';
  return `${trust}${fetch}./${fetched ? 'atalaia-agent/' : ''}atalaia-agent ${options.join(' ')}`;
}
