// The mark: a formation of geese, a V of seven strokes, the first one red. No emblems of state or Party (design.md §1).

const GEESE = [
  [24, 26.4],
  [17.4, 19.2],
  [30.6, 19.2],
  [10.8, 12],
  [37.2, 12],
  [4.2, 4.8],
  [43.8, 4.8],
] as const

export function Mark({ size = 28, title }: { readonly size?: number; readonly title?: string }) {
  return (
    <svg
      width={size * 1.5}
      height={size}
      viewBox="0 0 48 32"
      fill="none"
      strokeWidth="2.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      {GEESE.map(([x, y], place) => (
        <path
          key={`${x} ${y}`}
          d={`M${x - 2.8} ${y - 2}L${x} ${y + 1.6}l2.8-3.6`}
          stroke={place === 0 ? 'var(--yz-red)' : 'var(--yz-ink)'}
        />
      ))}
    </svg>
  )
}
