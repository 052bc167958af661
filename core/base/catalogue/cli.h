/* Command line: usage, verbs, messages of standard error. */
TEXT(CLI_STANDARD_OUTPUT, "standard output")
TEXT(CLI_SEE_HELP, "Try \"datajam --help\".")
TEXT(CLI_SEE_VERB_HELP, "Try \"datajam {verb} --help\".")
TEXT(CLI_UNKNOWN_VERB, "there is no command \"{verb}\"; choose one from the list in the help")
TEXT(CLI_UNKNOWN_VERB_NEAR, "there is no command \"{verb}\"; did you mean \"{nearest}\"?")
TEXT(CLI_UNKNOWN_FIRST_OPTION, "the option \"{option}\" is not known here; name a command first")
TEXT(CLI_UNKNOWN_OPTION, "the option \"{option}\" is not known; choose one from the help")
TEXT(CLI_UNKNOWN_OPTION_NEAR, "the option \"{option}\" is not known; did you mean \"--{nearest}\"?")
TEXT(CLI_OPTION_TWICE, "the option \"--{option}\" was given twice; give it once")
TEXT(CLI_OPTION_TAKES_NONE, "the option \"--{option}\" takes no value; leave it out")
TEXT(CLI_OPTION_NEEDS_VALUE, "the option \"--{option}\" needs a value: --{option} {place}")
TEXT(CLI_NOT_A_NUMBER,
     "\"{value}\" is no number for \"--{option}\"; give a whole number such as 20")
TEXT(CLI_NOT_A_FORMAT, "\"{value}\" is no format; choose table, csv, json or md")
TEXT(CLI_TOO_FEW, "something is missing; write: datajam {verb} {operands}")
TEXT(CLI_TOO_MANY, "\"{word}\" is one word too many; put quotes around names with spaces")
TEXT(CLI_OPTION_SHEET, "which sheet of a workbook, by its name or number")
TEXT(CLI_OPTION_FORMAT, "how rows are written; table on a terminal, else csv")
TEXT(CLI_OPTION_NO_COLOR, "no colours (also by NO_COLOR)")
TEXT(CLI_OPTION_HELP, "this help")
TEXT(CLI_HELP_INTRO, "datajam - a data jam in the terminal\n\n"
                     "  datajam demo                      try it out with the sample jam\n"
                     "  datajam                           go on where you left off\n\n"
                     "Commands:")
TEXT(CLI_HELP_END,
     "\n\"datajam VERB --help\" shows examples and options. SOURCE is a team file, JAM/TEAM, or a\n"
     "CSV file, which is worked on in memory. Exit status: 0 done, 1 failed, 2 wrong usage.")
TEXT(CLI_HELP_USAGE, "\nUsage: datajam {verb} {operands}\n\nOptions:")
TEXT(CLI_HELP_SUMMARY, "this list, or the help of one command")
TEXT(CLI_HELP_EXAMPLES, "Examples:\n"
                        "  datajam help                      all commands\n"
                        "  datajam help rows                 one of them")
TEXT(CLI_NO_HELP_FOR, "there is no command \"{verb}\"; \"datajam help\" lists them")
TEXT(CLI_VERSION_SUMMARY, "which datajam this is")
TEXT(CLI_VERSION_EXAMPLES, "Examples:\n"
                           "  datajam version                   its number, for a report")
TEXT(CLI_DATASET_ALTERED, "Note: the table of \"{dataset}\" was altered by another program.")
TEXT(CLI_SOURCE_ASIDE, "Note: rows of {file} that could not be read and are left out: {rows} "
                       "(\"datajam import\" lists them)")
TEXT(CLI_SOURCE_MISFITS, "Note: values of {file} that don't fit their column and are empty here: "
                         "{values} (\"datajam import\" lists them)")
TEXT(CLI_DATASETS_SUMMARY, "the datasets in a source, with their rows and columns")
TEXT(CLI_DATASETS_EXAMPLES,
     "Examples:\n"
     "  datajam datasets team.db                      the datasets of a team file\n"
     "  datajam datasets spring-jam/north             those of the team north of a jam\n"
     "  datajam datasets team.db --format json        the same for a program")
