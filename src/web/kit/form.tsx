import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useText } from '../language/language.tsx'
import { texts } from '../language/text.ts'
import './form.css'

const TEXTS = texts({
  zh: { required: '必填', optional: '选填', summary: '还有 {count} 处需要处理', more: '另有 {count} 处' },
  en: {
    required: 'required',
    optional: 'optional',
    summary: 'Still to be corrected: {count}',
    more: 'and {count} more',
  },
})

/** What a field's input needs so that label, help and error belong to it. */
export type FieldAria = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
  readonly status: 'error' | ''
}

type FieldProps = {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly error?: string | undefined
  /** Marked when true; `false` shows "optional"; absent shows nothing. */
  readonly required?: boolean
  /** Fixed when an ErrorSummary has to point at it. */
  readonly id?: string
  readonly children: (aria: FieldAria) => ReactNode
}

/** Label above, help under, error at the field. */
export function Field({ label, help, error, required, id: given, children }: FieldProps) {
  const t = useText(TEXTS)
  const made = useId()
  const id = given ?? made
  const described = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="yz-field">
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="yz-required" title={t('required')} aria-hidden>
            *
          </span>
        )}
        {required === false && <span className="yz-optional">{t('optional')}</span>}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
        status: error ? 'error' : '',
      })}
      {help && (
        <div className="yz-help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {error && (
        <div className="yz-error" id={`${id}-error`}>
          {error}
        </div>
      )}
    </div>
  )
}

/** One thing that is wrong; `field` is the id of its input. */
export type FieldProblem = { readonly field?: string; readonly sentence: string }

/** More of them would hide the form. */
const MOST_LISTED = 9

/** The list on top of a form: takes the focus when it appears, each line leads to its field. */
export function ErrorSummary({
  problems,
  title,
}: {
  readonly problems: readonly FieldProblem[]
  readonly title?: string
}) {
  const t = useText(TEXTS)
  const box = useRef<HTMLDivElement>(null)
  const shown = problems.length > 0
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown])
  if (!shown) return null
  return (
    <div className="yz-summary" role="alert" tabIndex={-1} ref={box}>
      <p>{title ?? t('summary', { count: problems.length })}</p>
      <ul>
        {problems.slice(0, MOST_LISTED).map(({ field, sentence }) => (
          <li key={`${field}${sentence}`}>
            {field ? (
              <button type="button" className="yz-link" onClick={() => document.getElementById(field)?.focus()}>
                {sentence}
              </button>
            ) : (
              sentence
            )}
          </li>
        ))}
        {problems.length > MOST_LISTED && <li>{t('more', { count: problems.length - MOST_LISTED })}</li>}
      </ul>
    </div>
  )
}
