import { handle } from '#kernel/endpoint.ts'
import { handleImport } from '#kernel/sheets/import-endpoints.ts'
import { stepsOf } from '#kernel/sheets/import.ts'
import * as account from './account/contract.ts'
import { linkPerson } from './account/identity.ts'
import {
  createAccount,
  enableAccount,
  disableAccount,
  endRole,
  giveRole,
  resetPassword,
  setUp,
  unlockAccount,
} from './account/operations.ts'
import { getAccounts } from './account/queries.ts'
import * as enrolment from './enrolment/contract.ts'
import { enrolledRows, getSlips } from './enrolment/queries.ts'
import { downloadSlips } from './enrolment/slips.ts'
import { enrolmentImporter } from './enrolment/workbook.ts'
import * as delegation from './delegation/contract.ts'
import { delegationForms } from './delegation/forms.ts'
import { delegateRole, endDelegation } from './delegation/operations.ts'
import { getDelegations } from './delegation/queries.ts'
import * as handover from './handover/contract.ts'
import { handoverForms } from './handover/forms.ts'
import { acknowledge, handOver } from './handover/operations.ts'
import { getHandovers } from './handover/queries.ts'
import * as session from './session/contract.ts'
import { sessionForms } from './session/forms.ts'
import { changePassword, confirmPassword, revokeSession, signIn, signOut, switchRole } from './session/operations.ts'
import { getInstallation, getMe, getSessions } from './session/queries.ts'

export { type Me, OPEN_WHILE_PASSWORD_DUE } from './session/contract.ts'
export { found } from './account/operations.ts'
export { destroyOldSlips } from './enrolment/slips.ts'
export { staffAccounts } from './account/queries.ts'
export { type Holder, roleHolders } from './account/standing.ts'
export { handoverWork } from './handover/work.ts'
export { DEMO_PASSWORD, findActor, findActorByLogin, listDistricts } from './session/queries.ts'
export { STEP_UP_MINUTES } from './session/rules.ts'

/** The lists of this module that come as Excel. */
export const imports = [stepsOf(enrolmentImporter)]

/** What people type in this module. */
export const forms = [sessionForms, handoverForms, delegationForms]

export const endpoints = [
  ...handleImport(enrolment.enrolmentEndpoints, enrolmentImporter, enrolledRows),
  handle(enrolment.getSlips, getSlips),
  handle(enrolment.downloadSlips, downloadSlips),
  handle(session.describeInstallation, getInstallation),
  handle(session.signIn, signIn),
  handle(session.getMe, getMe),
  handle(session.signOut, signOut),
  handle(session.switchRole, switchRole),
  handle(session.confirmPassword, confirmPassword),
  handle(session.changePassword, changePassword),
  handle(session.listSessions, getSessions),
  handle(session.revokeSession, revokeSession),
  handle(account.setUp, setUp),
  handle(account.createAccount, createAccount),
  handle(account.enableAccount, enableAccount),
  handle(account.listAccounts, getAccounts),
  handle(account.disableAccount, disableAccount),
  handle(account.unlockAccount, unlockAccount),
  handle(account.giveRole, giveRole),
  handle(account.endRole, endRole),
  handle(account.resetPassword, resetPassword),
  handle(account.linkPerson, linkPerson),
  handle(delegation.listDelegations, getDelegations),
  handle(delegation.delegate, delegateRole),
  handle(delegation.endDelegation, endDelegation),
  handle(handover.handOver, handOver),
  handle(handover.listHandovers, getHandovers),
  handle(handover.acknowledge, acknowledge),
]
