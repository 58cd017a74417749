/** What an act of supervision changes on screen. */
export const SUPERVISION_TOUCHED = {
  touches: [
    'supervision.getBoard',
    'supervision.listItems',
    'supervision.getOpinion',
    'filing.getFiling',
    'filing.getRadar',
    'pairs.listPairs',
    'work.getQueue',
  ],
}
