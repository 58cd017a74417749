// Looks at an uploaded file before any parser does. Everything that is read later are the bytes that came out of here:
// no second zip reader gets to disagree with this one about what the file contains.
import { crc32, inflateRawSync } from 'node:zlib'
import { refuse } from './refusals.ts'

const MB = 1_000_000

export type PackageLimits = {
  /** Bytes as uploaded. A roster of 100,000 rows × 15 columns has 8 MB. */
  readonly compressed: number
  /** Bytes of all parts unpacked. The same roster has 80 MB. */
  readonly uncompressed: number
  /** A workbook with 50 sheets, each with comments and a drawing, has about 300 parts. */
  readonly parts: number
  /** Unpacked to packed, above 20 MB. Real tables reach 10 to 40; deflate cannot exceed 1,032. */
  readonly ratio: number
}

export const PACKAGE_LIMITS: PackageLimits = { compressed: 10 * MB, uncompressed: 200 * MB, parts: 2000, ratio: 150 }
/** Small files may be as repetitive as they like: 20 MB harm nobody. */
const RATIO_MATTERS_FROM = 20 * MB

/** What makes a package a workbook (.xlsx) or a document (.docx). */
const MAIN_PARTS = { workbook: 'xl/workbook.xml', document: 'word/document.xml' } as const

/** The unpacked parts of a workbook by their path, e.g. 'xl/workbook.xml'. */
export type Package = ReadonlyMap<string, Buffer>

type Entry = {
  readonly name: string
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const FULL_32 = 0xffffffff
const ENCRYPTED_FLAG = 1
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/**
 * The checks that cost nothing: size and kind of file. Refuses (413, 422) with one sentence per mistake that people make:
 * .xls, .et, .csv or .html renamed to .xlsx, a file with a password, an empty or cut-off upload.
 */
export function checkUpload(bytes: Buffer, limits: PackageLimits = PACKAGE_LIMITS): void {
  if (bytes.length > limits.compressed) {
    refuse('sheets.too-large', { size: (bytes.length / MB).toFixed(1), limit: limits.compressed / MB })
  }
  if (bytes.length === 0) refuse('sheets.empty')
  if (bytes.subarray(0, 8).equals(COMPOUND_FILE)) {
    // Excel wraps an encrypted .xlsx into the container format of .xls; only this stream's name tells them apart.
    refuse(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'sheets.encrypted' : 'sheets.old-xls')
  }
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL_ENTRY) return
  const start = bytes.subarray(0, 4096)
  if (/^(\ufeff|\s)*</.test(start.toString('utf8'))) refuse('sheets.html')
  refuse(start.includes(0) ? 'sheets.not-a-workbook' : 'sheets.csv')
}

/**
 * Unpacks a workbook after `checkUpload`. What the zip directory declares is only believed after counting: no part is
 * unpacked beyond its declared size, and every checksum is verified. Refuses damaged and hostile files (413, 422). Takes up to
 * a second for the largest file allowed: run it in the worker.
 */
export function openPackage(
  bytes: Buffer,
  limits: PackageLimits = PACKAGE_LIMITS,
  kind: keyof typeof MAIN_PARTS = 'workbook',
): Package {
  checkUpload(bytes, limits)
  const entries = readDirectory(bytes, limits)
  checkNames(entries, MAIN_PARTS[kind])
  checkDeclaredSizes(entries, bytes.length, limits)
  const parts = new Map<string, Buffer>()
  for (const entry of entries) parts.set(entry.name, unpack(bytes, entry))
  for (const [name, part] of parts) checkPart(name, part)
  return parts
}

function damaged(part: string): never {
  return refuse('sheets.damaged', { part })
}

/** The record at the end of a zip file, which says where the directory is. It may be followed by a comment. */
function findDirectory(bytes: Buffer): { count: number; offset: number; size: number } {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff)
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (bytes.readUInt32LE(at) !== END_OF_DIRECTORY) continue
    const directory = {
      count: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 12),
      offset: bytes.readUInt32LE(at + 16),
    }
    return directory.offset + directory.size <= at ? directory : damaged('zip')
  }
  return damaged('zip')
}

function readDirectory(bytes: Buffer, limits: PackageLimits): Entry[] {
  const { count, offset, size } = findDirectory(bytes)
  if (count > limits.parts) refuse('sheets.too-many-parts', { count, limit: limits.parts })
  const entries: Entry[] = []
  let at = offset
  for (let index = 0; index < count; index++) {
    if (at + 46 > offset + size || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) damaged('zip')
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const end = extraEnd + bytes.readUInt16LE(at + 32)
    if (end > offset + size) damaged('zip')
    entries.push({
      name: bytes.toString('utf8', at + 46, nameEnd),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      ...longSizes(bytes, at, nameEnd, extraEnd),
    })
    at = end
  }
  return at === offset + size ? entries : damaged('zip')
}

