/* Reading files: what is wrong in them, and where. */
TEXT(INGEST_EMPTY, "{file}: this file is empty; name a file with data in it")
TEXT(INGEST_NO_ROWS, "{file}: there is no row in this file; name a file with data in it")
TEXT(INGEST_NO_TABLE_THERE, "there is no table with its header in line {line}; name another "
                            "line, or leave \"--header\" out")
TEXT(INGEST_BINARY, "{file}: this is no text file; save the data as CSV and import that")
TEXT(INGEST_MARKUP, "{file}: this is a web page or XML, whatever its ending says; open it in a spreadsheet "
                    "program and save it as .xlsx or CSV")
TEXT(INGEST_UTF32, "{file}: this text is in UTF-32, which can't be read; save it as \"CSV UTF-8\"")
TEXT(INGEST_WORKBOOK, "{file}: this is an archive or an Office document, but no workbook that can be "
                      "read; save its table as .xlsx or CSV and name that")
TEXT(INGEST_SQLITE, "{file}: this is a database, not a text file; export the table as CSV")
TEXT(INGEST_PACKED, "{file}: this file is packed; unpack it first")
TEXT(INGEST_NOT_REGULAR, "{file}: this is no ordinary file; save the data in a file first")
TEXT(INGEST_ENCODING_UNKNOWN, "the encoding \"{encoding}\" is not known; use utf-8, utf-16, windows-1252, latin-1 "
     "or iso-8859-15")
TEXT(INGEST_DELIMITER_BAD,
     "\"{delimiter}\" can't part cells; use one or two signs, such as , or ; or || or tab")
TEXT(INGEST_QUOTE_BAD, "\"{quote}\" can't quote cells; use \", ' or none")
TEXT(INGEST_TOO_MANY_COLUMNS,
     "{file}: {columns} columns are more than a table can have ({limit}); split the file")

/* Why a column has its type. */
TEXT(INGEST_TYPE_TEXT, "text")
TEXT(INGEST_TYPE_TEXT_ASKED, "text, as you asked")
TEXT(INGEST_TYPE_NO_VALUES, "text: the sample has no value in it")
TEXT(INGEST_TYPE_BY_NAME, "text: by its name these are numbers to call or write to, not to add up")
TEXT(INGEST_TYPE_LEADING_ZERO, "text: a number would lose the leading zero of {example}")
TEXT(INGEST_TYPE_LONG, "text: {example} has more digits than a number keeps")
TEXT(INGEST_TYPE_PLUS, "text: a number would lose the plus sign of {example}")
TEXT(INGEST_TYPE_EXPONENT, "text: {example} may be a code")
TEXT(INGEST_TYPE_CODE, "text: {example} is no number, so that these may be codes")
TEXT(INGEST_TYPE_ODD, "text: {count} of {values} {count:is no number|are no numbers}: {example} (line {line})")
TEXT(INGEST_TYPE_ODD_SOMEWHERE, "text: {count} of {values} that were looked at {count:is no number|are no numbers}: {example}")
TEXT(INGEST_TYPE_MIXED_NUMBERS, "text: the numbers are written in different ways")
TEXT(INGEST_TYPE_CURRENCIES, "text: there is more than one currency")
TEXT(INGEST_TYPE_PERCENTS_MIXED, "text: only some have a percent sign")
TEXT(INGEST_TYPE_NUMBER_UNDECIDED,
     "text: the sign between the digits may part thousands or decimals, and nothing tells which")
TEXT(INGEST_TYPE_AGAINST, "text: {example} in line {line} is no such value")
TEXT(INGEST_TYPE_INTEGER, "whole numbers")
TEXT(INGEST_TYPE_DECIMAL, "numbers with a decimal point")
TEXT(INGEST_TYPE_DECIMAL_COMMA, "numbers with a decimal comma")
TEXT(INGEST_TYPE_THOUSANDS, "numbers with thousands separators")
TEXT(INGEST_TYPE_PERCENT, "numbers with a percent sign; 12 % is kept as 12")
TEXT(INGEST_TYPE_CURRENCY, "amounts in {example}")
TEXT(INGEST_TYPE_DATE_YMD, "dates, year first")
TEXT(INGEST_TYPE_DATE_DMY, "dates, day first: {example} can't be month first")
TEXT(INGEST_TYPE_DATE_MDY, "dates, month first: {example} can't be day first")
TEXT(INGEST_TYPE_DATE_DOTS, "dates, day first, as always with dots")
TEXT(INGEST_TYPE_DATE_NAMED, "dates")
TEXT(INGEST_TYPE_YEAR_MONTH, "years with months, kept as written")
TEXT(INGEST_TYPE_DATES_MIXED,
     "text: some dates are written day first, some month first ({example})")
TEXT(INGEST_TYPE_DATE_UNDECIDED,
     "text: {example} may be day first or month first, and no date tells which")
TEXT(INGEST_TYPE_YESNO, "yes or no")
TEXT(INGEST_NO_SUCH_COLUMN, "there is no column \"{column}\" in the file; check its header")
