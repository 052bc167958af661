/* The use case "import": rows aside, notices. */
TEXT(IMPORT_CANCELLED, "stopped as you asked; nothing was imported")
TEXT(IMPORT_TOO_FEW_CELLS, "{cells} {cells:cell|cells} where there {columns:is|are} {columns} {columns:column|columns}")
TEXT(IMPORT_TOO_MANY_CELLS, "{cells} {cells:cell|cells} where there {columns:is|are} only {columns} {columns:column|columns}")
TEXT(IMPORT_STRAY_QUOTE, "a quote in it is not closed as it should be")
TEXT(IMPORT_TOO_LONG, "the line is longer than a million characters")
TEXT(IMPORT_NO_HEADER, "the first line holds data, so the columns are called col_0, col_1, …")
TEXT(IMPORT_RENAMED, "names of columns that were empty, double or had blanks around them: {count}; "
                     "they were mended")
TEXT(IMPORT_REPAIRED, "places that were no UTF-8 text: {count}; each is now shown as \xEF\xBF\xBD")
TEXT(IMPORT_NULS, "NUL bytes that were dropped: {count}")
TEXT(IMPORT_BLANK_LINES, "blank lines that were passed over: {count}")
TEXT(IMPORT_UNDECIDED, "column \"{column}\" is {reason}")
TEXT(IMPORT_MISFITS, "column \"{column}\" has values that don't fit its type: {count}; they are empty in "
                     "the table and kept beside it as they were written")
TEXT(IMPORT_MISFITS_MARKERS,
     "column \"{column}\" has values that don't fit its type: {count} ({markers}); they are empty "
     "in the table and kept beside it as they were written")

/* `datajam import` */
TEXT(IMPORT_SUMMARY, "makes datasets of a team file from CSV files")
TEXT(IMPORT_EXAMPLES,
     "Examples:\n"
     "  datajam import team.db caseload.csv                    a dataset \"caseload\" in team.db\n"
     "  datajam import team.db export.txt --delimiter tab --name visits\n"
     "  datajam import team.db cases.csv --text client_id --text phone\n"
     "                                                         keeps two columns as text")
TEXT(IMPORT_MORE,
     "TEAM.db is made where there is none. Others can go on working in it meanwhile. Ctrl-C\n"
     "stops, and nothing is left of the import. See also datajam-import(1).")
TEXT(IMPORT_OPTION_NAME, "the name of the dataset (one file only); else the file's name")
TEXT(IMPORT_OPTION_DELIMITER, "what parts the cells: , ; | or tab; else found out")
TEXT(IMPORT_OPTION_ENCODING, "how letters are written as bytes: utf-8")
TEXT(IMPORT_OPTION_HEADER, "whether the first line has the names of the columns: yes or no")
TEXT(IMPORT_OPTION_TEXT, "keeps this column as text; may be given several times")
TEXT(IMPORT_ONE_NAME, "--name is for one file; leave it out, or import the files one by one")
TEXT(IMPORT_HEADER_WRONG, "\"{value}\" is no answer for \"--header\"; write yes, no or auto")
TEXT(IMPORT_PROGRESS, "{rows} {rows:row|rows}  {percent} %  {speed} MB/s  {seconds} s left")
TEXT(IMPORT_COLUMN, "  {column}: {type} ({reason})")
TEXT(IMPORT_COLUMN_TEXT, "  {column}: {reason}")
TEXT(IMPORT_NOTICE, "Note: {notice}.")
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
TEXT(CONVERT_LEFT_OUT, "{file}, line {line}: left out, since {reason}")
