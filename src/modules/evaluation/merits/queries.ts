import type { z } from 'zod'
import { limitOf, type Pack } from '#policy'
import type { Role } from '#kernel/access.ts'
import type { Actor, Call } from '#kernel/call.ts'
import type { Tx } from '#kernel/database.ts'
import { display, type Rational } from '#kernel/policy/rational.ts'
import { getCyclePack } from '../cycle/queries.ts'
import { rosterOf, type RosterRow } from '../scoring/queries.ts'
import { starPolicy } from '../star/rules.ts'
import {
  type listMerits,
  type Merit,
  type MeritState,
  reviewCase,
  reviewMerit,
  withdrawCase,
  withdrawMerit,
} from './contract.ts'
import { bonusCap, type StreetMethod } from './overlay.ts'
import { countedEntries, daysOf, type Entry, type HonourPoints, LEVELS, pointsOf } from './rules.ts'

export type MeritRow = Entry & {
  readonly title: string
  readonly documentNumber: string
  readonly documentTitle: string
  readonly issuer: string | null
  readonly happenedOn: string | null
  readonly statement: string | null
  readonly rules: StreetMethod | null
  readonly enteredOn: string
  readonly decision: string | null
  readonly decidedOn: string | null
  /** Who entered and who decided; null for a community, which reads what was confirmed and not by whom. */
  readonly person: string | null
  readonly enteredBy: string | null
  readonly decidedBy: string | null
}

const NAMES = `m.person, m.account_name as "enteredBy", coalesce(w.account_name, d.account_name) as "decidedBy"`
const NO_NAMES = `null as person, null as "enteredBy", null as "decidedBy"`

/** All entries of a half-year that the caller may see, in the order in which they were entered. */
export function meritRows(
  tx: Tx,
  districts: readonly number[],
  period: string,
  names: 'names' | 'no-names' = 'names',
): Promise<MeritRow[]> {
  return tx.run<MeritRow>(
    `select m.district, m.id, m.street, m.community, m.kind, m.level, m.title_key as "titleKey", m.method, m.item, m.points,
            m.title, m.document_number as "documentNumber", m.document_title as "documentTitle", m.issuer,
            m.happened_on as "happenedOn", m.statement, m.method_rules as rules, m.entered_on as "enteredOn", d.act,
            w.act is not null as withdrawn, coalesce(w.reason, d.reason) as decision,
            coalesce(w.decided_on, d.decided_on) as "decidedOn", ${names === 'names' ? NAMES : NO_NAMES}
     from evaluation.merit m
     left join evaluation.merit_decision d on d.district = m.district and d.merit = m.id and d.step = 1
     left join evaluation.merit_decision w on w.district = m.district and w.merit = m.id and w.step = 2
     where m.district = any($1) and m.period = $2
     order by m.district, m.id`,
    [districts, period],
  )
}

export function honourPoints(pack: Pack): HonourPoints {
  const of = (level: string) => limitOf(pack, `star.bonus-${level}`)
  return { national: of('national'), province: of('province'), city: of('city') }
}

export function stateOf({ kind, act, withdrawn }: Entry): MeritState {
  if (withdrawn) return 'withdrawn'
  return kind === 'street-award' ? 'confirmed' : (act ?? 'waiting')
}

const includes = (roles: typeof reviewMerit.who, role: Role): boolean => Array.isArray(roles) && roles.includes(role)

/** Whether a person may confirm or decline an entry, as far as role and name go. */
export function mayReview(row: MeritRow, { role, person }: Pick<Actor, 'role' | 'person'>): boolean {
  const { who } = row.kind === 'serious-case' ? reviewCase : reviewMerit
  return row.kind !== 'street-award' && includes(who, role) && row.person !== person && stateOf(row) === 'waiting'
}

/** A street takes back what it awarded, and what nobody has confirmed yet. */
export function mayWithdraw(row: MeritRow, role: Role): boolean {
  const { who } = row.kind === 'serious-case' ? withdrawCase : withdrawMerit
  const state = stateOf(row)
  const reaches = role !== 'street-officer' || state === 'waiting' || row.kind === 'street-award'
  return includes(who, role) && reaches && (state === 'waiting' || state === 'confirmed')
}

/** 3 and 0.5: one place at most, and none where there is nothing in it. */
export const plain = (value: Rational): string => display(value, 1).replace(/\.0$/, '')

/** Entries of a half-year with what counts, and what a form needs to know. */
export async function getMerits(
  { tx, district, actor }: Call,
  { period }: { period: string },
): Promise<z.input<(typeof listMerits)['output']>> {
  const { pack: stored, state } = await getCyclePack(tx, district, period)
  const { pack } = stored
  const isSelf = actor.scope.class === 'self'
  const rows = await meritRows(tx, [district], period, isSelf ? 'no-names' : 'names')
  const roster = await rosterOf(tx, district, period)
  const policy = starPolicy(stored)
  const counted = new Set([...countedEntries(rows).values()].flat().map(({ id }) => id))
  const points = honourPoints(pack)
  const most = bonusCap(policy)
  const shown = describer({ roster, counted, points, actor, isOpen: state === 'open' })
  return {
    merits: rows.map(shown).toReversed(),
    open: state === 'open',
    frame: {
      levels: Object.fromEntries(LEVELS.map((level) => [level, plain(points[level])])) as Record<
        (typeof LEVELS)[number],
        string
      >,
      dimensions: pack.lists.star_dimensions.items.map(({ code, zh, en, points: of }) => ({
        code,
        zh,
        en,
        points: String(of),
      })),
      shift: plain(limitOf(pack, 'star.street-shift')),
      bonus: plain(limitOf(pack, 'star.street-bonus')),
      most: most ? plain(most) : null,
    },
    days: [...daysOf(period)],
    communities: roster.map(({ community, shortName, street, streetName }) => ({
      id: community,
      name: shortName,
      street,
      streetName,
    })),
  }
}

type Described = {
  readonly roster: readonly RosterRow[]
  readonly counted: ReadonlySet<string>
  readonly points: HonourPoints
  readonly actor: Actor
  readonly isOpen: boolean
}

function describer({ roster, counted, points, actor, isOpen }: Described): (row: MeritRow) => Merit {
  const names = new Map(roster.map(({ community, shortName }) => [community, shortName]))
  const streets = new Map(roster.map(({ street, streetName }) => [street, streetName]))
  return (row) => {
    const { district: _district, act: _act, withdrawn: _withdrawn, titleKey: _key, person: _person, ...shown } = row
    const worth = pointsOf(row, points)
    return {
      ...shown,
      communityName: names.get(row.community ?? '') ?? null,
      streetName: streets.get(row.street) ?? String(row.street),
      points: worth ? plain(worth) : null,
      counts: counted.has(row.id),
      state: stateOf(row),
      allowed: [
        ...(isOpen && mayReview(row, actor) ? (['review'] as const) : []),
        ...(isOpen && mayWithdraw(row, actor.role) ? (['withdraw'] as const) : []),
      ],
    }
  }
}
