import type { ReactNode } from 'react'

type ChoicesProps = {
  readonly legend: ReactNode
  readonly help?: string
  readonly error?: string | undefined
  /** Fixed, so that an ErrorSummary leads to the first one. */
  readonly id: string
  readonly required?: boolean
  readonly kind: 'checkbox' | 'radio'
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly onChoose: (value: string) => void
}

/** Choices as large as a thumb, all in sight: a visit is recorded standing, with one hand. */
export function Choices({ legend, help, error, id, required, kind, options, chosen, onChoose }: ChoicesProps) {
  return (
    <fieldset className="yz-choices" aria-invalid={error ? true : undefined}>
      <legend>
        {legend}
        {required && <RequiredMark />}
      </legend>
      <div>
        {options.map(({ value, label }, place) => (
          <label key={value}>
            <input
              type={kind}
              name={id}
              {...(place === 0 ? { id } : {})}
              aria-describedby={error ? `${id}-error` : undefined}
              checked={chosen.includes(value)}
              onChange={() => onChoose(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {help && <div className="yz-help">{help}</div>}
      {error && (
        <div className="yz-error" id={`${id}-error`}>
          {error}
        </div>
      )}
    </fieldset>
  )
}

/** The star of a group of controls; a single one has its Field. */
export function RequiredMark() {
  return (
    <span className="yz-required" aria-hidden>
      *
    </span>
  )
}
