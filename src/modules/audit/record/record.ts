import { z } from 'zod'

// The record as it leaves the house, in JSON Lines: whose it is, then one line per leaf in order, and after the leaf that
// completes it, each signed checkpoint. In this order a verifier needs no more memory than one line.

export const FORMAT = 'yanzhen-audit/1'
export const SALT_BYTES = 16

const base64 = z.base64()

const body = z.discriminatedUnion('state', [
  /** Salt and bytes as they were committed to. */
  z.object({ state: z.literal('present'), salt: base64, text: z.string() }),
  /** Removed as the rules of retention ask, or its key destroyed: no error. */
  z.object({ state: z.literal('erased') }),
  /** There, and not what was encrypted. */
  z.object({ state: z.literal('damaged') }),
])
export type BundleBody = z.output<typeof body>

const header = z.object({
  district: z.int(),
  id: z.string(),
  at: z.iso.datetime(),
  business_date: z.string(),
  account: z.string().nullable(),
  person: z.string().nullable(),
  role: z.string().nullable(),
  org: z.string().nullable(),
  action: z.string(),
  object_type: z.string(),
  object_id: z.string(),
  result: z.string(),
  restricted: z.boolean(),
})

export const line = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('bundle'),
    format: z.literal(FORMAT),
    district: z.int(),
    origin: z.string(),
    algorithm: z.literal('ed25519'),
    publicKey: base64,
    /** How many leaves follow. */
    size: z.int().min(1),
    exportedAt: z.iso.datetime(),
  }),
  z.object({
    kind: z.literal('leaf'),
    seq: z.int(),
    leaf: base64,
    /** Null for a restricted act: its leaf is in the tree, its header is not shown. */
    act: z.object({ header, commitment: base64, body }).nullable(),
    restricted: z.object({ id: z.string(), at: z.iso.datetime() }).optional(),
  }),
  z.object({ kind: z.literal('checkpoint'), note: z.string() }),
])
export type BundleLine = z.output<typeof line>
export type BundleHeader = Extract<BundleLine, { kind: 'bundle' }>
export type LeafLine = Extract<BundleLine, { kind: 'leaf' }>
