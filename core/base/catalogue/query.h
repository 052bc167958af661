/* SQL that a person types: its functions, what stops it, and what is wrong with it. */
TEXT(SQL_HELP_REGEXP, "1 where the pattern is found in the text, else 0")
TEXT(SQL_HELP_EXTRACT, "what a group of the pattern has caught: the first one, or all of it")
TEXT(SQL_HELP_REPLACE, "the text with each place replaced; $1 stands for the first group")
TEXT(SQL_HELP_MEDIAN, "the number in the middle")
TEXT(SQL_HELP_PERCENTILE, "the number below which so many percent lie")
TEXT(SQL_HELP_STDDEV, "standard deviation of a sample")
TEXT(SQL_HELP_FOLD, "the text in small letters without accents")
TEXT(SQL_HELP_FINGERPRINT, "a key that spellings of the same words share")
TEXT(SQL_HELP_LEVENSHTEIN, "how many letters set two texts apart")
TEXT(SQL_HELP_AGE, "whole years from the birthday to the other day")
TEXT(SQL_HELP_MONTH, "the month of a date: 2019-03")
TEXT(SQL_HELP_QUARTER, "the quarter of a date: 2019-Q1")
TEXT(SQL_HELP_DATE_PARSE, "a text read as a date, by a format such as '%d.%m.%Y'")
TEXT(SQL_BAD_PERCENT, "percentile() takes a number from 0 to 100 as its second value")
TEXT(SQL_BAD_GROUP, "regexp_extract() takes the number of a group that the pattern has, or 0 for "
                    "all of it, as its third value")
TEXT(SQL_BAD_FORMAT, "date_parse() takes a format with year and month, such as '%d.%m.%Y'; it "
                     "knows %Y, %y, %m, %d, %b, %B, %H, %M, %S and %%")
TEXT(QUERY_CHILD, "the helper process")
TEXT(QUERY_TORN, "the query has gone wrong on its way; run it again")
TEXT(QUERY_CANCELLED, "the query was stopped, as you asked")
TEXT(QUERY_MISSING, "{name} has no value yet; give it one")
TEXT(QUERY_TOO_LONG, "SQL of more than a million characters")
TEXT(QUERY_NO_TABLE, "there is no dataset called {name} (line {line}, column {column}); `datajam "
                     "datasets` and the list of datasets tell which there are")
TEXT(QUERY_NO_TABLE_NEAR, "there is no dataset called {name} (line {line}, column {column}); did "
                          "you mean {nearest}?")
TEXT(QUERY_NO_COLUMN, "there is no column called {name} (line {line}, column {column}); text "
                      "stands in single quotes, names with blanks in double ones")
TEXT(QUERY_NO_COLUMN_NEAR, "there is no column called {name} (line {line}, column {column}); did "
                           "you mean {nearest}?")
TEXT(QUERY_NO_FUNCTION, "there is no function called {name}; datajam-sql(7) lists them")
TEXT(QUERY_NO_FUNCTION_NEAR, "there is no function called {name}; did you mean {nearest}()?")
TEXT(QUERY_AMBIGUOUS, "{name} stands in more than one of the datasets (line {line}, column "
                      "{column}); write DATASET.{name}")
TEXT(QUERY_ARGUMENTS, "{name} was given too many or too few values (line {line}, column {column}); "
                      "datajam-sql(7) tells what it takes")
TEXT(QUERY_MISUSE, "{name} sums up rows and can't stand here (line {line}, column {column}); "
                   "conditions on it come behind GROUP BY, after HAVING")
TEXT(QUERY_SYNTAX, "the SQL is not understood from \"{name}\" on (line {line}, column {column}); "
                   "look at what stands there and just before: a comma, a quote, a bracket?")
TEXT(QUERY_TOKEN, "{name} can't stand there (line {line}, column {column}); is a quote missing?")
TEXT(QUERY_INCOMPLETE, "the SQL ends too early; is a bracket open, or the name of a dataset left out?")
TEXT(QUERY_OTHER, "SQLite does not take it: {reason}")
TEXT(QUERY_SEVERAL, "one statement at a time: a second one begins at line {line}, column {column}; "
                    "take it out, or run it by itself")
