/**
 * An IP address without brackets, port and the IPv6 notation that Node gives an IPv4 address on a socket for
 * both; empty when it does not look like one.
 */
export function plainAddress(text: string): string {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/, '');
  return /^[\da-f.:]{2,45}$/.test(bare) ? bare : '';
}
