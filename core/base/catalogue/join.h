/* Joining two datasets without SQL. */
TEXT(JOIN_SOURCE, "{left} joined with {right}")
TEXT(JOIN_MANY, "two datasets are joined by at most {most} columns; leave some out")
TEXT(JOIN_NO_COLUMNS, "there is no column by which the two can be joined; choose one of each that hold "
                      "the same")
TEXT(JOIN_NO_CANDIDATES, "No columns share values that tell rows apart; choose one of each")
TEXT(JOIN_BIG, "{rows} rows, but both datasets together have {both}: the values repeat in both")
TEXT(JOIN_BIG_ANYWAY, "→ Make it all the same: {rows} rows")
TEXT(JOIN_BIG_TITLE, "That is far too many rows for most uses")
TEXT(JOIN_LOOSE_SAY, "Without letters and zeros in front: {left} is {right}")
TEXT(JOIN_LOOSE_NOTE, "as they are written {exact} values match; compared without the letters and zeros in front "
                      "of them: {left} is {right}")
TEXT(JOIN_SHARED, "{shared} of {least} values are in both")
TEXT(JOIN_SHARED_LOOSE, "{shared} of {least} are in both: {left} as {right}")
TEXT(JOIN_DO_HAND, "→ Choose a column of each…")
TEXT(JOIN_LEFT_TITLE, "Column of {left} to join by")
TEXT(JOIN_RIGHT_TITLE, "Column of {right} that holds the same as {column}")
TEXT(JOIN_ALONE, "There is no other dataset to join with; Ctrl-O imports one")
TEXT(JOIN_LOOKING, "Looking what matches")
TEXT(JOIN_MAKING, "Joining")
TEXT(JOIN_WITH, "Join {left} with")
TEXT(JOIN_TITLE, "Join {left} with {right}")
TEXT(JOIN_BY, "Joined by {left}")
TEXT(JOIN_ONCE, "{rows} {rows:row|rows} of {left} {rows:matches|match} one row of {right}")
TEXT(JOIN_SEVERAL, "{rows} {rows:row|rows} of {left} {rows:matches|match} several of {right}")
TEXT(JOIN_NONE, "{rows} {rows:row|rows} of {left} {rows:matches|match} nothing in {right}")
TEXT(JOIN_DO_ALL, "→ Make it, with all rows of {left}: {rows} {rows:row|rows}")
TEXT(JOIN_DO_MATCHING, "→ Make it of the rows that match: {rows} {rows:row|rows}")
TEXT(JOIN_DO_COLUMNS, "→ Join by other columns…")
TEXT(JOIN_COLUMNS_TITLE, "Columns that hold the same in both")
TEXT(JOIN_NAME_TITLE, "A name for the joined dataset")
TEXT(DATA_CMD_JOIN, "Join with another dataset…")
TEXT(DATA_HELP_JOIN, "Makes one dataset of two, and says before what matches and what doesn't.")
TEXT(CLI_COMBINE_SUMMARY, "joins two datasets by columns that hold the same")
TEXT(CLI_COMBINE_EXAMPLES,
     "Examples:\n"
     "  datajam combine team.db visits people          what matches and what doesn't\n"
     "  datajam combine team.db visits people --on client_id=person\n"
     "                                                by these columns\n"
     "  datajam combine team.db visits people --save both\n"
     "                                                as a dataset of its own")
TEXT(CLI_COMBINE_MORE,
     "Without --on the datasets are joined by the id whose values are in both, and by the month\n"
     "or date where the id repeats in both. All rows of the first dataset are kept, with what matches\n"
     "in the second one, or only those that match with --matching. Empty values match nothing.")
TEXT(CLI_COMBINE_ON, "a column of both, or one of each; may be given several times")
TEXT(CLI_COMBINE_LOOSE, "compare without letters and zeros in front: K000117 is 117")
TEXT(CLI_COMBINE_ANYWAY, "save it though it gets far more rows than both datasets have")
TEXT(CLI_COMBINE_BY, "joined by {columns}")
TEXT(CLI_COMBINE_TRY_LOOSE, "{exact} {exact:value matches|values match} as written; with --loose {shared} would: {left} "
                            "is {right}")
TEXT(CLI_COMBINE_TOO_BIG, "the result would have {rows} rows, but both datasets together have {both}: the values "
                          "repeat in both; choose other columns with --on, or give --anyway")
TEXT(CLI_COMBINE_MATCHING, "only rows that match")
TEXT(CLI_COMBINE_SAVE, "keep the result as a dataset of that name")
TEXT(CLI_COMBINE_SAVED, "saved as the dataset {name}: {rows} {rows:row|rows}")
