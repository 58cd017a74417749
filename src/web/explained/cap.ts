import { limitDrawing } from './limits.ts'

export const cap = limitDrawing({ zh: '最高', en: 'At most' }, { zh: '上限', en: 'Upper limit' })
