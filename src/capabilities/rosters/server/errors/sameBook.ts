// The error workbook of an xlsx: its own zip, in which only the sheets with rows to hand back are written anew, and what speaks of their rows.

import { zipKind } from '../reading/detect.ts';
import { LIMITS } from '../reading/limits.ts';
import { ReadRefused } from '../reading/readRefused.ts';
import { worksheetsOf } from '../reading/xlsxBook.ts';
import { readRelations } from '../reading/xlsxParts.ts';
import { xmlText } from '../reading/xml.ts';
import { openZip, type Zip } from '../reading/zip.ts';
import { partsAround } from './aroundSheet.ts';
import { dittoStrings, dittoXml } from './ditto.ts';
import type { SaidRows } from './errorRows.ts';
import type { ErrorNote, ErrorSource } from './errorShapes.ts';
import { NOTE_SHEET, noteLines, noteSheetXml } from './noteSheet.ts';
import { contentTypes, isStrict, MAIN, officeOf, STRICT_MAIN, workbookRelations, workbookXml } from './packageParts.ts';
import { sheetPieces } from './sheetPieces.ts';
import type { SheetPlan } from './sheetPlan.ts';
import { freeColumns, rewrittenSheet } from './sheetRewrite.ts';
import { styleBook } from './styleBook.ts';
import { DECLARATION, wholeText } from './xmlWrite.ts';
import type { ZipWriter } from './zipWriter.ts';

/** Not handed back: the order of calculation, which Excel makes anew, and macros, which nobody asked us to pass on. A template goes back as a book. */
const GONE: ReadonlySet<string> = new Set(['calcChain', 'vbaProject']);

/** Parts by their names without regard to case and slashes, as the reader takes them. */
const keyOf = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
const relationsPart = (part: string): string => {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
};

export const writeSameBook = async (
  source: ErrorSource,
  plans: readonly SheetPlan[],
  said: SaidRows,
  note: ErrorNote,
  out: ZipWriter,
): Promise<void> => {
  const zip: Zip = await openZip(source.path, LIMITS);
  try {
    const kind = await zipKind(zip);
    if (kind.kind !== 'xlsx') throw new ReadRefused('damaged', 'workbook');
    const workbook = kind.workbook;
    const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
    const { relations, worksheets } = await worksheetsOf(zip, workbook);
    const names = new Set(zip.names.map(keyOf));
    const text = (part: string): Promise<string> => wholeText(xmlText(zip.bytes(part)));
    const workbookSource = await text(workbook);
    const strict = isStrict(workbookSource);
    const main = strict ? STRICT_MAIN : MAIN;
    const written = new Set<string>();
    const write = async (part: string, content: AsyncIterable<string> | Iterable<string>): Promise<void> => {
      written.add(keyOf(part));
      await out.add(part.replaceAll('\\', '/').replace(/^\/+/, ''), content);
    };
    const stylesPart = relations.find((r) => r.kind === 'styles')?.target;
    const hasStyles = stylesPart !== undefined && zip.has(stylesPart);
    const styles = styleBook(hasStyles ? await text(stylesPart) : undefined, main);
    const rewritten = new Map(plans.map((p) => [worksheets[p.index]!.name, p]));
    const stays = (sheet: string): boolean => !rewritten.has(sheet);

    // before the rest: programs look at this entry first
    const free = (wanted: string): string => {
      for (let n = 1; ; n += 1) {
        const part = wanted.replace('#', String(n));
        if (!names.has(keyOf(part))) return part;
      }
    };
    const gone = new Set(
      relations
        .filter((r) => GONE.has(r.kind))
        .flatMap((r) => [r.target, relationsPart(r.target)])
        .map(keyOf),
    );
    for (const name of names) if (/(?:^|\/)vba[^/]*\.(?:bin|xml)$/.test(name)) gone.add(name);
    const known = worksheets.find((w) => w.name === NOTE_SHEET);
    const notePart = known?.part ?? free(`${folder}worksheets/sheet#.xml`);
    const newStyles = hasStyles ? undefined : free(`${folder}styles#.xml`);
    const types: Parameters<typeof contentTypes>[2] = {
      [workbook]: 'sheet.main',
      [notePart]: 'worksheet',
      ...(newStyles ? { [newStyles]: 'styles' } : {}),
    };
    const typesPart = '[Content_Types].xml';
    if (zip.has(typesPart)) await write(typesPart, [DECLARATION, contentTypes(await text(typesPart), gone, types)]);

    const strings = relations.find((r) => r.kind === 'sharedStrings')?.target;
    const marks = strings !== undefined && zip.has(strings) ? await dittoStrings(() => xmlText(zip.bytes(strings))) : new Set<string>();
    for (const plan of plans) {
      const { part } = worksheets[plan.index]!;
      const pieces = () => sheetPieces(xmlText(zip.bytes(part)));
      const { added, last, ditto } = await freeColumns(pieces(), plan);
      plan.map.setLast(last);
      const rows = said.read(plan.index);
      const changes = {
        ...plan,
        merges: source.info.sheets[plan.index]!.merges,
        shown: said.columns(plan.index),
        styles,
        stays,
        ditto: ditto || marks.size ? dittoXml(marks) : undefined,
      };
      await write(part, withDeclaration(rewrittenSheet(pieces(), rows, added, changes)));
      for (const [around, change] of partsAround(await readRelations(zip, part), plan.map))
        if (zip.has(around) && !written.has(keyOf(around))) await write(around, [DECLARATION, change(await text(around))]);
    }
    await write(notePart, [noteSheetXml(noteLines(note, source.name, said), styles, main)]);
    await write(newStyles ?? stylesPart!, [DECLARATION, styles.xml()]);
    const office = officeOf(strict);
    const relative = (part: string): string => `/${part}`;
    const ids = new Set(relations.map((r) => r.id));
    const id = (wanted: string): string => (ids.has(wanted) ? id(`${wanted}0`) : wanted);
    const noteId = id('rIdNote1');
    await write(relationsPart(workbook), [
      DECLARATION,
      workbookRelations(await text(relationsPart(workbook)), GONE, [
        ...(known ? [] : [{ id: noteId, type: `${office}/worksheet`, target: relative(notePart) }]),
        ...(newStyles ? [{ id: id('rIdStyles1'), type: `${office}/styles`, target: relative(newStyles) }] : []),
      ]),
    ]);
    await write(workbook, [
      DECLARATION,
      workbookXml(workbookSource, {
        note: known ? null : { name: NOTE_SHEET, relation: noteId },
        maps: new Map([...rewritten].map(([name, plan]) => [name, plan.map])),
      }),
    ]);
    for (const name of zip.names) {
      const key = keyOf(name);
      if (name.endsWith('/') || written.has(key) || gone.has(key)) continue;
      written.add(key);
      await out.copy(name.replaceAll('\\', '/').replace(/^\/+/, ''), await zip.raw(name));
    }
  } finally {
    await zip.close();
  }
};

async function* withDeclaration(xml: AsyncIterable<string>): AsyncGenerator<string> {
  yield DECLARATION;
  yield* xml;
}