TEXT(QUERY_NO_ROWS, "only questions run here: a statement that begins with SELECT or WITH and "
                    "changes nothing")
TEXT(QUERY_FORBIDDEN, "{name} can't be used here: queries read the datasets and nothing else")
TEXT(QUERY_EMPTY, "there is no SQL in it yet; write a statement that begins with SELECT")
TEXT(QUERY_TOO_MUCH, "the query takes more memory, or more of something, than it may ({reason}); "
                     "ask for less at a time")
TEXT(QUERY_TIME_OVER, "the query was stopped after {seconds} seconds; narrow it down, or give it a "
                      "higher limit")
TEXT(QUERY_BUSY, "others are writing to the team file all the time; run the query again in a moment")
TEXT(QUERY_FAILED, "the query failed: {reason}")
TEXT(CLI_QUERY_SUMMARY, "asks the datasets with SQL")
TEXT(CLI_QUERY_EXAMPLES,
     "Examples:\n"
     "  datajam query team.db \"SELECT office, count(*) FROM caseload GROUP BY office\"\n"
     "  datajam query team.db \"SELECT * FROM caseload WHERE age > :age\" --set age=64\n"
     "                                                a value for a place in it\n"
     "  datajam query caseload.csv \"SELECT median(months) FROM caseload\"\n"
     "  datajam query team.db - <question.sql         from a file\n"
     "  datajam query team.db \"SELECT client_id, count(*) AS months FROM caseload GROUP BY 1\" "
     "--save stays\n"
     "                                                as a dataset of its own")
TEXT(CLI_QUERY_MORE,
     "A dataset is a table of its own name. Queries read the datasets and nothing else: what would\n"
     "change something, or read other files, is refused. Functions beside SQLite's own are listed\n"
     "in datajam-sql(7). A query is stopped after 10 seconds, unless --limit-seconds gives it more.")
TEXT(CLI_QUERY_SET, "a value for :NAME in the SQL")
TEXT(CLI_QUERY_SAVE, "keep the rows as a dataset of that name, in place of writing them")
TEXT(CLI_QUERY_SAVED, "saved as the dataset {name}: {rows} {rows:row|rows}, {columns} "
                      "{columns:column|columns}")
TEXT(CLI_QUERY_LIMIT, "stop it after so many seconds (10)")
TEXT(CLI_QUERY_NOT_A_VALUE, "\"{value}\" is no value for a place in the SQL; write NAME=VALUE")
TEXT(CLI_QUERY_BAD_LIMIT, "--limit-seconds takes a number from 1 to {most}")
TEXT(CLI_QUERY_SUBJECT, "a query")
TEXT(CLI_QUERY_CUT, "the result was cut off after {rows} rows, since it takes too much room; ask "
                    "for less")
