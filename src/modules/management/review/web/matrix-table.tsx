import { memo, useState } from 'react'
import { Pages } from '#web/kit/record-pages.tsx'
import { useLanguage, useSay, useText } from '#web/language/language.tsx'
import type { Cell, MatrixRow } from '../contract.ts'
import { CELL_WORDS } from './answer-words.ts'
import type { Departments } from './matrix-legend.tsx'
import { MATRIX_TEXTS } from './matrix-texts.ts'

export type ListProps = {
  readonly departments: Departments
  readonly rows: readonly MatrixRow[]
  readonly onOpen: (row: MatrixRow) => void
  /** The case whose drawer is open. */
  readonly openKey: string
}

/** The 76 communities of a district stand on one page. */
const SIZE = 100

/** Candidates by departments: a mark for each reply, in words for those who do not see it. */
export function MatrixTable({ departments, rows, onOpen, openKey }: ListProps) {
  const t = useText(MATRIX_TEXTS)
  const [page, setPage] = useState(0)
  const start = Math.min(page, Math.floor((rows.length - 1) / SIZE)) * SIZE
  const after = start + SIZE
  return (
    <div className="yz-card yz-record-card">
      <div className="yz-scroll" tabIndex={0} role="region" aria-label={t('table')}>
        <table className="yz-table yz-matrix">
          <thead>
            <tr>
              {(['person', 'community', 'due'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
              {departments.map((department) => (
                <DepartmentHead key={department.code} department={department} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(start, after).map((row) => (
              <Line key={row.request} {...{ departments, row, onOpen }} isOpen={row.filing === openKey} />
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > SIZE && (
        <Pages
          size={SIZE}
          total={rows.length}
          onPrevious={start > 0 ? () => setPage(start / SIZE - 1) : undefined}
          onNext={rows.length > after ? () => setPage(start / SIZE + 1) : undefined}
        />
      )}
    </div>
  )
}

/** Chinese names stand upright; English ones are too long for that and are read in the legend, by their number. */
function DepartmentHead({ department: { code, ...name } }: { readonly department: Departments[number] }) {
  const say = useSay()
  const { language } = useLanguage()
  return (
    <th scope="col" className="yz-matrix-head" title={say(name)}>
      <span aria-hidden>{code.slice(3)}</span>
      <span className={language === 'zh' ? 'yz-matrix-upright' : 'yz-hidden'}>{say(name)}</span>
    </th>
  )
}

type LineProps = Pick<ListProps, 'departments' | 'onOpen'> & { readonly row: MatrixRow; readonly isOpen: boolean }

const Line = memo(function Line({ departments, row, onOpen, isOpen }: LineProps) {
  return (
    <tr className={isOpen ? 'yz-row-opens yz-row-open' : 'yz-row-opens'} onClick={() => onOpen(row)}>
      <th scope="row">
        <button type="button" className="yz-row-button" onClick={(event) => (event.stopPropagation(), onOpen(row))}>
          {row.personName}
        </button>
      </th>
      <td>
        {row.communityName}
        <small>{row.streetName}</small>
      </td>
      <td>
        <time dateTime={row.dueOn}>{row.dueOn}</time>
      </td>
      {departments.map(({ code }) => (
        <Mark key={code} cell={row.cells.find(({ department }) => department === code)} />
      ))}
    </tr>
  )
})

function Mark({ cell }: { readonly cell: Cell | undefined }) {
  const say = useSay()
  if (!cell) return <td />
  const words = CELL_WORDS[cell.state]
  const text = cell.on ? `${say(words)} ${cell.on}` : say(words)
  return (
    <td className={`yz-reply yz-reply-${cell.state}`} title={text}>
      <span aria-hidden>{words.mark}</span>
      <span className="yz-hidden">{text}</span>
    </td>
  )
}
