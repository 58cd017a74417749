import type { Text } from '#kernel/language.ts'
import { refusals } from '#kernel/refusal.ts'

export const refuse = refusals({
  'dispatch.unknown': {
    status: 404,
    zh: '没有找到这份联审函，或它不在您的范围内。',
    en: 'This letter was not found, or it lies outside your range.',
  },
  'dispatch.unknown-number': {
    status: 404,
    zh: '没有函号为“{number}”的联审函。请核对回函上的函号。',
    en: 'There is no letter with the number “{number}”. Compare the number on the reply.',
  },
  'dispatch.nothing-open': {
    status: 409,
    zh: '{department} 没有待函询的人选：没有未答复的问题，或都已列入以前的联审函。',
    en: 'There is nobody to ask {department} about: everything was answered, or stands in an earlier letter.',
  },
  'dispatch.no-workbook': {
    status: 409,
    zh: '这份联审函还没有生成加密表。请先生成。',
    en: 'No encrypted workbook has been made for this letter. Make it first.',
  },
  'dispatch.no-file': {
    status: 422,
    zh: '没有收到文件，没有保存。',
    en: 'There was no file; nothing was saved.',
  },
  'dispatch.wrong-password': {
    status: 422,
    zh: '这个加密表用本函发出的口令打不开：可能是别的函的表，或改过口令。没有保存。',
    en: 'None of the passwords of this letter opens the workbook: it belongs to another letter, or its password was changed. Nothing was saved.',
  },
  'dispatch.unreadable': {
    status: 422,
    zh: '加密表打不开：文件已损坏，或不是本系统生成的加密方式。没有保存。',
    en: 'The encrypted workbook cannot be opened: it is damaged, or encrypted in another way. Nothing was saved.',
  },
  'dispatch.other-letter': {
    status: 422,
    zh: '这个表不是 {number} 发出的表，或者其中的标识已被删除，没有保存。请选择该函发出、填好寄回的表。',
    en: 'This workbook is not the one of {number}, or its mark was removed; nothing was saved. Choose the one that was sent with this letter.',
  },
  'dispatch.nothing-left': {
    status: 409,
    zh: '表中的人选都已答复，没有再次保存。',
    en: 'Everybody in the workbook has been replied about; nothing was saved.',
  },
  'dispatch.other-workbook': {
    status: 422,
    zh: '这个表不是本单位未答复的联审表，没有保存。请用从这里下载的表填写。',
    en: 'This is not a workbook of your department that waits for a reply; nothing was saved. Fill in the one downloaded here.',
  },
  'dispatch.problems': {
    status: 422,
    zh: '表中有 {count} 个问题，全部没有保存。请按列出的位置改正后重新上传。',
    en: 'The workbook has {count} problems and nothing of it was saved. Correct what is listed and upload it again.',
  },
})

/** What a place of a workbook breaks beyond its cell. */
export const WORKBOOK_PROBLEMS = {
  'looked-missing': {
    zh: '{cell}：没有填写{zhHeader}。“未发现”须以核查为据，核查人数、系统和日期填在第一行。',
    en: '{cell}: {enHeader} is missing. “Nothing found” rests on looking: how many, where and when go into the first row.',
  },
  'looked-elsewhere': {
    zh: '{cell}：核查情况只填第一行，这里请留空。',
    en: '{cell}: how it was looked up goes into the first row only; leave this empty.',
  },
  'looked-few': {
    zh: '{cell}：核查 {checked} 人，少于表中待答复的 {people} 人。',
    en: '{cell}: {checked} people were looked up, fewer than the {people} in the list.',
  },
  'looked-later': {
    zh: '{cell}：核查日期 {date} 晚于今天。',
    en: '{cell}: the day {date} has not come yet.',
  },
  'answer-not-allowed': {
    zh: '{cell}：{person}的 {item} 不能这样答复。',
    en: '{cell}: {item} of {person} cannot be answered so.',
  },
  'not-asked': {
    zh: '{cell}：没有就 {item} 问到{person}，请留空。',
    en: '{cell}: {person} is not asked about {item}; leave it empty.',
  },
  'basis-missing': {
    zh: '{cell}：{person}有“发现”，须写明依据文号。只写文号，不写案情。',
    en: '{cell}: {person} has a finding, which needs the number of the document it rests on. The number only.',
  },
  'basis-alone': {
    zh: '{cell}：{person}写了依据文号，但各项都是“未发现”。',
    en: '{cell}: {person} has a document number, but nothing was found in any item.',
  },
} as const satisfies Readonly<Record<string, Text>>
export type WorkbookProblemCode = keyof typeof WORKBOOK_PROBLEMS
