import { z } from 'zod'

// How a policy pack writes its rules: named nodes, each with exactly one mechanism and its version as the key.
//
//   star.total:
//     zh: 星级总分
//     en: Star total
//     sum@1: { of: [star.organisation, star.livelihood], missing: refuse }
//
// A part is the name of a rule or fact, or a number, with a weight or a number of occurrences where needed.

/**
 * A decimal as people write it. 1e21 would not be read back as one, and beyond fifteen digits the reader of YAML has
 * rounded already.
 */
export const decimal = z.number().refine((value) => /^-?\d+(\.\d+)?$/.test(String(value)) && digits(value) <= 15, {
  message: 'a decimal of at most 15 digits',
  params: { zh: '不超过 15 位的小数' },
})

function digits(value: number): number {
  return String(value).replace(/\D/g, '').length
}

const number = z.union([decimal, z.string().regex(/^-?\d+(\.\d+)?%?$/)])
const reference = z.string().regex(/^[\p{L}][\p{L}\p{N}._-]*$/u)
const part = z.union([
  reference,
  z.strictObject({
    rule: reference.optional(),
    value: number.optional(),
    weight: number.optional(),
    times: reference.optional(),
  }),
])
const parts = z.array(part).min(1)
const comparison = z.strictObject({ of: reference, below: number.optional(), 'at-least': number.optional() })
const condition = z.strictObject({ any: z.array(comparison).min(1) })
const limit = z.strictObject({ of: reference, at: z.union([number, reference]), when: condition.optional() })

export const ruleSource = z.strictObject({
  zh: z.string().min(1),
  en: z.string().min(1),
  max: number.optional(),
  'sum@1': z.strictObject({ of: parts, missing: z.enum(['refuse', 'scale']).default('refuse') }).optional(),
  'mean@1': z.strictObject({ of: parts, missing: z.enum(['refuse', 'omit']).default('refuse') }).optional(),
  'trimmed-mean@1': z
    .strictObject({ of: reference, from: z.int().min(3), drop: z.int().min(1) })
    .refine(({ from, drop }) => from > 2 * drop, {
      message: 'from must be more than twice drop',
      params: { zh: 'from 须大于 drop 的两倍' },
    })
    .optional(),
  'bands@1': z
    .strictObject({
      of: reference,
      round: z.int().min(0).max(6).default(2),
      bands: z.array(z.strictObject({ grade: reference, from: number })).min(2),
    })
    .optional(),
  'cap@1': limit.optional(),
  'floor@1': limit.optional(),
  'choose@1': z
    .strictObject({
      cases: z.array(z.strictObject({ when: condition, use: reference })).min(1),
      otherwise: reference,
    })
    .optional(),
  'quota@1': z
    .strictObject({ of: reference, grade: reference, share: number, 'pool-below': z.int().min(0).default(0) })
    .optional(),
})

export const rulesSource = z.record(reference, ruleSource)

export type RuleSource = z.output<typeof ruleSource>
export type RulesSource = z.output<typeof rulesSource>
export type PartSource = z.output<typeof part>
export type ConditionSource = z.output<typeof condition>
