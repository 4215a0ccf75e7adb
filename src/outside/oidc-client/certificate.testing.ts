// A certificate that a city's gateway might have made for itself (X.509 in DER, by hand: Node reads certificates and makes none).
import { createSign, generateKeyPairSync } from 'node:crypto'

/** A certificate of its own making for 127.0.0.1, with its key, both in PEM. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const algorithm = tagged(0x30, Buffer.from('06092a864886f70d01010b0500', 'hex'))
  const named = tagged(0x0c, Buffer.from('gateway'))
  const name = tagged(0x30, tagged(0x31, tagged(0x30, Buffer.from('0603550403', 'hex'), named)))
  const times = tagged(0x30, tagged(0x17, Buffer.from('200101000000Z')), tagged(0x17, Buffer.from('491231235959Z')))
  const address = tagged(0x30, tagged(0x87, Buffer.from([127, 0, 0, 1])))
  const forAddress = tagged(0x30, Buffer.from('0603551d11', 'hex'), tagged(0x04, address))
  const asAuthority = tagged(0x30, Buffer.from('0603551d13', 'hex'), tagged(0x04, Buffer.from('30030101ff', 'hex')))
  const signed = tagged(
    0x30,
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.from([1])),
    algorithm,
    name,
    times,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, tagged(0x30, forAddress, asAuthority)),
  )
  const signature = createSign('RSA-SHA256').update(signed).sign(privateKey)
  const whole = tagged(0x30, signed, algorithm, tagged(0x03, Buffer.from([0]), signature))
  const lines = whole.toString('base64').replaceAll(/(.{64})/g, '$1\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
