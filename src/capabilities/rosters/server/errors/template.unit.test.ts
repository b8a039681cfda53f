// What a template is besides its words: styles, drop-downs, colours by rule, merged cells, formulas, links, filters, comments, names of areas.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { handBack, inFolder, NOTE, readTables, refuse, sourceOf } from '../../testing/errorKit.ts';
import { sheetXml, type XlsxParts, xlsxOf } from '../../testing/xlsxWriter.ts';
import { LIMITS } from '../reading/limits.ts';
import { openInThread } from '../reading/openInThread.ts';
import { openZip } from '../reading/zip.ts';
import { makeErrorBook } from './errorBook.ts';
import type { ErrorRow } from './errorShapes.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const STYLES =
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="2"><border/><border><left style="thin"/></border></borders>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="1" applyNumberFormat="1"><alignment horizontal="right"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="1" quotePrefix="1"/></cellXfs>';
const t = (ref: string, text: string, s = ''): string => `<c r="${ref}"${s} t="inlineStr"><is><t>${text}</t></is></c>`;
const NUMBERS = ['520000198905122378', '520000200001253623', '520000200011183833', '520000199001010011', '520000199101010015'];
const NAMES = ['曾小辉', '马小花', '杨小妍', '石阿朵', '韦小妹'];
/** Title, header on row 2, five people from row 3 on, a total. */
const people = (more: (at: number) => string = () => '', rowMore: (at: number) => string = () => ''): string =>
  `<row r="1">${t('B1', '务工人员花名册')}</row>` +
  `<row r="2" ht="30" customHeight="1">${t('B2', '姓名', ' s="2"')}${t('C2', '身份证号', ' s="2"')}${t('D2', '开始时间', ' s="2"')}${t('E2', '联系电话', ' s="2"')}</row>` +
  NAMES.map((name, i) => {
    const at = i + 3;
    return `<row r="${at}" spans="2:5"${rowMore(at)}>${t(`B${at}`, name)}${t(`C${at}`, NUMBERS[i]!, ' s="2"')}<c r="D${at}" s="1"><v>${45000 + i}</v></c>${t(`E${at}`, `1410000000${i}`)}${more(at)}</row>`;
  }).join('') +
  `<row r="8">${t('B8', '合计')}<c r="D8"><v>5</v></c></row>`;

const after = (
  parts: XlsxParts,
  rows: readonly ErrorRow[],
  look: (part: (name: string) => Promise<string>, path: string) => Promise<void>,
) =>
  inFolder(async (folder) => {
    const path = join(folder, 'in.xlsx');
    await writeFile(path, xlsxOf(parts));
    const target = join(folder, 'out.xlsx');
    await handBack(path, '花名册.xlsx', await readTables(path), rows, target);
    const zip = await openZip(target, LIMITS);
    try {
      await look(async (name) => (zip.has(name) ? (await zip.whole(name, 1 << 24)).toString('utf8') : ''), target);
    } finally {
      await zip.close();
    }
  });
const SHEET = 'xl/worksheets/sheet1.xml';

test('rows close up, numbers and styles stay, the two columns stand beside', () =>
  after({ sheets: [sheetXml(people())], styles: STYLES }, [refuse(0, 4, [2]), refuse(0, 7)], async (part, path) => {
    const xml = await part(SHEET);
    expect(xml).toContain('<dimension ref="A1:G4"/>');
    expect(xml).toContain('<row r="2" ht="30" customHeight="1">');
    expect(xml).toContain(`<row r="3"><c r="B3" t="inlineStr"><is><t>马小花</t></is></c>`);
    expect(xml).toContain('<c r="D3" s="1"><v>45001</v></c>');
    expect(xml).toContain('<c r="D4" s="1"><v>45004</v></c>');
    expect(xml).not.toMatch(/合计|spans=/);
    expect(xml.match(/<row /g)).toHaveLength(4);
    const styles = await part('xl/styles.xml');
    const cell = Number(/<c r="C3" s="(\d+)"/.exec(xml)![1]);
    const formats = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf [^>]*>/g)].map((m) => m[0]);
    expect(styles).toContain(`<cellXfs count="${formats.length}">`);
    // the fill changes and nothing else
    expect(formats[cell]).toMatch(/numFmtId="49" fontId="1" fillId="2" borderId="1" quotePrefix="1" applyFill="1"/);
    expect(styles).toMatch(/<fills count="5">.*FFFCF0ED.*FFFCF5E6/);
    expect(formats.slice(0, 3)).toEqual([...STYLES.slice(STYLES.indexOf('<cellXfs')).matchAll(/<xf [^>]*>/g)].map((m) => m[0]));
    const { tables } = await readTables(path);
    expect(tables[0]!.rows.map((r) => r.cells[0])).toEqual(['马小花', '韦小妹']);
    expect(tables[0]!.table.own).toEqual([5, 6]);
    expect(tables[0]!.table.left).toBe(1);
  }));

