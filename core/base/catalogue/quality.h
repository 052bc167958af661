/* What the team says of columns, and what looks like a system's own values. */
TEXT(MARK_COLUMN_GONE, "this column is no longer there; look at the data again")
TEXT(MARK_CHANGED_SINCE, "somebody has marked this column since; look at it again")
TEXT(DEFAULTS_PLACEHOLDER,
     "{value} in {percent} % of the rows with a value: such a value often stands for what was not "
     "entered")
TEXT(DEFAULTS_ZERO,
     "{value} in {percent} % of the rows with a value: that may mean none, or not entered")
TEXT(DEFAULTS_SPIKE,
     "{value} in {percent} % of the rows with a value, {times} times as often as any "
     "other: a system may have put it in")
TEXT(DEFAULTS_ALL_SAME, "all {rows} rows with {column} = {group} have {value}")
TEXT(DEFAULTS_NEVER_FILLED, "never filled in the {rows} rows with {column} = {group}")

TEXT(DATA_CMD_QUALITY, "Mark this column for the team…")
TEXT(DATA_HELP_QUALITY, "Puts the team's mark and a line on the column: what is wrong with it.")
TEXT(DATA_QUALITY_TITLE, "The team's mark on {column}")
TEXT(DATA_QUALITY_TAKE_AWAY, "– take the mark away –")
TEXT(DATA_QUALITY_LINE_TITLE, "What is it with {column}?")
TEXT(DATA_QUALITY_LINE_LABEL, "Line:")
TEXT(DATA_QUALITY_LINE_HINT, "such as: all 1900-01-01 at one office; may be empty")
TEXT(DATA_QUALITY_MARKED, "Team's mark on {column}: {mark}")
TEXT(DATA_QUALITY_UNMARKED, "No mark of the team on {column}")
TEXT(DATA_CARD_TEAM, "Team")
TEXT(DATA_CARD_TEAM_LINE, "{mark} {line}")
TEXT(DATA_CARD_TEAM_BY, "{by}, {date} {time}")
TEXT(DATA_CARD_TEAM_SEEN, "{by}, {date} {time}, with {filters}")
TEXT(DATA_CARD_CHECK, "Check")
TEXT(TOPIC_TEAM_SAYS, "Team {mark}: {line}")

TEXT(CLI_MARK_SUMMARY, "what the team says of columns, or a mark on one")
TEXT(CLI_MARK_EXAMPLES,
     "Examples:\n"
     "  datajam mark team.db caseload                 marks and lines of all columns\n"
     "  datajam mark team.db caseload age caution \"119 means not known\"\n"
     "                                                the team's mark on a column\n"
     "  datajam mark team.db caseload age none        takes it away")
TEXT(CLI_MARK_MORE,
     "MARK is good (accurate and up to date), caution (incomplete or outdated), ignore (not for\n"
     "analysis) or none. It stands beside the facilitators' own, with who made it and when.")
TEXT(CLI_MARK_BAD, "\"{word}\" is no mark; choose good, caution, ignore or none")
TEXT(CLI_MARK_MISSING, "which mark? write: datajam mark {source} {dataset} {column} good|caution|"
                       "ignore|none [LINE]")
TEXT(CLI_PROFILE_NOTE, "Note: {column}: {sentence}.")
