import type { Role } from '#kernel/access.ts'
import { type Form, inputFields, type SliceForms, type Times } from '#kernel/forms.ts'
import type { Text } from '#kernel/language.ts'
import type { Burden } from './contract.ts'

// How many fields are typed, for one community in a half-year. Pure.

/** How many the policy pack counts of each. */
export type Measures = Readonly<Record<Exclude<Times, number>, number>>

type BurdenForm = Burden['forms'][number]

/** Every form with its fields and how often each is typed; one line per role that fills it in. */
export function burdenOf(slices: readonly SliceForms[], measures: Measures): readonly BurdenForm[] {
  return slices.flatMap(({ slice, forms }) =>
    forms.flatMap((form) => form.who.map((role) => lineOf(slice, form, role, measures))),
  )
}

function lineOf(slice: Text, form: Form, role: Role, measures: Measures): BurdenForm {
  const number = (times: Times): number => (typeof times === 'number' ? times : measures[times])
  const times = number(form.times)
  const fields = inputFields(form.endpoint)
    .filter(({ path }) => !form.filled.includes(path))
    .map(({ path, required }) => {
      const each = Object.entries(form.each ?? {}).find(([above]) => path.startsWith(above))
      return {
        path,
        title: form.typed[path] ?? { zh: path, en: path },
        required,
        count: times * number(each?.[1] ?? 1),
      }
    })
  const total = fields.reduce((sum, { count }) => sum + count, 0)
  const { endpoint, title, when } = form
  return { slice, endpoint: endpoint.id, title, role, times, when, fields, filled: form.filled.length, total }
}

/** What all forms of these roles come to. */
export function totalOf(forms: readonly BurdenForm[], roles: readonly Role[]): number {
  return forms.filter(({ role }) => roles.includes(role)).reduce((sum, { total }) => sum + total, 0)
}
