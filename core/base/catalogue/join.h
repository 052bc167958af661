/* Joining two datasets without SQL. */
TEXT(JOIN_SOURCE, "{left} joined with {right}")
TEXT(JOIN_MANY, "two datasets are joined by at most {most} columns; leave some out")
TEXT(JOIN_NO_COLUMNS, "there is no column by which the two can be joined; choose one of each that hold "
                      "the same")
TEXT(JOIN_NO_CANDIDATES, "no column of {left} looks like one of {right}; rename one, or join them with SQL")
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
     "Without --on the datasets are joined by the id that has the same name in both, and by the\n"
     "month or date where both have it. All rows of the first dataset are kept, with what matches\n"
     "in the second one, or only those that match with --matching. Empty values match nothing.")
TEXT(CLI_COMBINE_ON, "a column of both, or one of each; may be given several times")
TEXT(CLI_COMBINE_MATCHING, "only rows that match")
TEXT(CLI_COMBINE_SAVE, "keep the result as a dataset of that name")
TEXT(CLI_COMBINE_SAVED, "saved as the dataset {name}: {rows} {rows:row|rows}")
