import './bars.css';

/** 证据格: six rising bars, so many of them filled; said in words to those who do not see them. No label: the words stand beside them already. */
export const Bars = ({ filled, label }: { filled: number; label?: string }) => (
  <span className="bars" {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
    {[1, 2, 3, 4, 5, 6].map((rank) => (
      <i key={rank} className={`bar-${rank}${rank <= filled ? ' f' : ''}`} />
    ))}
  </span>
);