TEXT(CLI_ROWS_SUMMARY, "rows of a dataset")
TEXT(CLI_ROWS_EXAMPLES,
     "Examples:\n"
     "  datajam rows team.db caseload                 all rows\n"
     "  datajam rows caseload.csv --limit 20          the first 20 of a CSV file\n"
     "  datajam rows team.db caseload --columns office,age --sort age:desc --limit 10\n"
     "                                                the ten oldest and their office\n"
     "  datajam rows team.db caseload --where \"age >= 25\" --where \"office in (North, South)\"\n"
     "  datajam rows team.db caseload --format csv > caseload.csv")
TEXT(CLI_ROWS_MORE,
     "DATASET may be left out where there is only one. Names with commas stand in double quotes:\n"
     "--columns 'age,\"rent, monthly\"'. Empty values come last, whichever way rows are sorted.")
TEXT(CLI_ROWS_COLUMNS, "these columns only, in this order")
TEXT(CLI_ROWS_SORT, "sort by it; several times: then by the next")
TEXT(CLI_ROWS_LIMIT, "at most so many rows")
TEXT(CLI_ROWS_OFFSET, "leave out so many rows before")
TEXT(OPEN_SUMMARY, "a team's console; \"open\" need not be said")
TEXT(OPEN_EXAMPLES,
     "Examples:\n"
     "  datajam                                       go on where you left off\n"
     "  datajam team.db                               the console of a team file\n"
     "  datajam team.db --as Robin                    as Robin, without being asked\n"
     "  datajam --plain                               what the screen says, as text")
TEXT(OPEN_MORE,
     "Themes: dark, light, mono, or a file (datajam(1), THEMES). The environment says the same:\n"
     "DATAJAM_THEME, DATAJAM_PLAIN=1, DATAJAM_PERSON.")
TEXT(OPEN_OPTION_AS, "who you are; else you are asked once")
TEXT(OPEN_OPTION_THEME, "how it looks: dark, light, mono, or a file")
TEXT(OPEN_OPTION_PLAIN, "write what the screen says as text and end")
TEXT(OPEN_OFFER, "There is nothing to go on with yet. Open the sample jam? [Y/n] ")
TEXT(JOIN_SUMMARY, "the console of a team of a jam")
TEXT(JOIN_EXAMPLES,
     "Examples:\n"
     "  datajam join spring-jam/north                 the team north of a jam folder\n"
     "  datajam join spring-jam/north --as Robin      as Robin, without being asked")
TEXT(CLI_COMMANDS_SUMMARY, "the console's commands and their keys")
TEXT(CLI_COMMANDS_EXAMPLES, "Examples:\n"
                            "  datajam commands                              a table to print\n"
                            "  datajam commands --format md > keys.md        for a handout")
TEXT(CLI_OPTION_WHERE, "only rows that meet it: \"age >= 25\"; several times: all of them")
TEXT(CLI_OPTION_CASE, "upper and lower case differ in --where")
TEXT(CLI_FACET_SUMMARY, "the values of a column and how often each occurs")
TEXT(CLI_FACET_EXAMPLES,
     "Examples:\n"
     "  datajam facet team.db caseload office         the offices, the most frequent first\n"
     "  datajam facet caseload.csv housing --limit 5  the five most frequent kinds of housing\n"
     "  datajam facet team.db caseload office --where \"age >= 25\" --where \"sex = F\"\n"
     "                                                among some rows only\n"
     "  datajam facet team.db caseload office --people\n"
     "                                                people, each once per office")
TEXT(CLI_FACET_MORE,
     "DATASET may be left out where there is only one. Cells without a value are counted as\n"
     "(empty). With --people the columns are value, people and rows; who has rows with several\n"
     "values counts once for each of them, so that the people of all values may be more than\n"
     "there are.")
TEXT(CLI_FACET_LIMIT, "at most so many values")
TEXT(CLI_FACET_SORT, "count (the most frequent first) or value")
TEXT(CLI_NOT_A_FACET_SORT, "\"{value}\" is no order; choose count or value")
TEXT(CLI_PROFILE_SUMMARY, "the columns of a dataset at a glance")
TEXT(CLI_PROFILE_EXAMPLES,
     "Examples:\n"
     "  datajam profile team.db caseload              types, empty cells, least, greatest, …\n"
     "  datajam profile caseload.csv                  of a CSV file\n"
     "  datajam profile team.db caseload --where \"office = Kitchener\"\n"
     "                                                of some rows only")
