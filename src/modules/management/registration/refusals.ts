import type { Text } from '#kernel/language.ts'
import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'registration.not-a-scan': {
    status: 422,
    zh: '扫描件须是 PDF、JPG 或 PNG，没有保存。这个文件按内容看不是。',
    en: 'A scan has to be PDF, JPG or PNG; by its content this file is none of them. Nothing was saved.',
  },
  'registration.scan-too-large': {
    status: 413,
    zh: '扫描件有 {size} MB，超过 {limit} MB，没有保存。',
    en: 'The scan has {size} MB, more than {limit} MB; nothing was saved.',
  },
  'registration.sensitive-workbook': {
    status: 422,
    zh: '表中有人选标为密存，须作为密存回函由密件专人登记，没有保存。',
    en: 'Somebody in the workbook is marked sensitive, so that it has to be registered as sensitive by a named person; nothing was saved.',
  },
  'registration.readers-only': {
    status: 403,
    zh: '密存的回函只能由两名密件专人登记和核对，没有保存。',
    en: 'A sensitive reply is registered and confirmed by the two named persons alone; nothing was saved.',
  },
  'registration.unknown': {
    status: 404,
    zh: '没有找到这次登记，或它不在您的范围内。',
    en: 'This registration was not found, or it lies outside your range.',
  },
  'registration.same-person': {
    status: 403,
    zh: '这次登记是您本人做的，须由另一个人核对。',
    en: 'You registered this yourself; another person has to check it.',
  },
  'registration.checked': {
    status: 409,
    zh: '这次登记已经核对过，没有再次保存。',
    en: 'This registration has been checked already; nothing was saved.',
  },
  'registration.replied-meanwhile': {
    status: 409,
    zh: '关于{name}已有答复，这次登记不能再形成答复。请退回，由第一人重新登记。',
    en: '{name} has been replied about in the meantime, so this registration cannot become a reply. Reject it; the first person registers it again.',
  },
  'registration.differs': {
    status: 422,
    zh: '您录入的与第一人登记的有 {count} 处不一致，没有形成答复。请对照扫描件再看；确是登记有误的，退回登记。',
    en: 'What you entered differs from the registration in {count} places, so it is no reply yet. Look at the scan again; if the registration is wrong, reject it.',
  },
  'registration.not-in-letter': {
    status: 422,
    zh: '录入的答复中有这份函没有问到、或已经答复的人选，没有保存。',
    en: 'An answer is about somebody who is not in this letter, or who has been replied about; nothing was saved.',
  },
  'registration.other-department': {
    status: 409,
    zh: '{number} 是发给 {addressee} 的，不是发给 {department} 的，没有登记。',
    en: '{number} was sent to {addressee}, not to {department}; nothing was registered.',
  },
  'registration.answered': {
    status: 409,
    zh: '{number} 已有答复，没有再次登记。',
    en: '{number} has been answered already; nothing was registered.',
  },
  'registration.waiting': {
    status: 409,
    zh: '{number} 已经登记，正在等待第二人核对，没有再次登记。',
    en: '{number} has been registered and waits for its second person; it was not registered again.',
  },
})

/** A place in which the second person's entry is another than the first one's; what the first entered is not told. */
export const DIFFERENCES = {
  'differs-answer': { zh: '{person} {item}：答复或依据不一致。', en: '{person}, {item}: another answer or document.' },
  'differs-people': { zh: '核查人数不一致。', en: 'Another number of people looked up.' },
  'differs-day': { zh: '核查日期不一致。', en: 'Another day of looking.' },
} as const satisfies Readonly<Record<string, Text>>
