import { handle } from '#kernel/endpoint.ts'
import * as account from './account/contract.ts'
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
import * as handover from './handover/contract.ts'
import { acknowledge, handOver } from './handover/operations.ts'
import { getHandovers } from './handover/queries.ts'
import * as session from './session/contract.ts'
import { changePassword, confirmPassword, revokeSession, signIn, signOut, switchRole } from './session/operations.ts'
import { getInstallation, getMe, getSessions } from './session/queries.ts'

export { type Me, OPEN_WHILE_PASSWORD_DUE } from './session/contract.ts'
export { found } from './account/operations.ts'
export { handoverWork } from './handover/work.ts'
export { DEMO_PASSWORD, findActor, findActorByLogin, listDistricts } from './session/queries.ts'
export { STEP_UP_MINUTES } from './session/rules.ts'

export const endpoints = [
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
  handle(handover.handOver, handOver),
  handle(handover.listHandovers, getHandovers),
  handle(handover.acknowledge, acknowledge),
]
