import type { FigureDeclaration } from '#kernel/figures.ts'

/** How many communities hold a grade in a period; published with the results. */
export const gradeFigure = (grade: string): string => `star.${grade}`

const STARS = ['五', '四', '三', '二', '一'] as const

export const starFigures: readonly FigureDeclaration[] = STARS.map((zh, index) => {
  const level = STARS.length - index
  return {
    code: gradeFigure(`star-${level}`),
    title: { zh: `${zh}星社区党组织`, en: `Community Party organisations with ${level} stars` },
    definition: {
      zh: `本期确认公布为${zh}星的社区党组织数`,
      en: `Community Party organisations confirmed and published with ${level} stars in the period`,
    },
  }
})
