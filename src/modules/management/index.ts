import { handle } from '#kernel/endpoint.ts'
import { stepsOf } from '#kernel/sheets/import.ts'
import { handleImport } from '#kernel/sheets/import-endpoints.ts'
import * as dispatch from './dispatch/contract.ts'
import { dispatchForms } from './dispatch/forms.ts'
import { makeOwn, makePassword, openLetter } from './dispatch/operations.ts'
import { dispatchInFull, listAll } from './dispatch/queries.ts'
import { checkOf, markedOf, replyBy, workbookOf } from './dispatch/replies.ts'
import * as election from './election/contract.ts'
import { motionRows, outgoingMotions } from './election/export.ts'
import { electionForms } from './election/forms.ts'
import { recordVettings, recordVotes } from './election/operations.ts'
import { motionsImporter } from './election/workbook.ts'
import { fileCase } from './filing/conclusion.ts'
import * as filing from './filing/contract.ts'
import { filingForms } from './filing/forms.ts'
import {
  answerMotion,
  answerObjection,
  closeNotice,
  recordObjection,
  recordVetting,
  recordVote,
  rejectFiling,
  returnFiling,
  withdrawFiling,
} from './filing/operations.ts'
import { proposeFiling } from './filing/proposals.ts'
import { getFilingInFull, getFilings } from './filing/queries.ts'
import * as paperEndpoints from './papers/contract.ts'
import { approvalPaper } from './papers/approval-paper.ts'
import { paperForms } from './papers/forms.ts'
import { letterPaper } from './papers/letter-paper.ts'
import { noticePaper } from './papers/notice-paper.ts'
import { printApprovals, printLetters, printNotice, printReply, printSummary } from './papers/printing.ts'
import { replyPaper } from './papers/reply-paper.ts'
import { summaryPaper } from './papers/summary-paper.ts'
import { getRadar } from './radar/contract.ts'
import { radarRows } from './radar/queries.ts'
import * as registration from './registration/contract.ts'
import { registrationForms } from './registration/forms.ts'
import { confirmAs, registerFilled, registerScan, rejectAs } from './registration/operations.ts'
import { registrationPair } from './registration/pairs.ts'
import { registrationOf, scanOf } from './registration/queries.ts'
import * as review from './review/contract.ts'
import { reviewForms } from './review/forms.ts'
import {
  askDepartments,
  concludeReview,
  nameReaders,
  readerCandidates,
  releaseReply,
  resolveFinding,
} from './review/operations.ts'
import { getQuestions, reviewMatrix, reviewOf } from './review/queries.ts'
import { replyToQuestions } from './review/replies.ts'

import * as supervision from './supervision/contract.ts'
import { supervisionForms } from './supervision/forms.ts'
import { exportItems } from './supervision/export.ts'
import { liftStop, overruleStop, stopFiling } from './supervision/operations.ts'
import { addressees, issueOpinion } from './supervision/opinions.ts'
import { overrulePair, readersPair } from './supervision/pairs.ts'
import { supervisionBoard, watchedItems } from './supervision/queries.ts'
import { answerOpinion, readOpinion } from './supervision/replies.ts'

export { filingWork } from './filing/work.ts'
export { reviewWork } from './review/work.ts'
export { filingWatch } from './supervision/watch.ts'
export { supervisionWork } from './supervision/work.ts'

/** Acts that need two persons: a slice that asks for a second one adds its line. */
export const pairs = [overrulePair, readersPair, registrationPair]

/** What people type in this module. */
export const forms = [
  filingForms,
  electionForms,
  reviewForms,
  paperForms,
  dispatchForms,
  registrationForms,
  supervisionForms,
]

/** What is printed from templates that staff may edit. */
export const papers = [approvalPaper, letterPaper, summaryPaper, noticePaper, replyPaper]

/** The lists of this module that come as Excel. */
export const imports = [stepsOf(motionsImporter)]

export const endpoints = [
  ...handleImport(election.motionEndpoints, motionsImporter, motionRows, outgoingMotions),
  handle(filing.listFilings, getFilings),
  handle(filing.getFiling, getFilingInFull),
  handle(filing.proposeFiling, proposeFiling),
  handle(filing.answerMotion, answerMotion),
  handle(filing.recordVetting, recordVetting),
  handle(filing.recordVote, recordVote),
  handle(election.recordVettings, recordVettings),
  handle(election.recordVotes, recordVotes),
  handle(filing.recordObjection, recordObjection),
  handle(filing.answerObjection, answerObjection),
  handle(filing.closeNotice, closeNotice),
  handle(filing.fileFiling, fileCase),
  handle(filing.returnFiling, returnFiling),
  handle(filing.rejectFiling, rejectFiling),
  handle(filing.withdrawFiling, withdrawFiling),
  handle(paperEndpoints.printReply, printReply),
  handle(paperEndpoints.printNotice, printNotice),
  handle(paperEndpoints.printApprovals, printApprovals),
  handle(paperEndpoints.printSummary, printSummary),
  handle(paperEndpoints.printLetters, printLetters),
  handle(getRadar, radarRows),
  handle(supervision.getSupervision, supervisionBoard),
  handle(supervision.stopFiling, stopFiling),
  handle(supervision.liftStop, liftStop),
  handle(supervision.overruleStop, overruleStop),
  handle(supervision.listWatched, watchedItems),
  handle(supervision.exportWatched, exportItems),
  handle(supervision.listAddressees, addressees),
  handle(supervision.issueOpinion, issueOpinion),
  handle(supervision.getOpinion, readOpinion),
  handle(supervision.answerOpinion, answerOpinion),
  handle(supervision.recordAnswer, answerOpinion),
  handle(review.askReview, askDepartments),
  handle(review.listQuestions, getQuestions),
  handle(review.replyToReview, replyToQuestions),
  handle(review.getMatrix, reviewMatrix),
  handle(review.getReview, reviewOf),
  handle(review.resolveFinding, resolveFinding),
  handle(review.listReaders, readerCandidates),
  handle(review.nameReaders, nameReaders),
  handle(review.releaseReply, releaseReply),
  handle(review.concludeReview, concludeReview),
  handle(dispatch.listDispatches, listAll),
  handle(dispatch.getDispatch, dispatchInFull),
  handle(dispatch.openDispatch, openLetter),
  handle(dispatch.makeWorkbook, makePassword),
  handle(dispatch.makeOwnWorkbook, makeOwn),
  handle(dispatch.downloadWorkbook, workbookOf),
  handle(dispatch.checkWorkbook, checkOf),
  handle(dispatch.downloadMarked, markedOf),
  handle(dispatch.replyByWorkbook, replyBy),
  handle(registration.registerLetter, registerScan),
  handle(registration.registerWorkbook, registerFilled),
  handle(registration.getRegistration, registrationOf),
  handle(registration.downloadScan, scanOf),
  handle(registration.confirmRegistration, confirmAs),
  handle(registration.rejectRegistration, rejectAs),
]
