// Published cells (docs/figures.md §8): what is shown to whoever asks, so small numbers are not, nor any number from which a small one could be reckoned. Pure.

/** ○ Fewer persons than this are shown as “<10”. */
export const FEW = 10;
/** ○ A reader who reckons with every sum of the table is left with at least so many values for each small cell. */
export const LEFT_OPEN = 4;

/** A number; `few`: 1 … 9; `hidden`: ten or more, not told because a small one could be reckoned from it. */
export type Told = number | 'few' | 'hidden';
export interface Counted {
  /** Values of the dimensions, one or two. */
  readonly keys: readonly string[];
  readonly persons: number;
}
export interface Release {
  readonly total: Told;
  /** By the values of the first and of the second dimension; the second is empty where there is one. */
  readonly margins: readonly ReadonlyMap<string, Told>[];
  /** By keys joined with a tab; cells with nobody are left out and read as 0. */
  readonly cells: ReadonlyMap<string, Told>;
}

interface Arc {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** Told as it is, not at all, or as few. */
  state: 'open' | 'few' | 'hidden';
}
export interface Options {
  readonly few?: number;
  readonly leftOpen?: number;
  /**
   * Names (`0:key`, `1:key`, `total`, cells by their keys joined with a tab) that are hidden for what stands elsewhere: in another table of the same figure, on
   * another screen, in another month. They are kept from being reckoned from this table like small ones.
   */
  readonly hide?: ReadonlySet<string>;
  /** What a reader knows of a hidden number besides: at least and at most so many. */
  readonly bounds?: ReadonlyMap<string, { readonly least?: number; readonly most?: number }>;
  /** False: what is hidden for others is left out and no more, as months were published at first. */
  readonly guard?: boolean;
}

/**
 * A table with its sums is a circulation: total → rows → columns → total, each number the flow of one arc, and what a reader can reckon is every flow that agrees
 * with what is told. The true table is one of them, so how far a small cell could be otherwise is what can be sent around it (max-flow in what is left open).
 */
const circulation = (
  cells: readonly Counted[],
  few: number,
  { hide = new Set(), bounds = new Map() }: Pick<Options, 'hide' | 'bounds'>,
): Arc[] => {
  const nodes = new Map<string, number>();
  const node = (name: string): number => {
    const at = nodes.get(name) ?? nodes.size;
    nodes.set(name, at);
    return at;
  };
  const [source, sink] = [node('source'), node('sink')];
  const arcs: Arc[] = [];
  const add = (name: string, from: number, to: number, value: number): void => {
    const { least = few, most = Number.POSITIVE_INFINITY } = bounds.get(name) ?? {};
    arcs.push({
      name,
      from,
      to,
      value,
      least: Math.max(least, few),
      most,
      state: value > 0 && value < few ? 'few' : hide.has(name) && value > 0 ? 'hidden' : 'open',
    });
  };
  const margin = (i: number): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const c of cells) sums.set(c.keys[i]!, (sums.get(c.keys[i]!) ?? 0) + c.persons);
    return sums;
  };
  const two = cells.some((c) => c.keys.length === 2);
  for (const [key, sum] of margin(0)) add(`0:${key}`, source, two ? node(`0:${key}`) : sink, sum);
  if (two) {
    for (const [key, sum] of margin(1)) add(`1:${key}`, node(`1:${key}`), sink, sum);
    for (const c of cells) add(c.keys.join('\t'), node(`0:${c.keys[0]}`), node(`1:${c.keys[1]}`), c.persons);
  }
  add(
    'total',
    sink,
    source,
    cells.reduce((sum, c) => sum + c.persons, 0),
  );
  return arcs;
};

/** By how much the flow of an arc may rise and fall as far as a reader knows. */
const room = (arc: Arc, few: number): readonly [up: number, down: number] =>
  arc.state === 'open'
    ? [0, 0]
    : arc.state === 'few'
      ? [few - 1 - arc.value, arc.value - 1]
      : [arc.most - arc.value, arc.value - arc.least];

/** Arcs by the node they leave or reach: a table of all prefectures has thousands, and most rounds are short. */
type Net = readonly (readonly Arc[])[];
const netOf = (arcs: readonly Arc[]): Net => {
  const net = Array.from({ length: 1 + Math.max(0, ...arcs.flatMap((a) => [a.from, a.to])) }, (): Arc[] => []);
  for (const arc of arcs) for (const node of [arc.from, arc.to]) net[node]!.push(arc);
  return net;
};