test('drop-downs, rules of colour and links go with their rows', () =>
  after(
    {
      sheets: [
        sheetXml(
          people(),
          '<sheetViews><sheetView workbookViewId="0" topLeftCell="A6"><pane ySplit="2" topLeftCell="A6" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="C7" sqref="C7"/></sheetView></sheetViews><cols><col min="1" max="16384" width="9" hidden="1" style="1"/></cols>',
          [
            '<sheetProtection sheet="1"/><autoFilter ref="B2:E7"><filterColumn colId="0"><filters><filter val="马小花"/></filters></filterColumn></autoFilter>',
            '<mergeCells count="3"><mergeCell ref="B1:E1"/><mergeCell ref="D4:E4"/><mergeCell ref="D5:E5"/></mergeCells>',
            '<conditionalFormatting sqref="C3:C7"><cfRule type="expression" dxfId="0" priority="1"><formula>COUNTIF($C$3:$C$7,C3)&gt;1</formula></cfRule></conditionalFormatting>',
            '<conditionalFormatting sqref="C5"><cfRule type="expression" dxfId="0" priority="2"><formula>LEN(C5)=18</formula></cfRule></conditionalFormatting>',
            '<conditionalFormatting sqref="C7"><cfRule type="expression" dxfId="0" priority="3"><formula>LEN(C7)=$D$1</formula></cfRule></conditionalFormatting>',
            '<dataValidations count="3"><dataValidation type="list" sqref="D3:D1000"><formula1>"是,否"</formula1></dataValidation><dataValidation type="list" sqref="E3:E7"><formula1>$B$3:$B$7</formula1></dataValidation><dataValidation type="whole" sqref="B4 B6"><formula1>1</formula1></dataValidation></dataValidations>',
            '<hyperlinks><hyperlink ref="B4" location="x"/><hyperlink ref="B7" location="y"/></hyperlinks>',
            '<pageSetup orientation="landscape"/><rowBreaks count="1"><brk id="5"/></rowBreaks>',
          ].join(''),
        ),
      ],
      styles: STYLES,
    },
    [refuse(0, 4), refuse(0, 7)],
    async (part) => {
      const xml = await part(SHEET);
      expect(xml).toContain('<autoFilter ref="B2:E4"/>');
      expect(xml).toContain('<mergeCells><mergeCell ref="B1:E1"/><mergeCell ref="D3:E3"/></mergeCells>');
      expect(xml).toContain(
        '<conditionalFormatting sqref="C3:C4"><cfRule type="expression" dxfId="0" priority="1"><formula>COUNTIF($C$3:$C$7,C3)&gt;1',
      );
      expect(xml).not.toContain('LEN(C5)');
      expect(xml).toContain(
        '<conditionalFormatting sqref="C4"><cfRule type="expression" dxfId="0" priority="3"><formula>LEN(C4)=$D$1</formula>',
      );
      expect(xml).toContain('<dataValidation type="list" sqref="D3:D1000"><formula1>"是,否"');
      expect(xml).not.toContain('$B$3:$B$7');
      expect(xml).toContain('<dataValidation type="whole" sqref="B3">');
      expect(xml).toContain('<hyperlinks><hyperlink ref="B3" location="x"/><hyperlink ref="B4" location="y"/></hyperlinks>');
      expect(xml).toContain('<pageSetup orientation="landscape"/></worksheet>');
      expect(xml).toContain(
        '<sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView>',
      );
      // hidden columns stay hidden, ours are seen
      expect(xml).toMatch(/<col min="1" max="5" width="9" hidden="1" style="1"\/><col width="44" customWidth="1" min="6" max="6"\/>/);
      expect(xml.indexOf('<mergeCells')).toBeGreaterThan(xml.indexOf('<autoFilter'));
    },
  ));