TEXT(CLI_PROFILE_MORE,
     "One line for each column: its type, rows, empty cells, how many different values, the least\n"
     "and the greatest, the mean and the median of numbers, and the most frequent value.")
TEXT(CLI_PIVOT_SUMMARY, "a pivot table: rows grouped, counted or added up")
TEXT(CLI_PIVOT_EXAMPLES,
     "Examples:\n"
     "  datajam pivot team.db caseload --rows office            rows of each office\n"
     "  datajam pivot team.db caseload --rows office --cols month --bin month=quarter\n"
     "  datajam pivot team.db caseload --rows case_type --cols office --value avg:months \\\n"
     "      --where \"age >= 25\"                                 averages, with right totals\n"
     "  datajam pivot visits.csv --rows age --bin age=10 --show col%\n"
     "  datajam pivot team.db caseload --rows office --cols month --show change%\n"
     "                                                          from month to month\n"
     "  datajam pivot team.db caseload --rows office --value sum:benefit --top 3\n"
     "  datajam pivot team.db caseload --rows office --sql      the same as SQL")
TEXT(CLI_PIVOT_MORE,
     "AGG is count, or sum, avg, min, max, median or distinct with a column (avg:age), or\n"
     "the share of a value (share:housing=shelter). Each total is worked out from the rows\n"
     "behind it. CUT is a width for numbers, or month, quarter or year for dates. WHAT is\n"
     "value; row%, col%, total% or group% (of the first of two row fields); diff or change%\n"
     "from the column before, diff:COLUMN from one column, index (the first column is 100).\n"
     "BY is label, total, or a value of the column field.")
TEXT(CLI_PIVOT_ROWS, "a row for each value of it; of two: for each pair")
TEXT(CLI_PIVOT_COLS, "a column for each value of it")
TEXT(CLI_PIVOT_VALUE, "what stands in the cells; count, unless given")
TEXT(CLI_PIVOT_BIN, "cut a column of numbers into bands, of dates into periods")
TEXT(CLI_PIVOT_SHOW, "values, percentages, or what columns differ by")
TEXT(CLI_PIVOT_SORT, "order of the rows; label, unless given")
TEXT(CLI_PIVOT_TOP, "the first so many rows, and all others together")
TEXT(CLI_PIVOT_SQL, "the SQL statement that gives this table")
TEXT(CLI_PIVOT_NEEDS_ROWS, "a pivot needs rows; say which column: --rows COLUMN")
TEXT(CLI_PIVOT_WRONG, "{message}")
TEXT(CLI_PIVOT_BAD_BIN, "\"{text}\" says no cut; write COLUMN=10, or COLUMN=month, quarter or year")
TEXT(CLI_PIVOT_BIN_NEAR, "\"{text}\" says no cut; did you mean \"{nearest}\"?")
TEXT(CLI_PIVOT_BAD_SHOW, "\"{word}\" can't be shown; choose value, row%, col%, total%, group%, "
                         "diff, diff:COLUMN, change% or index")
TEXT(CLI_PIVOT_SHOW_NEAR, "\"{word}\" can't be shown; did you mean \"{nearest}\"?")
TEXT(CLI_PIVOT_MANY_ROWS, "a pivot has one or two row fields; \"{text}\" names more")
TEXT(CLI_PIVOT_MANY_COLS, "one column is meant here; \"{text}\" names several")
TEXT(CLI_PIVOT_IDLE_BIN,
     "\"{text}\" is cut by --bin, but is neither in --rows nor in --cols; name it there "
     "as well")
TEXT(CLI_PIVOT_NO_SORT,
     "there is no column \"{word}\" in this pivot to sort by; choose label, total, or a "
     "value of --cols")
TEXT(CLI_PIVOT_SORT_NEAR, "there is no column \"{word}\" in this pivot to sort by; did you mean "
                          "\"{nearest}\"?")
TEXT(CLI_PIVOT_NOTE, "Note: {note}.")
TEXT(CLI_PIVOT_SKIPPED, "Note: values of {column} that are no numbers and are left out: {values}")
