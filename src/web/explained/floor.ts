import { limitDrawing } from './limits.ts'

export const floor = limitDrawing({ zh: '最低', en: 'At least' }, { zh: '下限', en: 'Lower limit' })