test('a formula that asks its own row goes on asking it; another is its result', () => {
  const formula = (at: number): string =>
    [
      at === 3
        ? '<c r="H3" t="str"><f t="shared" ref="H3:H7" si="0">MID(C3,7,4)&amp;"年A3"</f><v>1989</v></c>'
        : `<c r="H${at}" t="str"><f t="shared" si="0"/><v>${NUMBERS[at - 3]!.slice(6, 10)}</v></c>`,
      `<c r="I${at}"><f>ROW()-2</f><v>${at - 2}</v></c>`,
      `<c r="J${at}"><f>COUNTIF(C:C,C${at})</f><v>1</v></c>`,
      `<c r="K${at}" t="str"><f>VLOOKUP(B${at},表2!A:B,2,0)</f><v>厂</v></c>`,
      `<c r="L${at}"><f>D${at - 1}+1</f><v>${at}</v></c>`,
      `<c r="M${at}"><f>LOG10(D${at})*D$1</f></c>`,
      `<c r="N${at}"><f>SUM(D3:D7)</f></c>`,
    ].join('');
  const head = ['H', 'I', 'J', 'K', 'L', 'M', 'N'].map((c) => t(`${c}2`, `列${c}`)).join('');
  return after(
    {
      sheets: [sheetXml(people(formula).replace('</row><row r="3"', `${head}</row><row r="3"`)), '<row r="1"><c r="A1"><v>1</v></c></row>'],
    },
    [refuse(0, 5), refuse(0, 7)],
    async (part, path) => {
      const xml = await part(SHEET);
      expect(xml).toContain('<c r="H3" t="str"><f>MID(C3,7,4)&amp;&quot;年A3&quot;</f><v>2000</v></c>');
      expect(xml).toContain('<c r="H4" t="str"><f>MID(C4,7,4)&amp;&quot;年A3&quot;</f><v>1991</v></c>');
      expect(xml).toContain('<c r="I3"><v>3</v></c><c r="J3"><v>1</v></c>');
      expect(xml).toContain('<c r="K4" t="str"><f>VLOOKUP(B4,表2!A:B,2,0)</f><v>厂</v></c>');
      expect(xml).toContain('<c r="L4"><v>7</v></c>');
      expect(xml).toContain('<c r="M4"><f>LOG10(D4)*D$1</f></c>');
      // without a result its own text stands for it
      expect(xml).toContain('<c r="N4" t="inlineStr"><is><t xml:space="preserve">=SUM(D3:D7)</t></is></c>');
      const { tables } = await readTables(path);
      expect(tables[0]!.rows[1]!.cells.at(-1)).toBe('=SUM(D3:D7)');
    },
  );
});

test('rows that were hidden are seen, and so is the column of a mistake', () =>
  after(
    {
      sheets: [
        sheetXml(
          people(undefined, (at) => (at > 4 ? ' hidden="1" outlineLevel="1"' : '')),
          '<cols><col min="2" max="4" width="9" hidden="1"/></cols>',
        ),
      ],
    },
    [refuse(0, 4), refuse(0, 6, [2])],
    async (part) => {
      const xml = await part(SHEET);
      expect(xml).not.toContain('outlineLevel');
      expect(xml.match(/hidden="1"/g)).toHaveLength(2);
      expect(xml).toContain('<col min="3" max="3" width="9"/>');
    },
  ));

