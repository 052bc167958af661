/* The use case "import": rows aside, notices. */
TEXT(IMPORT_CANCELLED, "stopped as you asked; nothing was imported")
TEXT(IMPORT_TOO_FEW_CELLS, "{cells} {cells:cell|cells} where there {columns:is|are} {columns} {columns:column|columns}")
TEXT(IMPORT_TOO_MANY_CELLS, "{cells} {cells:cell|cells} where there {columns:is|are} only {columns} {columns:column|columns}")
TEXT(IMPORT_STRAY_QUOTE, "a quote in it is not closed as it should be")
TEXT(IMPORT_TOO_LONG, "the line is longer than a million characters")
TEXT(IMPORT_NO_HEADER, "the first line holds data, so the columns are called col_0, col_1, …")
TEXT(IMPORT_RENAMED, "names of columns that were empty, double or had blanks around them: {count}; "
                     "they were mended")
TEXT(IMPORT_REPAIRED, "bytes that were no UTF-8 text and were read as Windows-1252: {count}")
TEXT(IMPORT_LOST, "places that make no sense as text: {count}; each is now shown as \xEF\xBF\xBD")
TEXT(IMPORT_ENCODING, "the text was written as {encoding}")
TEXT(IMPORT_ABOVE, "lines above the table that were left out: {count}")
TEXT(IMPORT_HEADER_JOINED, "the header takes {count} rows; they were joined")
TEXT(IMPORT_EMPTY_COLUMNS, "columns at the end with neither a name nor a value, left out: {count}")
TEXT(IMPORT_FOOTNOTES, "lines below the table that were left out: {count}, from line {line} on")
TEXT(IMPORT_FOOTNOTES_NAMED, "lines below the table that were left out: {count}, from line {line} on ({words})")
TEXT(IMPORT_TOPIC_TAKEN, "it comes from the topic folder {topic}: its page, and what its columns mean, are now in the team file")
TEXT(IMPORT_DESCRIBED, "what its columns mean was taken from dictionary.csv in {topic}")
TEXT(IMPORT_TOTAL_ROW,
     "the last row, in line {line}, begins with \"{word}\" and is taken for a row like the others; if it "
     "adds them up, filter it out: \"{column}\" != \"{word}\"")
TEXT(IMPORT_SECOND_TABLE,
     "another table begins in line {line}; it was left out, and is read by itself from there on "
     "(--from {plain})")
TEXT(IMPORT_CUT_OFF,
     "there are exactly {rows} rows, which is where a sheet of Excel ends: the file was probably cut "
     "off, so ask for all of it")
TEXT(IMPORT_REPAIRED_ROWS, "rows that were repaired since {how}: {count}")
TEXT(IMPORT_REPAIR_QUOTE, "a quote stood where none should, and was taken as a letter")
TEXT(IMPORT_REPAIR_ESCAPE, "two quotes stood for two, not for one")
TEXT(IMPORT_REPAIR_DELIMITER, "their cells were parted in another way")
TEXT(IMPORT_REPAIR_LOST, "a delimiter was lost, and was put back")
TEXT(IMPORT_REPAIR_JOINED, "a delimiter within a text had parted it")
TEXT(IMPORT_REPAIR_SURPLUS, "there were empty cells too many")
TEXT(IMPORT_REPAIR_WAY, "their quotes were written in another way")
TEXT(IMPORT_REPAIR_SHORT, "cells were missing, and are empty now")
TEXT(IMPORT_LIKE_UNREADABLE,
     "how \"{dataset}\" was read is not known; leave \"--like\" out, or name another dataset")
TEXT(IMPORT_LIKE_REASON, "as in {dataset}")
TEXT(IMPORT_LIKE_NEW, "column \"{column}\" is new: {is} ({reason})")
TEXT(IMPORT_LIKE_GONE, "column \"{column}\" ({was}) is gone")
TEXT(IMPORT_LIKE_RETYPED, "column \"{column}\" was {was} and is {is} now ({reason})")
TEXT(IMPORT_OPTION_FROM, "the line from which on the table is looked for")
TEXT(IMPORT_OPTION_LIKE, "reads the file as this dataset's was, and says what has changed")
TEXT(IMPORT_EXCEL_EXPONENT,
     "column \"{column}\" has numbers like {example}, as Excel writes long ones: their digits are lost; "
     "get the file from its source again")
TEXT(IMPORT_EXCEL_DATE,
     "column \"{column}\" has dates like {example} among other values ({count} in the sample): Excel may have made "
     "them of codes or fractions")
TEXT(IMPORT_NULS, "NUL bytes that were dropped: {count}")
TEXT(IMPORT_BLANK_LINES, "blank lines that were passed over: {count}")
TEXT(IMPORT_UNDECIDED, "column \"{column}\" is {reason}")
TEXT(IMPORT_ODD, "column \"{column}\" is {reason}; said to be numbers (--type \"{column}=number\"), it has nothing "
                 "in such cells, and they are kept beside it as they were written")
TEXT(IMPORT_MISFITS, "column \"{column}\" has values that don't fit its type: {count}; they are empty in "
                     "the table and kept beside it as they were written")
