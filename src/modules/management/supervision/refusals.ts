import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'supervision.over': {
    status: 409,
    zh: '这件备案已经办结，不能叫停。',
    en: 'This case has ended and cannot be stopped.',
  },
  'supervision.stopped-already': {
    status: 409,
    zh: '这件备案已被叫停，至 {until}。',
    en: 'This case is stopped already, until {until}.',
  },
  'supervision.unknown': {
    status: 404,
    zh: '没有找到这次叫停。',
    en: 'This stop was not found.',
  },
  'supervision.not-author': {
    status: 403,
    zh: '叫停由作出的人解除，您不能解除{name}作出的叫停。',
    en: 'A stop is lifted by the one who made it; this one was made by {name}.',
  },
  'supervision.ended': {
    status: 409,
    zh: '这次叫停已经解除、被否决或到期。',
    en: 'This stop has been lifted or overruled, or has lapsed.',
  },
  'supervision.own-stop': {
    status: 403,
    zh: '叫停由您本人作出：您可以用纪检身份解除，不能自己否决。',
    en: 'You made this stop yourself: lift it in your role of discipline; you cannot overrule it.',
  },
  'supervision.answered': {
    status: 403,
    zh: '{place}这件备案的联审答复由您本人代表纪检作出（JR-01），您不能再监督同一件备案，请由其他人办理。',
    en: 'You answered for discipline (JR-01) in the joint review of this case in {place}; another person has to supervise it.',
  },
  'supervision.own-item': {
    status: 403,
    zh: '“{item}”您本人办理过答复或赋分，不能再就它出具监督意见书，请由其他人办理。',
    en: 'You answered or scored in “{item}” yourself; another person has to write an opinion about it.',
  },
  'supervision.unknown-item': {
    status: 409,
    zh: '监督台上没有 {item} 这一条，或者不在所选月份内，请刷新后重选。',
    en: 'There is no {item} on the board in the months chosen; load it again and choose anew.',
  },
  'supervision.wrong-item': {
    status: 409,
    zh: '“{item}”不能写进给{addressee}的监督意见书：它属于别的街道或部门。',
    en: '“{item}” cannot go into an opinion to {addressee}: it belongs to another street or department.',
  },
  'supervision.wrong-months': {
    status: 422,
    zh: '起始月份 {from} 晚于截止月份 {until}。',
    en: 'The first month, {from}, is after the last, {until}.',
  },
  'supervision.unknown-addressee': {
    status: 404,
    zh: '没有找到要发给的街道或部门。',
    en: 'The street or department addressed was not found.',
  },
  'supervision.answer-too-early': {
    status: 422,
    zh: '回复期限 {date} 不能早于今天 {today}。',
    en: 'The day for the answer, {date}, cannot be before today, {today}.',
  },
  'supervision.unknown-opinion': {
    status: 404,
    zh: '没有找到这份监督意见书。',
    en: 'This opinion was not found.',
  },
  'supervision.answered-already': {
    status: 409,
    zh: '{number}已经回复，一份意见书只回复一次。',
    en: '{number} was answered already; an opinion is answered once.',
  },
  'supervision.not-addressed': {
    status: 403,
    zh: '{number}发给{addressee}：发给街道的由该街道回复，发给部门的由纪检登记来函。',
    en: '{number} is addressed to {addressee}: a street answers itself; for a department, discipline records its letter.',
  },
})
