import { communitiesInForce, organisationsInForce, peopleByIdNumber, readIdNumber } from '#registry'
import type { ImportContext } from '#kernel/sheets/import-batch.ts'
import type { Importer, Plan, PlannedRow } from '#kernel/sheets/import.ts'
import { problemOf } from '#kernel/sheets/problems.ts'
import type { SheetReading, SheetRow } from '#kernel/sheets/read.ts'
import { enrolmentImport } from './contract.ts'
import { enrol, type Enrolled, withdraw } from './operations.ts'
import { accountsByLogin, type KnownAccount } from './queries.ts'
import { ENROLMENT_PROBLEMS } from './refusals.ts'
import { grantOfRow, type Places, type RowProblem } from './rules.ts'

export const enrolmentImporter: Importer<Enrolled> = {
  declaration: enrolmentImport,
  plan,
  write: enrol,
  undo: withdraw,
}

const SENTENCES = { slice: 'enrolment', sentences: ENROLMENT_PROBLEMS }

/** Each account costs a slow hash on purpose (R-SEC-3): a thousand take about a minute. */
const MOST_ROWS = 1000

type Known = {
  readonly places: Places
  readonly accounts: ReadonlyMap<string, KnownAccount>
  readonly people: ReadonlyMap<string, string>
}

async function plan(context: ImportContext, reading: SheetReading): Promise<Plan<Enrolled>> {
  const { tx, services, district } = context
  const { rows } = reading
  if (rows.length > MOST_ROWS) {
    const { zh, en } = ENROLMENT_PROBLEMS['too-many']
    const facts = { limit: MOST_ROWS, count: rows.length }
    return { rows: [], problems: [{ code: 'enrolment.too-many', zh, en, facts }] }
  }
  const known: Known = {
    places: {
      district,
      organisations: await organisationsInForce(tx, district),
      communities: await communitiesInForce(tx, district),
    },
    accounts: await accountsByLogin(tx, district, rows.map(loginOf)),
    people: await peopleByIdNumber(services, tx, district, rows.flatMap(idNumberOf)),
  }
  const planned = rows.map((row) => plannedRow(row, known))
  return {
    rows: planned.filter((one): one is PlannedRow<Enrolled> => !('code' in one)),
    problems: planned.flatMap((one, at) =>
      'code' in one ? problemOf(reading, SENTENCES, { ...one, row: rows[at]?.row ?? 0 }) : [],
    ),
  }
}

const loginOf = ({ values }: SheetRow): string => values.login ?? ''

function idNumberOf({ values }: SheetRow): string[] {
  const read = values.idNumber ? readIdNumber(values.idNumber) : undefined
  return read && 'value' in read ? [read.value] : []
}

function plannedRow(row: SheetRow, { places, accounts, people }: Known): PlannedRow<Enrolled> | RowProblem {
  const { values } = row
  const [login, name] = [loginOf(row), values.name ?? '']
  const account = accounts.get(login)
  if (account && !account.withdrawn) return { code: 'login-taken', column: 'login', facts: { value: login } }
  const grant = grantOfRow(values, places)
  if ('code' in grant) return grant
  const [idNumber] = idNumberOf(row)
  if (values.idNumber && !idNumber) return { code: 'id-wrong', column: 'idNumber' }
  const person = idNumber ? people.get(idNumber) : undefined
  if (idNumber && !person) return { code: 'id-unknown', column: 'idNumber' }
  const data = { login, name, grant, person: person ?? null, withdrawn: account?.id ?? null }
  return { row: row.row, act: 'added', label: `${name} (${login})`, cells: [], data }
}
