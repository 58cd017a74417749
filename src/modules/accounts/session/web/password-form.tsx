import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useWrite } from '#web/api.ts'
import { ErrorSummary, Field, type FieldProblem } from '#web/kit/form.tsx'
import { Failed } from '#web/kit/states.tsx'
import { useText, type Words } from '#web/language/language.tsx'
import { changePassword } from '../contract.ts'
import { isStrong } from '../rules.ts'
import { SESSION_TEXTS } from './session-texts.ts'

const NOTHING = { old: '', next: '', again: '' }
type Entries = typeof NOTHING

const FIELDS = [
  { key: 'old', complete: 'current-password' },
  { key: 'next', complete: 'new-password' },
  { key: 'again', complete: 'new-password' },
] as const

/** The server has the last word; what can be told at once is told at once. */
function problemsOf({ old, next, again }: Entries, t: Words<keyof (typeof SESSION_TEXTS)['zh']>): FieldProblem[] {
  if (old === '') return [{ field: 'old', sentence: t('missing') }]
  if (!isStrong(next)) return [{ field: 'next', sentence: t('weak') }]
  if (next === old) return [{ field: 'next', sentence: t('same') }]
  return next === again ? [] : [{ field: 'again', sentence: t('differs') }]
}

type PasswordFormProps = {
  /** Ids of the endpoints asked again when the password has changed. */
  readonly touches: readonly string[]
  /** Beside the button. */
  readonly aside?: ReactNode
}

export function PasswordForm({ touches, aside }: PasswordFormProps) {
  const t = useText(SESSION_TEXTS)
  const [entries, setEntries] = useState<Entries>(NOTHING)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const change = useWrite(changePassword, { touches })
  const type = (key: keyof Entries, value: string) => {
    setEntries({ ...entries, [key]: value })
    change.reset()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = problemsOf(entries, t)
    setProblems(found)
    const input = { password: entries.old, next: entries.next }
    if (found.length === 0) change.mutate(input, { onSuccess: () => setEntries(NOTHING) })
  }
  return (
    <form onSubmit={submit} noValidate>
      <div role="status">{change.isSuccess && <p className="yz-changed">{t('changed')}</p>}</div>
      {change.error && <Failed problem={change.error} title={t('notChanged')} />}
      <ErrorSummary problems={problems} />
      {FIELDS.map(({ key, complete }) => (
        <Field
          key={key}
          id={key}
          label={t(key)}
          required
          help={key === 'next' && t('nextHelp')}
          error={problems.find(({ field }) => field === key)?.sentence}
        >
          {(aria) => (
            <Input.Password
              {...aria}
              autoComplete={complete}
              value={entries[key]}
              onChange={({ target }) => type(key, target.value)}
            />
          )}
        </Field>
      ))}
      <div className="yz-buttons">
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('change')}
        </Button>
        {aside}
      </div>
    </form>
  )
}
