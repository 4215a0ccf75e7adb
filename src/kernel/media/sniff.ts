// Tells what a file is by its first bytes, never by its name or by what the browser says.

export type Kind = 'jpeg' | 'png' | 'webp' | 'heic' | 'avif' | 'gif' | 'pdf' | 'other'

/** The kind of file these bytes begin as; 'other' for anything else, SVG and TIFF among it. Looks at 64 bytes at most. */
export const sniff = (bytes: Uint8Array): Kind => {
  if (begins(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  const head = Buffer.from(bytes.subarray(0, 64)).toString('latin1')
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp'
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif'
  if (head.startsWith('%PDF-')) return 'pdf'
  if (head.slice(4, 8) === 'ftyp') return heifKind(bytes, head)
  return 'other'
}

const begins = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte)

// ISO 14496-12: the box length, 'ftyp', the major brand, a version, then compatible brands of four letters.
// A major brand such as mif1 says only "some HEIF"; the compatible brands tell AV1 from HEVC.
const heifKind = (bytes: Uint8Array, head: string): Kind => {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)
  const end = Math.min(length, head.length)
  const brands = [head.slice(8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.slice(at, at + 4))
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif'
  if (brands.some((brand) => HEVC_BRANDS.has(brand))) return 'heic'
  return 'other'
}

const HEVC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'])
