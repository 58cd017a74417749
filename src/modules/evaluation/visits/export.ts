import type { Call } from '#kernel/call.ts'
import { writeDocument } from '#kernel/documents/document.ts'
import type { FileAnswer } from '#kernel/endpoint.ts'
import type { Language } from '#kernel/language.ts'
import { periodTitle } from '#kernel/period.ts'
import { type Use, USES } from './contract.ts'
import { findVisit, type Frame, frameOf, getPlace, getPlaces, type Place, type StoredVisit } from './queries.ts'
import { refuse } from './refusals.ts'
import { USE_WORDS } from './rules.ts'

// 走访记录表 on A4: empty, to be filled in by hand and typed in later, or as it was recorded. One sheet serves both.

const MEDIA_TYPE = 'application/pdf'

/** Empty forms, one page for each community, with the key tasks in force. */
export async function printForms(
  call: Call,
  { period, communities }: { period: string; communities: readonly string[] },
): Promise<FileAnswer> {
  const { tx, district, language } = call
  const frame = await frameOf(tx, district, period)
  const places = await getPlaces(tx, district, period, communities)
  const sheets = places.map((place) => sheetOf(period, place, frame, undefined, language))
  const [only] = places
  const about = places.length === 1 && only ? only.name : String(places.length)
  return paper(call, sheets, `${{ zh: '走访记录表', en: 'visit-form' }[language]}-${about}-${period}.pdf`)
}

export async function printVisit(call: Call, { id }: { id: string }): Promise<FileAnswer> {
  const { tx, district, language } = call
  const visit = (await findVisit(tx, district, id)) ?? refuse('visit.unknown')
  if (visit.withdrawn !== null) refuse('visit.unknown')
  const frame = await frameOf(tx, district, visit.period)
  const place = await getPlace(tx, district, visit.period, visit.community)
  const name = { zh: '走访记录', en: 'visit' }[language]
  return paper(call, [sheetOf(visit.period, place, frame, visit, language)], `${name}-${place.name}-${visit.date}.pdf`)
}

async function paper({ language, clock }: Call, sheets: readonly object[], name: string): Promise<FileAnswer> {
  const bytes = await writeDocument(new URL('./visit.typ', import.meta.url), { language, sheets }, clock.now())
  return { name, mediaType: MEDIA_TYPE, bytes }
}

/** What one sheet says; an empty form has nothing ticked and room to write. */
function sheetOf(period: string, place: Place, frame: Frame, visit: StoredVisit | undefined, language: Language) {
  const findings: Readonly<Record<string, string>> = visit?.findings ?? {}
  const tasks = frame.tasks.filter(({ code, ended }) => !ended || findings[code] !== undefined)
  const uses: readonly Use[] = visit?.uses ?? []
  return {
    period: periodTitle(period)[language],
    community: place.name,
    street: place.streetName,
    filled: visit !== undefined,
    date: visit?.date ?? '',
    visitors: visit?.visitors ?? [],
    uses: USES.map((use) => ({ word: USE_WORDS[use][language], ticked: uses.includes(use) })),
    ways: frame.ways.map((way) => ({ word: way[language], ticked: visit?.ways.includes(way.code) ?? false })),
    findings: frame.findings.map((finding) => finding[language]),
    tasks: tasks.map((task) => ({
      code: task.code,
      word: task[language],
      ticks: frame.findings.map(({ code }) => findings[task.code] === code),
    })),
    seen: visit?.seen ?? '',
    promised: visit?.promised ?? '',
    evidence: visit?.evidence ?? [],
  }
}