interface Step {
  readonly arc: Arc;
  readonly forward: boolean;
}
const stepsTo = (end: number, start: number, cameBy: ReadonlyMap<number, Step>): readonly Step[] => {
  const steps: Step[] = [];
  for (let n = end; n !== start; ) {
    const step = cameBy.get(n)!;
    steps.push(step);
    n = step.forward ? step.arc.from : step.arc.to;
  }
  return steps;
};
type Ends = readonly [start: number, end: number];

/** A shortest way along which one more person can be sent over what is left open. `sent`: what was sent before. */
const freeWay = (net: Net, [start, end]: Ends, without: Arc, few: number, sent: ReadonlyMap<Arc, number>): readonly Step[] | null => {
  const cameBy = new Map<number, Step>();
  const reached = [start];
  const seen = new Set(reached);
  for (let i = 0; i < reached.length; i++) {
    const at = reached[i]!;
    for (const arc of net[at] ?? []) {
      if (arc === without) continue;
      const forward = arc.from === at;
      const next = forward ? arc.to : arc.from;
      if (seen.has(next)) continue;
      const [up, down] = room(arc, few);
      const moved = sent.get(arc) ?? 0;
      if (forward ? up - moved < 1 : down + moved < 1) continue;
      cameBy.set(next, { arc, forward });
      if (next === end) return stepsTo(end, start, cameBy);
      seen.add(next);
      reached.push(next);
    }
  }
  return null;
};

/** The cheapest way over what is left open and over numbers that are told and would be hidden for it. */
const pricedWay = (net: Net, [start, end]: Ends, without: Arc, few: number, cost: (arc: Arc) => number): readonly Step[] | null => {
  const best = new Map<number, number>([[start, 0]]);
  const cameBy = new Map<number, Step>();
  const done = new Set<number>();
  const queue: { readonly node: number; readonly price: number }[] = [{ node: start, price: 0 }];
  while (queue.length) {
    const { node: at } = takeCheapest(queue);
    if (at === end) return stepsTo(end, start, cameBy);
    if (done.has(at)) continue;
    done.add(at);
    for (const arc of net[at] ?? []) {
      if (arc === without) continue;
      const forward = arc.from === at;
      const next = forward ? arc.to : arc.from;
      if (done.has(next)) continue;
      const [up, down] = room(arc, few);
      const free = forward ? up >= 1 : down >= 1;
      // a number that is told could be hidden; it stays ten or more whatever the reader thinks of it
      if (!free && !(arc.state === 'open' && arc.value >= few && (forward ? arc.value < arc.most : arc.value > arc.least))) continue;
      const price = best.get(at)! + (free ? 0 : cost(arc));
      if (price >= (best.get(next) ?? Number.POSITIVE_INFINITY)) continue;
      best.set(next, price);
      cameBy.set(next, { arc, forward });
      add(queue, { node: next, price });
    }
  }
  return null;
};
interface Priced {
  readonly node: number;
  readonly price: number;
}
/** A binary heap by price. */
const add = (heap: Priced[], one: Priced): void => {
  heap.push(one);
  for (let i = heap.length - 1; i > 0; ) {
    const above = (i - 1) >> 1;
    if (heap[above]!.price <= heap[i]!.price) return;
    [heap[above], heap[i]] = [heap[i]!, heap[above]!];
    i = above;
  }
};
const takeCheapest = (heap: Priced[]): Priced => {
  const first = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return first;
  heap[0] = last;
  for (let i = 0; ; ) {
    const [l, r] = [2 * i + 1, 2 * i + 2];
    let least = i;
    if (l < heap.length && heap[l]!.price < heap[least]!.price) least = l;
    if (r < heap.length && heap[r]!.price < heap[least]!.price) least = r;
    if (least === i) return first;
    [heap[least], heap[i]] = [heap[i]!, heap[least]!];
    i = least;
  }
};

/** How many other values the cell could have, up to `most`. */
const othersOf = (net: Net, arc: Arc, few: number, most: number): number => {
  const [up, down] = room(arc, few);
  const send = (ends: Ends, limit: number): number => {
    const sent = new Map<Arc, number>();
    let n = 0;
    for (; n < limit; n++) {
      const steps = freeWay(net, ends, arc, few, sent);
      if (!steps) break;
      for (const { arc: a, forward } of steps) sent.set(a, (sent.get(a) ?? 0) + (forward ? 1 : -1));
    }
    return n;
  };
  // one more through the cell comes back from its end to its beginning
  const more = send([arc.to, arc.from], Math.min(up, most));
  return more + send([arc.from, arc.to], Math.min(down, most - more));
};

