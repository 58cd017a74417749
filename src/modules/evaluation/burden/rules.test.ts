import { expect, it } from 'vitest'
import { z } from 'zod'
import { ROLE_NAMES } from '#kernel/access.ts'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { type Form, inputFields } from '#kernel/forms.ts'
import { endpoints, forms as slices } from '../../../main.ts'
import { COMMUNITY_ROLES } from './contract.ts'
import { burdenOf, totalOf } from './rules.ts'

const forms = slices.flatMap((slice) => slice.forms)
const others = slices.flatMap((slice) => slice.others)

/** Those whose typing the meter is about; the organization department only looks. */
const TYPISTS = ['secretary', 'street-officer', 'department-rater']

/** Endpoints of a list that these may write to and that no slice speaks of. */
function undeclared(all: readonly { readonly id: string; readonly who: unknown; readonly kind: string }[]) {
  const known = new Set([...forms, ...others].map((one) => one.endpoint.id))
  return all
    .filter(
      ({ kind, who }) =>
        kind === 'write' && (who === 'signed-in' || (Array.isArray(who) && who.some((role) => TYPISTS.includes(role)))),
    )
    .map(({ id }) => id)
    .filter((id) => !known.has(id))
}

it('every write of a secretary, street officer or rater is a form, or said to be none', () => {
  expect(undeclared(endpoints.map((one) => one.endpoint))).toEqual([])
  const stray = { id: 'stray.report', kind: 'write', who: ['secretary'] }
  expect(undeclared([stray])).toEqual(['stray.report'])
  expect(forms.length).toBeGreaterThan(5)
})

it('an endpoint is declared once, and only those are that the server answers', () => {
  const ids = [...forms, ...others].map((one) => one.endpoint.id)
  const served = new Set(endpoints.map((one) => one.endpoint.id))
  expect(forms.map((one) => one.endpoint.id).filter((id) => !served.has(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})

it.each(forms.map((form) => [form.endpoint.id, form] as const))('%s: every field is typed or filled in', (_, form) => {
  const fields = inputFields(form.endpoint).map(({ path }) => path)
  expect([...Object.keys(form.typed), ...form.filled].sort()).toEqual([...fields].sort())
  for (const above of Object.keys(form.each ?? {})) expect(fields.some((path) => path.startsWith(above))).toBe(true)
  const { who } = form.endpoint
  for (const role of form.who) expect(who === 'signed-in' || who.includes(role)).toBe(true)
})

const sample = { given: 'founded', input: () => ({}) } as const
const report = endpoint({
  id: 'report.submit',
  kind: 'write',
  who: ['secretary'],
  summary: { zh: '自评', en: 'Report' },
  input: z.object({
    period: z.string(),
    done: z.array(z.object({ task: z.string(), answer: z.enum(['yes', 'no']).nullable() })),
    marks: z.record(z.string(), z.number()),
    how: z.string().min(1),
    note: z.string(),
  }),
  output: nothing,
  sample,
})
const form: Form = {
  endpoint: report,
  title: { zh: '自评', en: 'Report' },
  who: ['secretary'],
  times: 2,
  when: { zh: '每季度', en: 'each quarter' },
  typed: { note: { zh: '说明', en: 'Note' } },
  filled: ['period', 'done[].task'],
  each: { 'done[]': 'key-tasks' },
}

it('counts the fields of the input itself, whatever the form says of them', () => {
  const slice = { slice: { zh: '自评', en: 'Reports' }, forms: [form], others: [] }
  const [line] = burdenOf([slice], { indicators: 22, 'key-tasks': 12 })
  expect(line?.fields.map(({ path, required, count }) => [path, required, count])).toEqual([
    ['done[].answer', false, 24],
    ['marks{}', false, 2],
    ['how', true, 2],
    ['note', false, 2],
  ])
  expect(line?.total).toBe(30)
  expect(totalOf(line ? [line] : [], COMMUNITY_ROLES)).toBe(30)
  expect(totalOf(line ? [line] : [], ['street-officer'])).toBe(0)
})

it('the community’s people keep to the target, whatever the pack counts at most', () => {
  const lines = burdenOf(slices, { indicators: 22, 'key-tasks': 12 })
  expect(totalOf(lines, COMMUNITY_ROLES)).toBeLessThanOrEqual(60)
  expect(totalOf(lines, ['street-officer'])).toBeGreaterThan(0)
  expect(lines.every(({ role }) => ROLE_NAMES.includes(role))).toBe(true)
})
