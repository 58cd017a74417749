import { count } from '../format.ts'
import './import.css'

type Figure = readonly [key: string, label: string, value: number]

/** What a dry run counted, or a batch wrote. */
export function ImportCounts({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="yz-counts">
      {figures.map(([key, label, value]) => (
        <div key={key} className={value > 0 ? `yz-count-${key}` : ''}>
          <dt>{label}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  )
}
