/** The line that lets one machine in. */

const FILE = 'atalaia-hub.pem';
const LOOPBACK = /^(localhost$|127\.|\[::1\])/;

/** @param {string} host whether only this machine knows itself by it */
export const isLoopback = (host) => LOOPBACK.test(host);

/**
 * The line for the machine. A certificate that nobody else vouches for goes along, so that the agent trusts this gateway and no other.
 * @param {{protocol: string, hostname: string, port: string}} base where the page was opened @param {{enrolment: string, authority?: string}} made
 */
export function commandFor({protocol, hostname, port}, {enrolment, authority}) {
  const plain = protocol === 'http:';
  const address = `${hostname}:${port || (plain ? 80 : 443)}`;
  const trust = authority ? `printf '%s\\n' ${authority.trim().split(/\r?\n/).map((text) => `'${text}'`).join(' ')} > ${FILE} && ` : '';
  const options = [
    `--gateway ${plain ? address : `${protocol}//${address}`}`,
    ...(authority ? [`--set agent.tls.authorities=${FILE}`] : []),
    ...(plain && !isLoopback(hostname) ? ['--insecure'] : []),
    `--enrol ${enrolment}`,
  ];
  return `${trust}./atalaia-agent ${options.join(' ')}`;
}
