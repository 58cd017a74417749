import { ROLES } from '#kernel/access.ts'
import { useSession } from '#web/session.tsx'
import { DistrictPage } from '../../cycle/web/district-page.tsx'
import { OwnSheets } from '../../scoring/web/own-sheets.tsx'
import { DistrictFigures } from './district-figures.tsx'
import { OwnResults } from './own-results.tsx'

/** `/star`: what a star rating is to the reader: a half-year to run, sheets to fill, a result or figures to read. */
export function StarPage() {
  const { active } = useSession()
  const accessClass = ROLES[active.role].class
  if (accessClass === 'rater') return <OwnSheets />
  if (accessClass === 'upper') return <DistrictFigures />
  return accessClass === 'self' ? <OwnResults /> : <DistrictPage />
}
