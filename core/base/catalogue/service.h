/* Use cases: gates, import, datasets, topics. */
TEXT(RELEASE_NOT_A_FILE, "{file}: this is a pipe or a device; name an ordinary file")
TEXT(RELEASE_MASKED, "{subject}: the rules of this jam hide a part of it, so that it can't be given as it "
                     "is; ask a facilitator")
TEXT(KIND_TEAM, "a team file")
TEXT(KIND_JAM, "a jam file")
TEXT(KIND_SQLITE, "a SQLite database that is no team file")
TEXT(KIND_TEXT, "a text file")
TEXT(KIND_XLSX, "an Excel workbook")
TEXT(KIND_XLS, "an old Excel workbook (.xls)")
TEXT(KIND_OLD_OFFICE, "an old Word or PowerPoint file")
TEXT(KIND_PASSWORD, "an Office file with a password")
TEXT(KIND_ODS, "an OpenDocument spreadsheet (.ods)")
TEXT(KIND_ZIP, "a ZIP archive")
TEXT(KIND_COMPRESSED, "a compressed file")
TEXT(KIND_PDF, "a PDF document")
TEXT(KIND_BINARY, "a file that is no text")
TEXT(KIND_EMPTY, "an empty file")
TEXT(KIND_FOLDER, "a folder")
TEXT(KIND_SPECIAL, "a pipe or a device")
TEXT(OPEN_NO_TEAM, "there is no team \"{team}\" in {jam}; one that is there is \"{nearest}\"")
TEXT(OPEN_NO_TEAMS, "there is no team \"{team}\" in {jam}, which has no teams yet")
TEXT(OPEN_JAM_FOLDER, "{file}: this is the folder of a jam; name one of its teams: {file}/TEAM")
TEXT(OPEN_JAM_FILE,
     "{file}: this is a jam file, which holds no data; name a team file, or JAM/TEAM")
TEXT(OPEN_SQLITE, "{file}: this is a SQLite database, but no team file; name a team file, or export "
                  "its tables as CSV")
TEXT(OPEN_SAVE_AS_XLSX, "{file}: this is {kind}, which can't be read; open it in Excel or "
                        "LibreOffice, save it as .xlsx and name that")
TEXT(OPEN_NO_SHEETS, "{file}: this is no workbook and has no sheets; leave out --sheet")
TEXT(OPEN_PACKED, "{file}: this is {kind}; unpack it and name the file that was in it")
TEXT(OPEN_NO_DATA, "{file}: this is {kind}, which holds no rows; name a team file or a CSV file")
TEXT(OPEN_EMPTY, "{file}: this file is empty; name a team file or a CSV file with data in it")
TEXT(OPEN_NEEDS_TEAM, "{file}: this is {kind}, but a team file is needed; import it into one first")
TEXT(COLUMN_UNKNOWN, "there is no column \"{column}\" in \"{dataset}\"; one that is there is "
                     "\"{nearest}\"")
TEXT(COLUMN_UNKNOWN_NEAR, "there is no column \"{column}\" in \"{dataset}\"; did you mean "
                          "\"{nearest}\"?")
TEXT(COLUMN_QUOTE_OPEN, "a quote is not closed in the list of columns: {list}")
TEXT(COLUMN_SORT_DIRECTION, "\"{text}\" does not say which way to sort; write COLUMN, COLUMN:asc or "
                            "COLUMN:desc")
TEXT(FRAMES_CHANGED, "another program is changing the rows of \"{dataset}\"; try again when it is "
                     "done")
TEXT(FRAMES_FILTER_COLUMN, "a filter is on a column that \"{dataset}\" does not have; take the filter "
                           "away")
