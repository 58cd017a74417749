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
    zh: '这次叫停已经解除或到期。',
    en: 'This stop has been lifted or has lapsed.',
  },
})
