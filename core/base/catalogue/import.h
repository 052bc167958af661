/* The use case "import": rows aside, notices. */
TEXT(IMPORT_CANCELLED, "stopped as you asked; nothing was imported")
TEXT(IMPORT_TOO_FEW_CELLS, "{cells} cells where there are {columns} columns")
TEXT(IMPORT_TOO_MANY_CELLS, "{cells} cells where there are only {columns} columns")
TEXT(IMPORT_STRAY_QUOTE, "a quote in it is not closed as it should be")
TEXT(IMPORT_TOO_LONG, "the line is longer than a million characters")
TEXT(IMPORT_NO_HEADER, "the first line holds data, so the columns are called col_0, col_1, …")
TEXT(IMPORT_RENAMED, "{count} column names were empty, double or had blanks around them, and were "
                     "mended")
TEXT(IMPORT_REPAIRED, "{count} places were no UTF-8 text; each is now shown as \xEF\xBF\xBD")
TEXT(IMPORT_NULS, "{count} NUL bytes were dropped")
TEXT(IMPORT_BLANK_LINES, "{count} blank lines were passed over")
TEXT(IMPORT_UNDECIDED, "column \"{column}\" is {reason}")
TEXT(IMPORT_MISFITS, "column \"{column}\": {count} values don't fit its type; they are empty in the "
                     "table and kept as they were written beside it")
TEXT(IMPORT_MISFITS_MARKERS,
     "column \"{column}\": {count} values don't fit its type ({markers}); they are empty in the "
     "table and kept as they were written beside it")
