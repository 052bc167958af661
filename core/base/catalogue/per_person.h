/* One row for each person. */
TEXT(PER_PERSON_FIRST, "{column}_first")
TEXT(PER_PERSON_LAST, "{column}_last")
TEXT(PER_PERSON_HIGHEST, "{column}_highest")
TEXT(PER_PERSON_LOWEST, "{column}_lowest")
TEXT(PER_PERSON_MONTHS, "months_in_data")
TEXT(PER_PERSON_ROWS, "rows_in_data")
TEXT(PER_PERSON_MEANS_FIRST, "{column} in the earliest row of the person. {meaning}")
TEXT(PER_PERSON_MEANS_LAST, "{column} in the latest row of the person. {meaning}")
TEXT(PER_PERSON_MEANS_HIGHEST, "the highest {column} of all rows of the person. {meaning}")
TEXT(PER_PERSON_MEANS_LOWEST, "the lowest {column} of all rows of the person. {meaning}")
TEXT(PER_PERSON_MEANS_MONTHS, "the number of different months in which the person has a row")
TEXT(PER_PERSON_MEANS_ROWS, "the number of rows of the person")
TEXT(PER_PERSON_REASON, "taken from the rows of a person")
TEXT(PER_PERSON_SOURCE, "rows of {dataset}")
TEXT(PER_PERSON_GRAIN, "one person ({column})")
TEXT(PER_PERSON_NO_ENDS,
     "\"{column}\" has too many different texts to be put in order; take its first or last value")
TEXT(PER_PERSON_NOBODY, "no row that counts names a person; take other filters, or another column")
TEXT(PER_PERSON_COLUMN_GONE, "\"{dataset}\" has lost a column that this is made of; choose again")
TEXT(PER_PERSON_NOT_WRITTEN, "the new dataset could not be written; nothing was changed")
TEXT(PER_PERSON_GONE_ON,
     "someone has gone on with \"{dataset}\" since, so that it stays; look at it first")
TEXT(PER_PERSON_MADE,
     "{dataset}: {people} {people:row|rows}, one for each {column}, made of {rows} {rows:row|rows}")
TEXT(PER_PERSON_NAMELESS, "{rows} {rows:row names|rows name} no person and {rows:is|are} left out")
TEXT(CLI_PER_PERSON_SUMMARY, "a dataset with one row for each person: first, last, highest, months")
TEXT(CLI_PER_PERSON_EXAMPLES,
     "Examples:\n"
     "  datajam per-person team.db caseload --as clients\n"
     "                                                all columns as they last were\n"
     "  datajam per-person team.db caseload --first office --last office --highest earnings\n"
     "                     --as clients               these columns only\n"
     "  datajam per-person caseload.csv --person client_id --preview")
TEXT(CLI_PER_PERSON_MORE,
     "For extracts in which a person has a row in each month. Persons are told apart by the\n"
     "person id of the dictionary, and months by its date; --person and --when name others. The\n"
     "first and last value are those of the earliest and latest row, be they empty; the highest\n"
     "and lowest leave out empty cells. Without a column all are taken as they last were.")
TEXT(CLI_PER_PERSON_AS, "name of the new dataset")
TEXT(CLI_PER_PERSON_FIRST, "a column with what C first had")
TEXT(CLI_PER_PERSON_LAST, "a column with what C last had")
TEXT(CLI_PER_PERSON_HIGHEST, "a column with the highest C")
TEXT(CLI_PER_PERSON_LOWEST, "a column with the lowest C")
TEXT(CLI_PER_PERSON_PERSON, "persons are told apart by this column")
TEXT(CLI_PER_PERSON_WHEN, "a row is of this date")
TEXT(CLI_PER_PERSON_PREVIEW, "writes the rows that it would have; makes nothing")
TEXT(CLI_PER_PERSON_NEEDS_NAME, "name the new dataset with --as, or look at it with --preview")
TEXT(DATA_CMD_PERSONS, "One row for each person…")
TEXT(DATA_HELP_PERSONS,
     "Makes a dataset with one row for each person: first, last, highest, months.")
TEXT(PERSONS_TITLE, "One row for each {column}")
TEXT(PERSONS_WHO_TITLE, "Which column tells persons apart?")
TEXT(PERSONS_FIRST, "first")
TEXT(PERSONS_LAST, "last")
TEXT(PERSONS_HIGHEST, "highest")
TEXT(PERSONS_LOWEST, "lowest")
TEXT(PERSONS_HEAD_COLUMN, "what each column had")
TEXT(PERSONS_ONE_ROW, "one row for each")
TEXT(PERSONS_WOULD,
     "{people} {people:row|rows}, one for each {column}, made of {rows} {rows:row|rows}.")
TEXT(PERSONS_WOULD_LEAVE, "{people} {people:row|rows}, one for each {column}, made of {rows} "
                          "{rows:row|rows}; {nameless} of nobody "
                          "left out.")
TEXT(PERSONS_KEYS, "↑↓ column  ←→ which value  Space tick  Ctrl-A all  Enter make  Esc back")
TEXT(PERSONS_NAME, "{dataset}_people")
TEXT(PERSONS_NAME_TITLE, "Name of the new dataset")
TEXT(PERSONS_NAME_HINT, "It stands beside the old one (o changes between them); u takes it back.")
TEXT(PERSONS_MAKING, "Making one row for each person")
TEXT(PERSONS_MADE, "Made {dataset}: {people} {people:row|rows}, one for each person")
