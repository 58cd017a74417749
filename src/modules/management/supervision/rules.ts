import type { WatchItem } from '#kernel/watch.ts'

/** 督〔2026〕3号: counted anew each year. */
export const opinionNumber = (year: number, number: number): string => `督〔${year}〕${number}号`

/** An answer that has not come by its day is late. */
export function opinionState(
  answeredOn: string | null,
  answerBy: string,
  today: string,
): NonNullable<WatchItem['state']> {
  if (answeredOn) return { isOpen: false, words: { zh: `${answeredOn} 已回复`, en: `answered ${answeredOn}` } }
  return answerBy < today
    ? { isOpen: true, words: { zh: `逾期未回复（${answerBy}）`, en: `late since ${answerBy}` } }
    : { isOpen: true, words: { zh: `${answerBy} 前回复`, en: `answer due ${answerBy}` } }
}

/**
 * Whether an item may be told to an addressee: a street hears of its own only, and nothing of the joint review; to a department
 * everything may be said but what belongs to a street's vote.
 */
export function mayTell({ street, topic }: Pick<WatchItem, 'street' | 'topic'>, toStreet: number | null): boolean {
  if (toStreet === null) return topic !== 'recusal'
  return topic !== 'late' && (street === null || street === toStreet)
}
