// Puts parts back into a zip file: the counterpart of guard.ts. A program that reads it sees exactly the parts given.
import { crc32, deflateRawSync } from 'node:zlib'

const UTF8_NAMES = 0x0800
/** 1980-01-01, the first day that zip knows: equal parts give equal bytes. */
const FIRST_DAY = 0x0021

/** A zip file of these parts, in their order. */
export function packParts(parts: Iterable<readonly [name: string, content: Buffer]>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const path = Buffer.from(name)
    const packed = deflateRawSync(content, { level: 1 })
    const entry = describe(path, content, packed)
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), entry, path, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), entry, place, path]))
    files.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, index, end])
}

/** The 26 bytes that the local header and the directory have in common, from "version needed" to "extra length". */
function describe(path: Buffer, content: Buffer, packed: Buffer): Buffer {
  const entry = Buffer.alloc(26)
  entry.writeUInt16LE(20, 0)
  entry.writeUInt16LE(UTF8_NAMES, 2)
  entry.writeUInt16LE(8, 4)
  entry.writeUInt16LE(FIRST_DAY, 8)
  entry.writeUInt32LE(crc32(content), 10)
  entry.writeUInt32LE(packed.length, 14)
  entry.writeUInt32LE(content.length, 18)
  entry.writeUInt16LE(path.length, 22)
  return entry
}
