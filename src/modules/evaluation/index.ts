import { handle } from '#kernel/endpoint.ts'
import { stepsOf } from '#kernel/sheets/import.ts'
import { handleImport } from '#kernel/sheets/import-endpoints.ts'
import { getBurden } from './burden/contract.ts'
import { getBurdenMeter } from './burden/queries.ts'
import { candidatesOf } from './confirmation/candidates.ts'
import * as confirmation from './confirmation/contract.ts'
import { deferStar, liftDeferral } from './confirmation/deferrals.ts'
import { confirmationForms } from './confirmation/forms.ts'
import { printNotice, printProposals } from './confirmation/export.ts'
import { answerObjection, recordObjection } from './confirmation/objections.ts'
import { announceStars, confirmStars, withdrawNotice } from './confirmation/operations.ts'
import { proposeStars } from './confirmation/proposals.ts'
import { stagesOf } from './confirmation/queries.ts'
import * as cycle from './cycle/contract.ts'
import { closeCycle, openCycle, reopenCycle } from './cycle/operations.ts'
import { getCycles } from './cycle/queries.ts'
import * as merits from './merits/contract.ts'
import { meritForms } from './merits/forms.ts'
import { awardPoints, enterCase, enterHonour, enterMethod, reviewOf, withdrawalOf } from './merits/operations.ts'
import { getMerits } from './merits/queries.ts'
import { getProgress } from './progress/contract.ts'
import { progressOf } from './progress/queries.ts'
import * as scoring from './scoring/contract.ts'
import { scoringForms } from './scoring/forms.ts'
import { returnSheet, saveCells, submitSheet } from './scoring/operations.ts'
import { getOwnSheets, getSheetGrid, getSheetOverview } from './scoring/queries.ts'
import { downloadSheet, markSheet, uploadSheet } from './scoring/workbook.ts'
import * as star from './star/contract.ts'
import { getExplanation } from './star/explanation.ts'
import { exportResultTable } from './star/export.ts'
import { getFigures, getOwnResults, getResults } from './star/queries.ts'
import { getRecomputation } from './star/verification.ts'
import * as tasks from './tasks/contract.ts'
import { taskForms } from './tasks/forms.ts'
import { addTask, changeTask, endTask, saveTargets } from './tasks/operations.ts'
import { getTargets, getTasks, targetRows } from './tasks/queries.ts'
import { targetsImporter } from './tasks/workbook.ts'
import * as visits from './visits/contract.ts'
import { visitForms } from './visits/forms.ts'
import { printForms, printVisit } from './visits/export.ts'
import { correctVisit, recordVisit, withdrawVisit } from './visits/operations.ts'
import { getBoard, getOwnVisits, getVersions, getVisits } from './visits/queries.ts'
import * as year from './year/contract.ts'
import { exportYearTable } from './year/export.ts'
import { getHalves, getYear } from './year/queries.ts'

export * as contract from './star/contract.ts'
export { starWatch } from './confirmation/watch.ts'
export { confirmationWork } from './confirmation/work.ts'
export { cycleWork } from './cycle/work.ts'
export { meritFactsProvider } from './merits/facts.ts'
export { meritPairs } from './merits/pairs.ts'
export { meritWork } from './merits/work.ts'
export { starFacts, totalledFacts } from './star/facts.ts'
export { starFigures } from './star/figures.ts'
export { totalOnClosing } from './star/jobs.ts'
export { recomputeDistrict } from './star/verification.ts'
export { taskWork } from './tasks/work.ts'
export { visitWork } from './visits/work.ts'

/** The lists of this module that come as Excel. */
export const imports = [stepsOf(targetsImporter)]

/** What people type in this module. */
export const forms = [taskForms, scoringForms, meritForms, visitForms, confirmationForms]

export const endpoints = [
  handle(getBurden, getBurdenMeter),
  handle(cycle.listCycles, getCycles),
  handle(cycle.openCycle, openCycle),
  handle(cycle.closeCycle, closeCycle),
  handle(cycle.reopenCycle, reopenCycle),
  handle(merits.listMerits, getMerits),
  handle(merits.enterHonour, enterHonour),
  handle(merits.enterCase, enterCase),
  handle(merits.enterMethod, enterMethod),
  handle(merits.awardPoints, awardPoints),
  handle(merits.reviewMerit, reviewOf('honour', 'street-method')),
  handle(merits.reviewCase, reviewOf('serious-case')),
  handle(merits.withdrawMerit, withdrawalOf('honour', 'street-method', 'street-award')),
  handle(merits.withdrawCase, withdrawalOf('serious-case')),
  handle(getProgress, progressOf),
  handle(scoring.getOverview, getSheetOverview),
  handle(scoring.listSheets, getOwnSheets),
  handle(scoring.getGrid, getSheetGrid),
  handle(scoring.saveCells, saveCells),
  handle(scoring.submitSheet, submitSheet),
  handle(scoring.returnSheet, returnSheet),
  handle(scoring.downloadSheet, downloadSheet),
  handle(scoring.uploadSheet, uploadSheet),
  handle(scoring.markSheet, markSheet),
  handle(confirmation.printNotice, printNotice),
  handle(confirmation.printProposals, printProposals),
  handle(confirmation.getStages, stagesOf),
  handle(confirmation.listCandidates, candidatesOf),
  handle(confirmation.proposeStars, proposeStars),
  handle(confirmation.announceStars, announceStars),
  handle(confirmation.deferStar, deferStar),
  handle(confirmation.liftDeferral, liftDeferral),
  handle(confirmation.recordObjection, recordObjection),
  handle(confirmation.answerObjection, answerObjection),
  handle(confirmation.withdrawNotice, withdrawNotice),
  handle(confirmation.confirmStars, confirmStars),
  handle(visits.getBoard, getBoard),
  handle(visits.listVisits, getVisits),
  handle(visits.listVersions, getVersions),
  handle(visits.recordVisit, recordVisit),
  handle(visits.correctVisit, correctVisit),
  handle(visits.withdrawVisit, withdrawVisit),
  handle(visits.printForms, printForms),
  handle(visits.printVisit, printVisit),
  handle(visits.listOwnVisits, getOwnVisits),
  handle(star.listResults, getResults),
  handle(star.explainResult, getExplanation),
  handle(star.listOwnResults, getOwnResults),
  handle(star.recompute, getRecomputation),
  handle(star.exportResults, exportResultTable),
  handle(star.listFigures, getFigures),
  handle(tasks.listTasks, getTasks),
  handle(tasks.addTask, addTask),
  handle(tasks.changeTask, changeTask),
  handle(tasks.endTask, endTask),
  handle(tasks.listTargets, getTargets),
  handle(tasks.saveTargets, saveTargets),
  handle(year.listYear, getYear),
  handle(year.exportYear, exportYearTable),
  handle(year.listHalves, getHalves),
  ...handleImport(tasks.targetEndpoints, targetsImporter, targetRows),
]
