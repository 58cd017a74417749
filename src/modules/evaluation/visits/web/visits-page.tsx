import { ROLES } from '#kernel/access.ts'
import { useSession } from '#web/session.tsx'
import { Board } from './board.tsx'
import { OwnVisits } from './own-visits.tsx'

/** `/visits`: what communities still lack, or what visits found in the own one. */
export function VisitsPage() {
  const { active } = useSession()
  return ROLES[active.role].class === 'self' ? <OwnVisits /> : <Board />
}