/** Sizes and place of one entry. Some writers use the 64-bit fields of zip even for small files. */
function longSizes(bytes: Buffer, at: number, extraStart: number, extraEnd: number) {
  const sizes = { unpacked: at + 24, packed: at + 20, offset: at + 42 }
  let long = findExtra(bytes, extraStart, extraEnd, 0x0001)
  const read = (place: number): number => {
    const short = bytes.readUInt32LE(place)
    if (short !== FULL_32) return short
    if (long === undefined || long + 8 > extraEnd) return damaged('zip')
    long += 8
    return Number(bytes.readBigUInt64LE(long - 8))
  }
  // The order is the format's: only the fields that do not fit appear, in this sequence.
  const unpacked = read(sizes.unpacked)
  const packed = read(sizes.packed)
  return { unpacked, packed, offset: read(sizes.offset) }
}

function findExtra(bytes: Buffer, start: number, end: number, id: number): number | undefined {
  let at = start
  while (at + 4 <= end) {
    if (bytes.readUInt16LE(at) === id) return at + 4
    at += 4 + bytes.readUInt16LE(at + 2)
  }
  return undefined
}

function checkNames(entries: readonly Entry[], main: string): void {
  const seen = new Set<string>()
  for (const { name } of entries) {
    const key = name.toLowerCase()
    // Two entries of one name are how a checker and a parser are made to see different files.
    const unsafe = seen.has(key) || /^\/|\\|:|\0|\ufffd|(^|\/)\.\.?(\/|$)/.test(name)
    if (unsafe) refuse('sheets.unsafe-path', { part: name.slice(0, 80) })
    seen.add(key)
  }
  if (entries.some(({ name }) => /vbaproject|xl\/macrosheets\//i.test(name))) {
    refuse('sheets.macros')
  }
  const link = entries.find(({ name }) => /^xl\/externallinks\//i.test(name))
  if (link) refuse('sheets.external-link', { part: link.name })
  if (!seen.has(main)) refuse('sheets.not-a-workbook')
}

function checkDeclaredSizes(entries: readonly Entry[], fileSize: number, limits: PackageLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  const tooDense = total > RATIO_MATTERS_FROM && total > limits.ratio * fileSize
  if (total > limits.uncompressed || tooDense) refuse('sheets.bomb', { limit: limits.uncompressed / MB })
}

function unpack(bytes: Buffer, entry: Entry): Buffer {
  if (entry.flags & ENCRYPTED_FLAG) refuse('sheets.encrypted')
  const head = entry.offset
  if (head + 30 > bytes.length || bytes.readUInt32LE(head) !== LOCAL_ENTRY) damaged(entry.name)
  const nameEnd = head + 30 + bytes.readUInt16LE(head + 26)
  const start = nameEnd + bytes.readUInt16LE(head + 28)
  if (bytes.toString('utf8', head + 30, nameEnd) !== entry.name) damaged(entry.name)
  if (start + entry.packed > bytes.length) damaged(entry.name)
  const part = inflate(bytes.subarray(start, start + entry.packed), entry)
  return part.length === entry.unpacked && crc32(part) === entry.crc ? part : damaged(entry.name)
}

function inflate(packed: Buffer, entry: Entry): Buffer {
  if (entry.method === 0) return packed
  if (entry.method !== 8) damaged(entry.name)
  if (entry.unpacked === 0) return Buffer.alloc(0)
  try {
    // A directory that declares less than there is fails here, after at most the declared number of bytes.
    // In one piece with room for one byte more: the runtime would otherwise join small pieces, and hold the part twice.
    return inflateRawSync(packed, { maxOutputLength: entry.unpacked, chunkSize: Math.max(64, entry.unpacked + 1) })
  } catch {
    return damaged(entry.name)
  }
}

/** What must not be inside a part, whatever a parser would make of it. */
function checkPart(name: string, part: Buffer): void {
  // Pictures (SVG) may declare one; nobody parses them.
  if (/^(xl|word)\/media\//.test(name)) return
  if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY')) refuse('sheets.document-type', { part: name })
  if (name === '[Content_Types].xml' && part.includes('macroEnabled')) refuse('sheets.macros')
  if (name.endsWith('.rels')) checkRelations(name, part.toString('utf8'))
}

/** A link that a person may click is harmless; anything that a program would fetch is not. */
function checkRelations(name: string, xml: string): void {
  for (const [relation] of xml.matchAll(/<[^<>]*\bTargetMode\s*=\s*["']External["'][^<>]*>/g)) {
    if (!/\bType\s*=\s*["'][^"']*\/hyperlink["']/.test(relation)) refuse('sheets.external-link', { part: name })
  }
}
