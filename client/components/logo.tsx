// The mark: a B of two speech balloons whose tail points back. The ember line is the last thing said.

import '../styles/logo.css'

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 64 64" aria-hidden="true">
      <rect class="mark-tile" width="64" height="64" rx="15" />
      <g transform="translate(-6 -5) scale(1.1)">
        <path
          class="mark-balloons"
          d="M17 19a7 7 0 0 1 7-7h11.5a10.5 10.5 0 0 1 7.6 17.7A11.8 11.8 0 0 1 39 52H27.5l-7.3 5.3A2 2 0 0 1 17 55.7Z"
        />
        <path class="mark-said" d="M26.5 23h7.5" />
        <path class="mark-last" d="M26.5 40h12" />
      </g>
    </svg>
  )
}
