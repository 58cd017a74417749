/** What every act in a case changes on screen. */
export const FILINGS_TOUCHED = {
  touches: [
    'filing.listFilings',
    'filing.getFiling',
    'filing.getRadar',
    'review.getMatrix',
    'review.getReview',
    'supervision.getBoard',
    'supervision.listItems',
    'work.getQueue',
  ],
}
