import type { Database, Tx } from '#kernel/database.ts'

/** A public notice as residents read it. */
export type Notice = {
  readonly id: string
  readonly titleZh: string
  readonly titleEn: string
  readonly from: string
  /** Last day; null while its days are not counted. */
  readonly until: string | null
  /** Proposed stars, or … */
  readonly rows: readonly StarRow[]
  /** … who is to take office. */
  readonly candidate: Candidate | null
}
export type StarRow = { readonly community: string; readonly street: string; readonly grade: string | null }

type Post = { readonly community: string; readonly kind: string }
/** Who is to take office, where. */
export type Candidate = {
  readonly name: string
  readonly sex: 'male' | 'female' | null
  /** YYYY-MM */
  readonly birth: string | null
  readonly present: readonly (Post & { readonly acting: boolean })[]
  readonly intended: Post
  readonly street: string
}

// A notice is found between its two dates only: it takes itself down. Role resident sees this one table, all districts.
const SCOPE = { class: 'resident', districts: [0, 999999], areas: [0, 0] } as const
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function listNotices(database: Database, today: string): Promise<readonly Notice[]> {
  return database.tx(SCOPE, (tx) => read(tx, today, null))
}

export async function findNotice(database: Database, today: string, id: string): Promise<Notice | undefined> {
  if (!UUID.test(id)) return undefined
  const [notice] = await database.tx(SCOPE, (tx) => read(tx, today, id))
  return notice
}

async function read(tx: Tx, today: string, id: string | null): Promise<Notice[]> {
  type Body =
    | { readonly kind: 'star'; readonly body: Pick<Notice, 'rows'> }
    | { readonly kind: 'filing'; readonly body: Candidate }
  const rows = await tx.run<Omit<Notice, 'rows' | 'candidate'> & Body>(
    `select id, kind, title_zh as "titleZh", title_en as "titleEn", from_date as "from", until_date as "until", body
     from kernel.public_notice
     where kind in ('star', 'filing') and from_date <= $1 and (until_date is null or until_date >= $1) and ($2::uuid is null or id = $2)
     order by from_date desc, id desc limit 2000`,
    [today, id],
  )
  return rows.map(({ id, titleZh, titleEn, from, until, ...of }) => {
    const rows = of.kind === 'star' ? of.body.rows : []
    return { id, titleZh, titleEn, from, until, rows, candidate: of.kind === 'filing' ? of.body : null }
  })
}