test('a value merged over rows whose first is gone stands in the first that stays', () =>
  after(
    {
      sheets: [
        sheetXml(
          people().replace(t('E4', '14100000001'), t('E4', '14100000001', ' s="2"')),
          '',
          '<mergeCells><mergeCell ref="E4:E7"/></mergeCells>',
        ),
      ],
    },
    [refuse(0, 5), refuse(0, 7)],
    async (part, path) => {
      const xml = await part(SHEET);
      expect(xml).toContain('<mergeCell ref="E3:E4"/>');
      const { tables } = await readTables(path);
      expect(tables[0]!.rows.map((r) => r.cells[3])).toEqual(['14100000001', '14100000004']);
    },
  ));

test('comments, names of areas, the order of calculation and other sheets', () =>
  after(
    {
      sheets: [
        {
          name: '台账',
          xml: sheetXml(
            people(),
            '',
            '<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="v"/>',
          ),
        },
        { name: '代码', xml: '<row r="1"><c r="A1"><v>7</v></c></row>' },
      ],
      more: [
        {
          name: 'xl/worksheets/_rels/sheet1.xml.rels',
          content:
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/><Relationship Id="v" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vml.vml"/></Relationships>',
        },
        {
          name: 'xl/comments1.xml',
          content: `<comments xmlns="${MAIN}"><authors><author>a</author></authors><commentList><comment ref="B2" authorId="0"><text><t>头</t></text></comment><comment ref="B4" authorId="0"><text><t>走</t></text></comment><comment ref="C7" authorId="0"><text><t>留</t></text></comment></commentList></comments>`,
        },
        {
          name: 'xl/drawings/vml.vml',
          content:
            '<xml><v:shape id="a"><x:ClientData><x:Anchor>2, 0, 2, 0, 4, 0, 5, 0</x:Anchor><x:Row>3</x:Row></x:ClientData></v:shape><v:shape id="b"><x:ClientData><x:Anchor>2, 0, 5, 0, 4, 0, 8, 0</x:Anchor><x:Row>6</x:Row></x:ClientData></v:shape></xml>',
        },
      ],
    },
    [refuse(0, 7)],
    async (part) => {
      expect(await part('xl/comments1.xml')).toMatch(/<commentList><comment ref="B2".*?<comment ref="C3" authorId="0"><text><t>留/);
      expect(await part('xl/comments1.xml')).not.toContain('走');
      expect(await part('xl/drawings/vml.vml')).toBe(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xml><v:shape id="b"><x:ClientData><x:Anchor>2,0,1,0,4,0,4,0</x:Anchor><x:Row>2</x:Row></x:ClientData></v:shape></xml>'.replaceAll(
          /(\d),(?=\d)/g,
          '$1, ',
        ),
      );
      expect(await part('xl/worksheets/sheet2.xml')).toBe(sheetXml('<row r="1"><c r="A1"><v>7</v></c></row>'));
    },
  ));

test('sentences: several, doubtful ones, formulas of others, what XML cannot hold', () =>
  after(
    { sheets: [sheetXml(people())] },
    [
      {
        sheet: 0,
        row: 4,
        verdict: 'refused',
        texts: [
          { zh: '姓名 <空>', en: '' },
          { zh: '号码 & 电话\u0001_x000D_', en: '' },
        ],
        advice: [{ zh: '=HYPERLINK("x")', en: '' }],
        columns: [],
      },
      { sheet: 0, row: 6, verdict: 'doubtful', texts: [{ zh: '收入偏高', en: '' }], advice: [], columns: [1] },
    ],
    async (part, path) => {
      const xml = await part(SHEET);
      expect(xml).not.toContain('<f>');
      const book = await openInThread(path, LIMITS);
      const rows = [];
      for await (const batch of book.rows(0)) rows.push(...batch);
      await book.close();
      expect(rows[2]!.cells.slice(5)).toEqual(['1. 姓名 <空>\n2. 号码 & 电话_x000D_（原第 4 行）', `'=HYPERLINK("x")`]);
      expect(rows[3]!.cells.slice(5)).toEqual(['【存疑】收入偏高（原第 6 行）']);
      const note = await part('xl/worksheets/sheet2.xml');
      expect(note).toMatch(/演示数据.*批次 14.*拒收 1 行.*存疑 1 行/s);
    },
  ));

