/** What every act of the stages changes on screen. */
export const STAGES_TOUCHED = { touches: ['confirmation.getStages', 'cycle.listCycles', 'progress.getProgress'] }