/** Hides as little as it finds: for each small cell that could be reckoned, the cheapest round of told numbers through it. */
const protect = (arcs: readonly Arc[], few: number, leftOpen: number, guarded: ReadonlySet<string>): void => {
  const cost = (arc: Arc): number => arc.value * (arc.name === 'total' ? 1000 : 1);
  const net = netOf(arcs);
  for (let again = true; again; ) {
    again = false;
    for (const arc of arcs.filter((a) => a.state === 'few' || (a.state === 'hidden' && guarded.has(a.name)))) {
      while (othersOf(net, arc, few, leftOpen - 1) < leftOpen - 1) {
        const priced = (
          [
            [arc.to, arc.from],
            [arc.from, arc.to],
          ] as const
        ).flatMap((ends) => {
          const steps = pricedWay(net, ends, arc, few, cost);
          const closed = steps?.filter((s) => s.arc.state === 'open').map((s) => s.arc) ?? [];
          return closed.length ? [{ closed, price: closed.reduce((sum, a) => sum + cost(a), 0) }] : [];
        });
        const cheapest = priced.sort((a, b) => a.price - b.price)[0];
        // no round left that passes through told numbers: then the smallest that is told goes, until none is
        const goes =
          cheapest?.closed ??
          arcs
            .filter((a) => a.state === 'open' && a.value >= few)
            .sort((a, b) => cost(a) - cost(b))
            .slice(0, 1);
        if (goes.length === 0) break;
        for (const a of goes) a.state = 'hidden';
        again = true;
      }
    }
  }
};

/** What may be shown of a table of one figure by one or two dimensions. Cells with nobody are told as 0: nobody is nobody's secret. */
export const publish = (counted: readonly Counted[], options: Options = {}): Release => {
  const { few = FEW, leftOpen = LEFT_OPEN, hide = new Set<string>(), guard = true } = options;
  const arcs = circulation(
    counted.filter((c) => c.persons > 0),
    few,
    options,
  );
  protect(arcs, few, leftOpen, guard ? hide : new Set());
  const told = (arc: Arc): Told => (arc.state === 'open' ? arc.value : arc.state);
  const margin = (i: 0 | 1): ReadonlyMap<string, Told> =>
    new Map(arcs.filter((a) => a.name.startsWith(`${i}:`)).map((a) => [a.name.slice(2), told(a)]));
  return {
    total: told(arcs.find((a) => a.name === 'total')!),
    margins: [margin(0), margin(1)],
    cells: new Map(arcs.filter((a) => a.name.includes('\t')).map((a) => [a.name, told(a)])),
  };
};

/** A table of one figure; `by`: its dimensions, by which tables share margins. */
export interface TableOf {
  readonly by: readonly string[];
  readonly cells: readonly Counted[];
}
/** Margins that a release hides, by dimension, as every other table of the same figure has to. */
const hiddenOf = ({ by }: TableOf, release: Release): readonly string[] => [
  ...(release.total === 'hidden' ? ['total'] : []),
  ...release.margins.flatMap((m, i) => [...m].flatMap(([key, told]) => (told === 'hidden' ? [`${by[i]}:${key}`] : []))),
];
/** Several tables of one figure: what one hides of a margin that they share, all hide; else the one would tell what the other keeps. Returned in their order. */
export const publishTogether = (
  tables: readonly TableOf[],
  options: Omit<Options, 'hide' | 'bounds'> = {},
  /** Of each table, in their order: what is hidden in it whatever the others say, and what is known of it. */
  of: readonly Pick<Options, 'hide' | 'bounds'>[] = [],
): readonly Release[] => {
  let shared: ReadonlySet<string> = new Set();
  for (;;) {
    const own = (by: readonly string[]): ReadonlySet<string> =>
      new Set(
        [...shared].flatMap((name) => {
          if (name === 'total') return [name];
          const at = by.findIndex((d) => name.startsWith(`${d}:`));
          return at < 0 ? [] : [`${at}:${name.slice(by[at]!.length + 1)}`];
        }),
      );
    const releases = tables.map((t, i) =>
      publish(t.cells, { ...options, ...of[i], hide: new Set([...own(t.by), ...(of[i]?.hide ?? [])]) }),
    );
    const hidden = new Set([...shared, ...releases.flatMap((r, i) => hiddenOf(tables[i]!, r))]);
    if (hidden.size === shared.size) return releases;
    shared = hidden;
  }
};