test('a second table below the first keeps its header and its title', () => {
  const second =
    `<row r="11">${t('B11', '回流人员')}</row><row r="12">${['B', 'C', 'D'].map((c, i) => t(`${c}12`, ['姓名', '联系电话', '家庭住址'][i]!)).join('')}</row>` +
    [13, 14]
      .map(
        (at) => `<row r="${at}">${t(`B${at}`, NAMES[at - 13]!)}${t(`C${at}`, `1410000001${at - 13}`)}${t(`D${at}`, `大塘镇${at}组`)}</row>`,
      )
      .join('');
  return after({ sheets: [sheetXml(people() + second)] }, [refuse(0, 4), refuse(0, 14)], async (part, path) => {
    expect((await part(SHEET)).match(/>失败原因</g)).toHaveLength(2);
    const { tables } = await readTables(path);
    expect(
      tables.map(({ table, rows }) => [table.header?.top, table.own, rows.filter((r) => r.kind === 'data').map((r) => r.cells[0])]),
    ).toEqual([
      [1, [5, 6], ['马小花']],
      [6, [5, 6], ['马小花']],
    ]);
  });
});

test('a list without header says in each cell what it is, and is read as if it did not', () => {
  const rows = NAMES.map(
    (name, i) => `<row r="${i + 1}">${t(`A${i + 1}`, name)}${t(`B${i + 1}`, NUMBERS[i]!)}${t(`C${i + 1}`, `1410000000${i}`)}</row>`,
  );
  return after({ sheets: [sheetXml(rows.join(''))] }, [refuse(0, 2), refuse(0, 5)], async (part, path) => {
    expect(await part(SHEET)).toMatch(/失败原因：第 2 行不对.*建议：改第 5 行/s);
    const { tables } = await readTables(path);
    expect(tables[0]!.table).toMatchObject({ headerless: true, own: [3, 4], right: 2 });
    expect(tables[0]!.rows.map((r) => r.cells)).toEqual([
      ['马小花', NUMBERS[1], '14100000001'],
      ['韦小妹', NUMBERS[4], '14100000004'],
    ]);
  });
});

test('macros are not passed on: of a book with macros a book without', () =>
  after(
    {
      sheets: [sheetXml(people())],
      type: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      more: [{ name: 'xl/vbaProject.bin', content: 'macro' }],
    },
    [refuse(0, 4)],
    async (part) => {
      expect(await part('xl/vbaProject.bin')).toBe('');
      const types = await part('[Content_Types].xml');
      expect(types).toContain(
        'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"',
      );
      expect(types).not.toContain('macroEnabled');
    },
  ));

test('nothing is written over: what stands beside the table keeps its place', () =>
  after({ sheets: [sheetXml(people((at) => (at === 7 ? t('G7', '旁注') : '')))] }, [refuse(0, 7)], async (part) => {
    const xml = await part(SHEET);
    expect(xml).toContain(t('G3', '旁注'));
    expect(xml).toMatch(/<c r="H3" s="\d+" t="inlineStr"><is><t xml:space="preserve">第 7 行不对/);
  }));

test('a target that is there is left alone; one that fails is gone', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'in.xlsx');
    await writeFile(path, xlsxOf({ sheets: [sheetXml(people())] }));
    const source = sourceOf(path, 'a.xlsx', await readTables(path));
    const open = (at: string) => openInThread(at, LIMITS);
    await expect(makeErrorBook(source, [], path, NOTE, open)).rejects.toThrow('EEXIST');
    const target = join(folder, 'out.xlsx');
    await expect(makeErrorBook(source, [refuse(0, 99)], target, NOTE, open)).rejects.toThrow('row 99');
    expect((await import('node:fs')).readdirSync(folder)).toEqual(['in.xlsx']);
  }));
