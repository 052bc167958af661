/* Workbooks: what is refused, which sheet is meant, what is worth knowing of one. */
TEXT(XLSX_DAMAGED, "{file}: this workbook is damaged; open it in Excel or LibreOffice, save it "
                   "again and name that")
TEXT(XLSX_NO_PART, "{file}: the part {part} of this workbook is missing; open it in Excel or "
                   "LibreOffice, save it again and name that")
TEXT(XLSX_NO_XML, "{file}: the part {part} of this workbook can't be read; open it in Excel or "
                  "LibreOffice, save it again and name that")
TEXT(XLSX_NO_SUCH_TEXT, "{file}: cell {column}{row} points to a text that is not there; open the "
                        "workbook in Excel or LibreOffice, save it again and name that")
TEXT(XLSX_PLACE, "{file}: a cell in row {row} is outside of what a sheet can have; open the "
                 "workbook in Excel or LibreOffice, save it again and name that")
TEXT(XLSX_PASSWORD, "{file}: there is a password on this workbook; open it in Excel, save it "
                    "without one and name that")
TEXT(XLSX_BINARY, "{file}: this is a binary workbook (.xlsb), which can't be read; save it in "
                  "Excel as .xlsx and name that")
TEXT(XLSX_BOMB, "{file}: this workbook unpacks to far more than any table needs, as files do that "
                "are made to do harm; it was not read")
TEXT(XLSX_TOO_MUCH, "the cells of this workbook hold far more text than is in it, as in files that "
                    "are made to do harm; it was not read")
TEXT(XLSX_DOCTYPE, "{file}: the part {part} of this workbook declares a document type, which no "
                   "spreadsheet program does; it was not read")
TEXT(XLSX_LEADS_OUT, "{file}: this workbook has parts with names that lead out of it, as in files "
                     "that are made to do harm; it was not read")
TEXT(XLSX_EXTERNAL, "{file}: a sheet of this workbook lies outside of it, where datajam does not "
                    "look; copy it into the workbook, save that and name it")
TEXT(XLSX_TOO_WIDE, "the sheet has more columns than a table can have ({limit}); delete those that "
                    "are not needed and save it again")
TEXT(XLSX_NO_SHEETS, "{file}: there is no sheet with cells in this workbook; name one with data")
TEXT(XLSX_NO_ROWS, "{file}: all sheets of this workbook are empty; name one with data")
TEXT(XLSX_SHEET_EMPTY, "{file}: the sheet \"{sheet}\" is empty; name another with --sheet")
TEXT(XLSX_NO_SUCH_SHEET, "{file}: there is no sheet \"{sheet}\"; the workbook has {list}")
TEXT(XLSX_WHICH_SHEET, "{file}: more than one sheet of this workbook has a table; choose one with "
                       "--sheet NAME or --sheet NUMBER: {list}")

/* The list in them. */
TEXT(XLSX_LISTED, "{number} \"{sheet}\" ({rows} rows, {columns} columns)")
TEXT(XLSX_LISTED_ABOUT, "{number} \"{sheet}\" (about {rows} rows, {columns} columns)")
TEXT(XLSX_LISTED_HIDDEN, "{number} \"{sheet}\" ({rows} rows, {columns} columns, hidden)")
TEXT(XLSX_LISTED_EMPTY, "{number} \"{sheet}\" (empty)")
TEXT(XLSX_LISTED_MORE, "and {count} more")

/* Notices. */
TEXT(XLSX_SHEET_TAKEN, "the sheet \"{sheet}\" was taken, since it is the only one with a table")
TEXT(XLSX_SHEET_IS_HIDDEN, "the sheet \"{sheet}\" is hidden in the workbook")
TEXT(XLSX_HIDDEN_SHEETS, "sheets that are hidden in the workbook and were left out: {sheets}")
TEXT(XLSX_HIDDEN_COLUMNS, "columns that are hidden in the workbook and were read, too: {columns}")
TEXT(XLSX_HIDDEN_ROWS, "rows that are hidden in the workbook, as by a filter, and were read, too: "
                       "{count}")
TEXT(XLSX_NO_RESULTS, "formulas without a result, which are empty here: {count}; to have the results, "
                      "open the workbook in Excel or LibreOffice and save it")
TEXT(XLSX_MERGED_LABELS, "cells of the header that got the label of the merged cells they are in: "
                         "{count}")
TEXT(XLSX_MERGED_VALUES, "empty cells that got the value of the merged cells they are in: {count}")

/* Header cells in colours. */
TEXT(XLSX_YELLOW, "yellow")
TEXT(XLSX_GREEN, "green")
TEXT(XLSX_BLUE, "blue")
TEXT(XLSX_RED, "red")
TEXT(XLSX_ORANGE, "orange")
