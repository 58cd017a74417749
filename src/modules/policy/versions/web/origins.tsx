import { useParameters } from '#web/address.ts'
import { count } from '#web/format.ts'
import { useSay, useText } from '#web/language/language.tsx'
import type { Pack } from '../../packs/contract.ts'
import { countsOf, isProvenance, Mark, MEANINGS, PROVENANCE_NAMES } from '../../packs/web/provenance.tsx'
import { POLICY_TEXTS } from './policy-texts.ts'

/** The legend of the marks; each is also a way to see only what comes from there. */
export function Origins({ pack }: { readonly pack: Pack }) {
  const t = useText(POLICY_TEXTS)
  const say = useSay()
  const [{ origin, part }, change] = useParameters()
  const counts = countsOf(pack)
  const chosen = isProvenance(origin) ? origin : undefined
  // From the overview the choice leads to the lists, where it can be seen.
  const target = part === 'limits' ? 'limits' : 'lists'
  return (
    <div className="yz-origins" role="group" aria-label={t('origins')}>
      {PROVENANCE_NAMES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={chosen === name}
          onClick={() => change({ origin: chosen === name ? '' : name, part: target })}
        >
          <Mark of={name} />
          <b>{count(counts[name])}</b>
          <span>{say(MEANINGS[name].meaning)}</span>
        </button>
      ))}
    </div>
  )
}

/** The same on one line, on top of the chapters that it narrows. */
export function OriginFilter() {
  const t = useText(POLICY_TEXTS)
  const say = useSay()
  const [{ origin }, change] = useParameters()
  return (
    <div className="yz-origin-filter" role="group" aria-label={t('origins')}>
      <button type="button" aria-pressed={!isProvenance(origin)} onClick={() => change({ origin: '' })}>
        {t('all')}
      </button>
      {PROVENANCE_NAMES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={origin === name}
          title={say(MEANINGS[name].meaning)}
          onClick={() => change({ origin: name })}
        >
          <Mark of={name} />
        </button>
      ))}
    </div>
  )
}
