// Which network addresses are everybody's: the city asks no others for a stranger.
import ipaddr from 'ipaddr.js'

/** Whether an address is one of the internet: not private, loopback, link-local, reserved or of a cloud's own services. */
export function isPublic(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return false
  // `process` turns ::ffff:127.0.0.1 into what it means.
  const parsed = ipaddr.process(bare)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || !carriesOther(bare)
}

// Ranges of IPv6 whose addresses stand for addresses of IPv4 behind a gateway.
function carriesOther(address: string): boolean {
  const parsed = ipaddr.parse(address)
  return ['64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32', '::/96'].some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range)
    return parsed.kind() === network.kind() && parsed.match(network, bits)
  })
}
