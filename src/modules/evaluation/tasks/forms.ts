import { noForms, type SliceForms } from '#kernel/forms.ts'
import { saveTargets, targetEndpoints } from './contract.ts'

export const taskForms: SliceForms = {
  slice: { zh: '年度重点任务', en: 'Key tasks' },
  forms: [
    {
      endpoint: saveTargets,
      title: { zh: '社区目标', en: 'Targets of a community' },
      who: ['street-officer'],
      times: 'key-tasks',
      when: {
        zh: '每项重点任务一个目标，按任务数上限计',
        en: 'a target for each key task, counted for the most there may be',
      },
      typed: { 'targets[].target': { zh: '目标', en: 'Target' } },
      filled: ['targets[].task', 'targets[].community', 'targets[].version'],
    },
  ],
  others: noForms(Object.values(targetEndpoints), {
    zh: '同样的目标用 Excel 交来，不重复计',
    en: 'the same targets sent as Excel; not counted twice',
  }),
}