TEXT(QUERY_PANE_TITLE, "SQL")
TEXT(QUERY_PANE_EMPTY, "Write SQL here, or begin with F3 Recipes or Ctrl-G As shown; F7 runs it.")
TEXT(QUERY_PANE_READY, " F7 runs it ")
TEXT(QUERY_PANE_RUNNING, " running: {rows} {rows:row|rows} so far, {seconds} s; Esc stops it ")
TEXT(QUERY_PANE_ROWS, " {rows} {rows:row|rows} in {seconds} s ")
TEXT(QUERY_PANE_IN_ROWS, " {rows} {rows:row|rows} in {seconds} s · Up from the first goes back to the SQL ")
TEXT(QUERY_PANE_STOPPED, " stopped; {rows} {rows:row|rows} had come by then ")
TEXT(QUERY_PANE_CUT, " the first {rows} rows: the rest takes too much room ")
TEXT(QUERY_PANE_RUNS, "Asking")
TEXT(QUERY_PANE_NO_TEAM, "there is no team file whose datasets could be asked; open one first")
TEXT(QUERY_PANE_NO_HELPER, "SQL can't be run in here: there is no helper process")
TEXT(QUERY_PANE_TAKEN, "What the other panes show, as SQL; F7 runs it")
TEXT(QUERY_PANE_LIMIT, "It may take {seconds} seconds now")
TEXT(QUERY_PANE_NAMES, "Names and functions")
TEXT(QUERY_PANE_A_DATASET, "the dataset")
TEXT(QUERY_PANE_RECIPES, "Begin with")
TEXT(QUERY_PANE_VALUE, "Value:")
TEXT(QUERY_PANE_VALUE_FOR, "A value for {name}")
TEXT(QUERY_PANE_VALUE_HINT, "a number or a text, without quotes")
TEXT(QUERY_RECIPE_SHARE, "Share by group: rows and percent of each office")
TEXT(QUERY_RECIPE_CHANGE, "Change between two months, by office")
TEXT(QUERY_RECIPE_TOP, "The highest few of each group")
TEXT(QUERY_RECIPE_DUPLICATES, "Rows that are there more than once")
TEXT(QUERY_RECIPE_UNMATCHED, "Rows without a partner in another dataset")
TEXT(QUERY_RECIPE_MEDIAN, "Median and 90th percentile by group")
TEXT(QUERY_CMD_RUN, "Run the SQL")
TEXT(QUERY_HELP_RUN, "Runs the statement; its rows come below it.")
TEXT(QUERY_BAR_RUN, "Run")
TEXT(QUERY_CMD_LONGER, "Run it with more time")
TEXT(QUERY_HELP_LONGER, "Runs the statement with three times the time that it had.")
TEXT(QUERY_CMD_NAMES, "Put in a name or a function…")
TEXT(QUERY_HELP_NAMES, "Lists the dataset, its columns with their meaning, and functions.")
TEXT(QUERY_BAR_NAMES, "Names")
TEXT(QUERY_CMD_RECIPES, "Begin with a recipe…")
TEXT(QUERY_HELP_RECIPES, "Whole statements for what is asked most, to be changed.")
TEXT(QUERY_BAR_RECIPES, "Recipes")
TEXT(QUERY_CMD_SHOWN, "What is shown, as SQL")
TEXT(QUERY_HELP_SHOWN, "Writes the pivot, or the rows that the Data pane shows, as SQL.")
TEXT(QUERY_BAR_SHOWN, "As shown")
TEXT(QUERY_CMD_OTHER_PART, "Between the SQL and its rows")
TEXT(QUERY_HELP_OTHER_PART, "Takes the keys to the rows, and back; so do Down and Up at the edges.")
TEXT(QUERY_CMD_CLEAR, "Empty the statement")
TEXT(QUERY_HELP_CLEAR, "Empties the statement.")
TEXT(QUERY_VIEW, "SQL")
TEXT(QUERY_VIEW_HELP, "Takes the keys to the SQL pane; there F7 runs what is written.")
TEXT(SAVE_ORIGIN, "as it is in the dataset that it comes from")
TEXT(SAVE_INTEGERS, "all of its values are whole numbers")
TEXT(SAVE_NUMBERS, "all of its values are numbers")
TEXT(SAVE_DATES, "all of its values are dates")
TEXT(SAVE_TIMES, "all of its values are dates with a time of day")
TEXT(SAVE_TEXTS, "not all of its values are numbers")
TEXT(SAVE_LONG, "numbers of more than 15 digits, which would lose some as numbers")
TEXT(SAVE_NO_VALUES, "it has no values")
TEXT(SAVE_CANCELLED, "saving was stopped, as you asked; there is no new dataset")
TEXT(SAVE_NO_COLUMNS, "the result has no column to save; ask for at least one")
TEXT(SAVE_CUT, "the result was cut off, so that a dataset of it would lack rows; ask for less")
TEXT(SAVE_TAKEN, "the name {name} is taken already; {free} is free")
TEXT(SAVE_USED, "the dataset {dataset} has been worked with since, so that it stays")
TEXT(SAVE_SOURCE, "SQL: {sql}")
