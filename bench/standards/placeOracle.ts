// Every division's full name, read from the committed files by a second, independent reader (the format is told in parseTree.ts): the names are joined
// from a stack of the lines above, headings of the code list (市辖区 …) left out.
export interface Place {
  readonly code: string;
  readonly fullName: string;
  readonly level: string;
}

const HEADINGS = ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'];
const LEVELS = ['P', 'C', 'A', 'T'];
const WIDTHS = [2, 2, 2, 3];

export const readPlaces = (text: string): Place[] => {
  const places: Place[] = [];
  const suffix: Record<string, string> = {};
  let digits: string[] = [];
  let names: string[] = [];
  let counter = 0;
  for (const line of text.split('\n')) {
    if (line.startsWith('!suffix ')) suffix[line.split(' ')[1]!] = line.split(' ')[2]!;
    if (line === '' || line.startsWith('!')) continue;
    const level = /^[PCAT]\d/.test(line) ? LEVELS.indexOf(line[0]!) : 4;
    let name: string;
    if (level < 4) {
      const [own, ...rest] = line.slice(1).split(' ');
      // 东莞 and 中山 have no counties: their townships stand right below the prefecture, with zeros between
      digits = [...Array.from({ length: level }, (_, i) => digits[i] ?? '0'.repeat(WIDTHS[i]!)), own!];
      name = rest.join(' ');
      names = [...Array.from({ length: level }, (_, i) => names[i] ?? ''), name];
      counter = 0;
    } else {
      const numbered = /^(\d{3}) (.*)$/.exec(line);
      counter = numbered ? Number(numbered[1]) : counter + 1;
      const packed = numbered ? numbered[2]! : line;
      const last = packed.slice(-1);
      name = last in suffix ? packed.slice(0, -1) + suffix[last] : packed;
    }
    const own = level === 4 ? [...digits, String(counter).padStart(3, '0')] : digits;
    if (level === 1 && HEADINGS.includes(name)) continue;
    const above = names.slice(0, level).filter((n, i) => n !== '' && !(i === 1 && HEADINGS.includes(n)));
    places.push({
      code: own.join('').padEnd(12, '0'),
      fullName: [...above, name].join(''),
      level: ['province', 'prefecture', 'county', 'township', 'village'][level]!,
    });
  }
  return places;
};
