import { handle } from '#kernel/endpoint.ts'
import { stepsOf } from '#kernel/sheets/import.ts'
import { handleImport } from '#kernel/sheets/import-endpoints.ts'
import * as bodies from './bodies/contract.ts'
import * as bodyOperations from './bodies/operations.ts'
import { getAreaCommittees, getGovernanceCommittee, getPartners } from './bodies/queries.ts'
import * as communities from './communities/contract.ts'
import { setCommunityKind } from './communities/operations.ts'
import { getCommunities } from './communities/queries.ts'
import * as divisions from './divisions/contract.ts'
import { importDivisions, importShippedDivisions } from './divisions/operations.ts'
import { getDivisions } from './divisions/queries.ts'
import * as successions from './successions/contract.ts'
import { undoSuccession } from './successions/operations.ts'
import { getLineage } from './successions/queries.ts'
import * as organisations from './organisations/contract.ts'
import {
  addOrganisation,
  assignDuties,
  endOrganisation,
  moveOrganisation,
  renameOrganisation,
} from './organisations/operations.ts'
import { getOrganisations } from './organisations/queries.ts'

export { communitiesNamed } from './communities/names.ts'
export { communitiesInForce, type RosterCommunity } from './communities/queries.ts'
export { organisationNames, organisationsInForce } from './organisations/queries.ts'
export type { Degree } from './kin/contract.ts'
export { closedTo, getKin, type Kin, kinOf, namedPeople } from './kin/queries.ts'
export { peopleInWords, type PersonWords } from './people/words.ts'
export { readIdNumber } from './people/identity.ts'
export { identityOf, knownPeople, peopleByIdNumber, peopleMeant } from './people/secrets.ts'
export { divisionNames } from './divisions/queries.ts'
export { dutiesOf, dutyHolders } from './organisations/queries.ts'
import * as people from './people/contract.ts'
import { peopleForms } from './people/forms.ts'
import { addPerson, changeName, changePerson, unmask, withdrawPerson } from './people/operations.ts'
import { countPeople, getPeople } from './people/queries.ts'
import { getPerson, getVersions } from './people/record.ts'
import { historyEndpoints, listRecords } from './history/contract.ts'
import { getRecords, historyRows } from './history/queries.ts'
export { valueText } from './history/codes.ts'
export { getRecords }
import { historyImporter } from './history/workbook.ts'
import { rosterEndpoints } from './roster/contract.ts'
import { rosterForms } from './roster/forms.ts'
import { rosterRows } from './roster/queries.ts'
import { rosterImporter } from './roster/workbook.ts'
import * as duplicates from './duplicates/contract.ts'
import { duplicateForms } from './duplicates/forms.ts'
import { keepApart, mergePeople, undoMerge } from './duplicates/operations.ts'
import { getDuplicates } from './duplicates/queries.ts'
import * as kin from './kin/contract.ts'
import { declareKin, endKin } from './kin/operations.ts'
import { getKin } from './kin/queries.ts'
import * as resume from './resume/contract.ts'
import { resumeForms } from './resume/forms.ts'
import { addPeriod, changePeriod, removePeriod } from './resume/operations.ts'
import { getResume } from './resume/queries.ts'
export { getResume }
import * as search from './search/contract.ts'
import { find } from './search/queries.ts'
import * as posts from './posts/contract.ts'
import { goLive } from './posts/openings.ts'
import { getCommunityTimeline, getGoingLive, getPersonTimeline, getVacancies } from './posts/queries.ts'

export { checkOpenings, confirmOpening, type OpeningRow, openTenures, voidOpenings } from './posts/openings.ts'
export { type Act, type By, grantMandate, performAct, settlePost } from './posts/operations.ts'
export { holdersOf, isLive, tenuresOf, vacancies } from './posts/queries.ts'

export { rosterPair } from './roster/pairs.ts'
export { importWork } from './roster/work.ts'

export { HISTORY } from './history/contract.ts'
export { ROSTER } from './roster/contract.ts'

/** The lists of this module that come as Excel. */
export const imports = [stepsOf(rosterImporter), stepsOf(historyImporter)]

/** What people type in this module. */
export const forms = [peopleForms, resumeForms, duplicateForms, rosterForms]

export const endpoints = [
  handle(search.find, find),
  ...handleImport(rosterEndpoints, rosterImporter, rosterRows),
  ...handleImport(historyEndpoints, historyImporter, historyRows),
  handle(listRecords, getRecords),
  handle(divisions.importDivisions, importDivisions),
  handle(divisions.importShippedDivisions, importShippedDivisions),
  handle(divisions.listDivisions, getDivisions),
  handle(successions.getLineage, getLineage),
  handle(successions.undoSuccession, undoSuccession),
  handle(communities.listCommunities, getCommunities),
  handle(communities.setCommunityKind, setCommunityKind),
  handle(organisations.listOrganisations, getOrganisations),
  handle(organisations.assignDuties, assignDuties),
  handle(organisations.addOrganisation, addOrganisation),
  handle(organisations.renameOrganisation, renameOrganisation),
  handle(organisations.endOrganisation, endOrganisation),
  handle(organisations.moveOrganisation, moveOrganisation),
  handle(bodies.getGovernanceCommittee, getGovernanceCommittee),
  handle(bodies.addRaterGroup, bodyOperations.addRaterGroup),
  handle(bodies.changeRaterGroup, bodyOperations.changeRaterGroup),
  handle(bodies.endRaterGroup, bodyOperations.endRaterGroup),
  handle(bodies.listAreaCommittees, getAreaCommittees),
  handle(bodies.addAreaCommittee, bodyOperations.addAreaCommittee),
  handle(bodies.changeAreaCommittee, bodyOperations.changeAreaCommittee),
  handle(bodies.endAreaCommittee, bodyOperations.endAreaCommittee),
  handle(bodies.listPartners, getPartners),
  handle(bodies.addPartner, bodyOperations.addPartner),
  handle(bodies.changePartner, bodyOperations.changePartner),
  handle(bodies.endPartner, bodyOperations.endPartner),
  handle(people.listPeople, getPeople),
  handle(people.countPeople, countPeople),
  handle(people.getPerson, getPerson),
  handle(people.listVersions, getVersions),
  handle(people.addPerson, addPerson),
  handle(people.changePerson, changePerson),
  handle(people.changeName, changeName),
  handle(people.unmask, unmask),
  handle(people.withdrawPerson, withdrawPerson),
  handle(duplicates.listDuplicates, getDuplicates),
  handle(duplicates.mergePeople, mergePeople),
  handle(duplicates.undoMerge, undoMerge),
  handle(duplicates.keepApart, keepApart),
  handle(resume.getResume, getResume),
  handle(resume.addPeriod, addPeriod),
  handle(resume.changePeriod, changePeriod),
  handle(resume.removePeriod, removePeriod),
  handle(kin.listKin, getKin),
  handle(kin.declareKin, declareKin),
  handle(kin.endKin, endKin),
  handle(posts.getCommunityTimeline, getCommunityTimeline),
  handle(posts.getPersonTimeline, getPersonTimeline),
  handle(posts.listVacancies, getVacancies),
  handle(posts.getGoingLive, getGoingLive),
  handle(posts.goLive, goLive),
]
