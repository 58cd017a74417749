import type { z } from 'zod'
import type { Call } from '#kernel/call.ts'
import { writeDocument } from '#kernel/documents/document.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import { periodTitle } from '#kernel/period.ts'
import { getCyclePack } from '../cycle/queries.ts'
import { starTitles } from '../star/queries.ts'
import { capWords } from './cap-words.ts'
import { capsOf } from './caps.ts'
import type * as contract from './contract.ts'
import { deferredCommunities, noticesOf, periodOfNotice, proposals, proposedStars, roundOf } from './queries.ts'
import { isAtEdge } from './rules.ts'
import { refuse } from './refusals.ts'

// What is signed and what is posted, on A4: the sheet a street decides on, and the notice for the board of each community.

const MEDIA_TYPE = 'application/pdf'

type Noticed = { readonly street: string; readonly community: string; readonly grade: string }

/** A public notice for the board: all communities for the district, its own for a street. */
export async function printNotice(
  call: Call,
  { notice: id }: z.output<(typeof contract.printNotice)['input']>,
): Promise<FileAnswer> {
  const { tx, district, language, clock } = call
  const period = await periodOfNotice(tx, district, id)
  const notice = (await noticesOf(tx, district, period)).find((one) => one.id === id)
  if (!notice) return refuse('confirmation.unknown')
  const { pack } = await getCyclePack(tx, district, period)
  const titles = starTitles(pack)
  const rows = await tx.run<Noticed>(
    `select r.street_name as street, r.short_name as community, c.grade from evaluation.star_noticed c
     join evaluation.roster r on r.district = c.district and r.period = $3 and r.community = c.community
     where c.district = $1 and c.notice = $2 order by r.code`,
    [district, id, period],
  )
  const data = {
    language,
    period: periodTitle(period)[language],
    from: notice.from,
    days: notice.days,
    until: notice.until ?? '',
    streets: [...Map.groupBy(rows, ({ street }) => street)].map(([name, own]) => ({
      name,
      rows: own.map(({ community, grade }) => ({ community, star: titles[grade]?.[language] ?? grade })),
    })),
  }
  const bytes = await writeDocument(new URL('./notice.typ', import.meta.url), data, clock.now())
  const name = { zh: '星级评定公示', en: 'star-notice' }[language]
  return { name: `${name}-${period}.pdf`, mediaType: MEDIA_TYPE, bytes }
}

/** The proposal sheets of the streets that the caller sees, one after the other, with room for signature and seal. */
export async function printProposals(
  call: Call,
  { period, street }: z.output<(typeof contract.printProposals)['input']>,
): Promise<FileAnswer> {
  const { tx, district, language, clock } = call
  const { cycle, pack, policy, results } = await roundOf(call, period)
  const own = results.filter((one) => street === undefined || one.street === street)
  if (own.length === 0) refuse('confirmation.unknown')
  const titles = starTitles(pack)
  const titleOf = (code: string | null | undefined) => (code ? (titles[code]?.[language] ?? code) : '—')
  const stars = new Map((await proposedStars(tx, district, cycle)).map((one) => [one.community, one]))
  const made = new Map((await proposals(tx, district, cycle)).map((one) => [one.street, one]))
  const deferred = await deferredCommunities(tx, district, period)
  const caps = await capsOf(call, { period, pack }, own)
  const data = {
    language,
    period: periodTitle(period)[language],
    printed: clock.today(),
    dimensions: policy.dimensions.map(({ title }) => title[language]),
    sheets: [...Map.groupBy(own, (one) => one.street)].map(([code, rows]) => ({
      street: rows[0]?.streetName ?? '',
      document: made.get(code)?.document ?? '',
      rows: rows.map((row) => ({
        community: row.name,
        parts: policy.dimensions.map((dimension) => row.parts[dimension.code] ?? '—'),
        total: row.display ?? '—',
        given: titleOf(row.grade),
        proposed: titleOf(stars.get(row.community)?.grade),
        reason: stars.get(row.community)?.reason ?? '',
        caps: (caps.get(row.community) ?? []).map((cap) => capWords(cap, titles)[language]),
        isDeferred: deferred.has(row.community),
        isEdge: isAtEdge(policy, row.total),
      })),
    })),
  }
  const bytes = await writeDocument(new URL('./proposals.typ', import.meta.url), data, clock.now())
  const name = { zh: '星级拟评表', en: 'star-proposals' }[language]
  return { name: `${name}-${period}.pdf`, mediaType: MEDIA_TYPE, bytes }
}
