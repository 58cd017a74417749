import { Fragment } from 'react'
import { useSay, useText } from '#web/language/language.tsx'
import type { PackLists, StarDepartment, StarIndicator } from '../contract.ts'
import { Name } from './items-table.tsx'
import { PACK_TEXTS } from './pack-texts.ts'
import { Mark } from './provenance.tsx'

const sum = (numbers: readonly number[]) => Math.round(numbers.reduce((total, one) => total + one, 0) * 100) / 100
const pointsOf = ({ indicators }: StarDepartment) => sum(indicators.map(({ points }) => points))

/** Who scores what in the star rating, dimension by dimension, down to the last point. */
export function StarDepartments({ lists }: { readonly lists: PackLists }) {
  const t = useText(PACK_TEXTS)
  const say = useSay()
  const { star_dimensions: dimensions, star_departments: departments } = lists
  return (
    <table className="yz-pack-table yz-pack-star" aria-label={say(departments)}>
      <thead>
        <tr>
          <th scope="col">{t('department')}</th>
          <th scope="col">{t('indicator')}</th>
          <th scope="col">{t('duty')}</th>
          <th scope="col" className="yz-end">
            {t('points')}
          </th>
        </tr>
      </thead>
      <tbody>
        {dimensions.items.map((dimension) => {
          const own = departments.items.filter((department) => department.dimension === dimension.code)
          return (
            <Fragment key={dimension.code}>
              <tr className="yz-pack-dimension">
                <th scope="rowgroup" colSpan={3}>
                  {say(dimension)}
                </th>
                <td className="yz-end">{sum(own.map(pointsOf))}</td>
              </tr>
              {own.map((department) => (
                <DepartmentLines key={department.code} department={department} />
              ))}
            </Fragment>
          )
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('total')}
          </th>
          <td className="yz-end">{sum(departments.items.map(pointsOf))}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function DepartmentLines({ department }: { readonly department: StarDepartment }) {
  const t = useText(PACK_TEXTS)
  const { code, indicators, provenance, source } = department
  return indicators.map((indicator, index) => (
    <tr key={indicator.code}>
      {index === 0 && (
        <th scope="rowgroup" rowSpan={indicators.length}>
          <span className="yz-pack-department">
            <code>{code}</code>
            <Mark of={provenance} source={source} />
            <b>{t('full', { points: pointsOf(department) })}</b>
          </span>
          <Name of={department} />
        </th>
      )}
      <IndicatorCells indicator={indicator} />
    </tr>
  ))
}

function IndicatorCells({ indicator }: { readonly indicator: StarIndicator }) {
  const t = useText(PACK_TEXTS)
  const { code, duty, points } = indicator
  return (
    <>
      <td>
        <div className="yz-pack-indicator">
          <code>{code}</code>
          <Name of={indicator} />
        </div>
      </td>
      <td data-label={t('duty')}>{t(duty)}</td>
      <td data-label={t('points')} className="yz-end">
        {points}
      </td>
    </>
  )
}