TEXT(IMPORT_MISFITS_MARKERS,
     "column \"{column}\" has values that don't fit its type: {count} ({markers}); they are empty "
     "in the table and kept beside it as they were written")

/* `datajam import` */
TEXT(IMPORT_SUMMARY, "makes datasets of a team file from CSV files and workbooks")
TEXT(IMPORT_EXAMPLES,
     "Examples:\n"
     "  datajam import team.db caseload.csv                    a dataset \"caseload\" in team.db\n"
     "  datajam import team.db export.txt --delimiter tab --name visits\n"
     "  datajam import team.db cases.csv --text client_id --text phone\n"
     "                                                         keeps two columns as text\n"
     "  datajam import team.db book.xlsx --sheet 2             the second sheet of a workbook")
TEXT(IMPORT_MORE,
     "TEAM.db is made where there is none. Others can go on working in it meanwhile. Ctrl-C\n"
     "stops, and nothing is left of the import. See also datajam-import(1).")
TEXT(IMPORT_OPTION_NAME, "the name of the dataset (one file only); else the file's name")
TEXT(IMPORT_OPTION_DELIMITER, "what parts the cells: , ; | tab, or two signs like ||; else found out")
TEXT(IMPORT_OPTION_QUOTE, "what stands around cells: double, single or none; else found out")
TEXT(IMPORT_OPTION_ENCODING, "how letters are written as bytes: utf-8, utf-16, windows-1252, latin-1 or\n"
     "iso-8859-15; else found out")
TEXT(IMPORT_OPTION_HEADER, "whether there are names of the columns: yes or no; or the line they are\n"
                           "in (3), or the lines (3-4)")
TEXT(IMPORT_OPTION_TEXT, "keeps this column as text; may be given several times")
TEXT(IMPORT_OPTION_TYPE,
     "what this column is: text, number, decimal-comma, year-first, day-first,\n"
     "month-first, year-month, yes-no; may be given several times")
TEXT(IMPORT_OPTION_MARKS, "makes quality marks of the colours of a workbook's header")
TEXT(IMPORT_TYPE_WRONG, "\"{type}\" is no type for a column; use text, number, decimal-comma, year-first, "
                        "day-first, month-first, year-month, yes-no or auto")
TEXT(IMPORT_TYPE_OF_WHAT, "\"{type}\" does not say which column is meant; write \"--type COLUMN=TYPE\"")
TEXT(IMPORT_ONE_NAME, "--name is for one file; leave it out, or import the files one by one")
TEXT(IMPORT_HEADER_WRONG, "\"{value}\" is no answer for \"--header\"; write yes, no, or the line that the "
                          "names are in, such as 3 or 3-4")
TEXT(IMPORT_PROGRESS, "{rows} {rows:row|rows}  {percent} %  {speed} MB/s  {seconds} s left")
TEXT(IMPORT_COLUMN, "  {column}: {type} ({reason})")
TEXT(IMPORT_COLUMN_TEXT, "  {column}: {reason}")
TEXT(IMPORT_COLOUR, "  {column}: its header is {colour}, which may mean the quality mark \"{mark}\"; "
                    "nothing was marked (--marks does it)")
TEXT(IMPORT_COLOUR_TAKEN, "  {column}: its header is {colour}, so that it was marked \"{mark}\"")
TEXT(IMPORT_NOTICE, "Note: {notice}.")
TEXT(IMPORT_REPAIR_LINE, "  line {line} repaired: {how}; it was: {before}")
TEXT(IMPORT_REPAIR_MORE, "  … and {count} more rows repaired; the team file has them all")
TEXT(IMPORT_ASIDE_LINE, "  line {line} set aside: {reason}")
TEXT(IMPORT_ASIDE_MORE, "  … and {count} more {count:row|rows} set aside; the team file has them all")
TEXT(IMPORT_RECONCILED,
     "{dataset}: {file} {file:row|rows} in the file = {loaded} {loaded:row|rows} loaded + {aside} set aside")

/* `datajam convert` */
TEXT(CONVERT_SUMMARY, "a data file as clean UTF-8 CSV")
TEXT(CONVERT_EXAMPLES,
     "Examples:\n"
     "  datajam convert export.txt > export.csv       commas, quotes and line ends as they\n"
     "                                                should be; cells as they are\n"
     "  datajam convert raw.csv --header no --names   with names col_0, col_1, …")
TEXT(CONVERT_OPTION_HEADER, "whether the first line has the names of the columns: auto, yes or no")
TEXT(CONVERT_OPTION_NAMES, "a file without a header gets one: col_0, col_1, …")
TEXT(CONVERT_LEFT_OUT, "line {line}: left out, since it is longer than a million characters")
TEXT(CONVERT_AS_IT_IS,
     "line {line}: left as it is, since its {cells} cells don't fit the {columns} columns")
TEXT(CONVERT_REPAIRED, "{file}, line {line}: {how}: {before} → {after}")
TEXT(CONVERT_REPAIRED_MORE, "{file}: {count} more rows were repaired")
TEXT(CONVERT_NOTE, "{file}: {words}")
