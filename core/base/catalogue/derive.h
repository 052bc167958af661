/* New columns. */
TEXT(DERIVE_NAME_TAKEN, "there is a column \"{name}\" already; choose another name")
TEXT(DERIVE_NAME_BAD, "\"{name}\" can't be the name of a column; choose one that has letters and does not "
                      "begin with dj_")
TEXT(DERIVE_SOURCE_GONE, "a column that this is worked out from is no longer there; choose another")
TEXT(DERIVE_CIRCLE, "\"{column}\" would be worked out from itself; choose another column")
TEXT(DERIVE_TOO_LONG, "there are too many values for one column to be written down; group them in "
                      "several steps, or change fewer")
TEXT(DERIVE_NOT_DERIVED, "\"{column}\" came with the file and can't be changed or removed; hide it instead")
TEXT(DERIVE_REASON, "worked out from other columns")
TEXT(DERIVE_BANDS, "{column} in bands: {list}")
TEXT(DERIVE_GROUPS, "{column} in groups: {list}")
TEXT(DERIVE_VALUES, "{column} with {count} {count:value|values} written otherwise")
TEXT(DERIVE_YEAR, "the year of {column}")
TEXT(DERIVE_QUARTER, "the quarter of {column}, such as 2019-Q1")
TEXT(DERIVE_MONTH, "the month of {column}, such as 2019-03")
TEXT(DERIVE_MONTH_NAME, "the month of the year of {column}: January to December")
TEXT(DERIVE_QUARTER_NAME, "the quarter of the year of {column}: Q1 to Q4")
TEXT(DERIVE_WEEKDAY, "the weekday of {column}: Monday to Sunday")
TEXT(DERIVE_BETWEEN_YEARS, "whole years from {column} to {with}")
TEXT(DERIVE_BETWEEN_MONTHS, "whole months from {column} to {with}")
TEXT(DERIVE_BETWEEN_DAYS, "days from {column} to {with}")
TEXT(DERIVE_ADD, "{column} + {with}")
TEXT(DERIVE_TAKE, "{column} \u2212 {with}")
TEXT(DERIVE_TIMES, "{column} × {with}")
TEXT(DERIVE_DIVIDE, "{column} ÷ {with}")
TEXT(DERIVE_SHARE, "{column} in percent of {with}")
TEXT(DERIVE_YES_WHERE, "yes where {list}; else no")
TEXT(DERIVE_NO_WHERE, "no where {list}; else yes")
TEXT(DERIVE_TEST_IN, "{column} is one of {list}")
TEXT(DERIVE_TEST_LEAST, "{column} is {value} or more")
TEXT(DERIVE_TEST_BELOW, "{column} is below {value}")
TEXT(DERIVE_TEST_ABOVE, "{column} is above {value}")
TEXT(DERIVE_TEST_MOST, "{column} is {value} or less")
TEXT(DERIVE_TEST_BETWEEN, "{column} is {value} to {second}")
TEXT(DERIVE_TEST_CONTAINS, "{column} has \"{value}\" in it")
TEXT(DERIVE_BEFORE, "what stands before \"{value}\" in {column}")
TEXT(DERIVE_AFTER, "what stands after \"{value}\" in {column}")
TEXT(DERIVE_FIRST, "the first {count} {count:character|characters} of {column}")
TEXT(DERIVE_LAST, "the last {count} {count:character|characters} of {column}")
TEXT(DERIVE_PATTERN, "what the pattern {value} finds in {column}")
TEXT(DERIVE_POSTCODE, "{column} as postcodes in their standard form")
TEXT(DERIVE_POSTCODE_OUTER, "the first part of the postcodes in {column}")
TEXT(DERIVE_EMPTY_VALUE, "(empty)")
TEXT(DERIVE_LIST_MORE, "{list} and {count} more")
TEXT(DERIVE_CHANGED_SINCE, "someone has changed or removed the column since; look at it before you take "
                           "anything back")
TEXT(DERIVE_BAND_WIDTH, "bands need a width above 0")
TEXT(DERIVE_BAND_COUNT, "between 2 and {most} bands can be made")
TEXT(DERIVE_BANDS_MANY, "that would be {count} bands; make them wider, so that there are at most {most}")
TEXT(DERIVE_NO_NUMBERS, "\"{column}\" has no numbers to cut into bands; choose another column")
TEXT(DERIVE_PATTERN_MANY, "\"{column}\" has too many different texts for a pattern; cut it at a sign or by "
                          "characters, which can be done with any number of them")
TEXT(DERIVE_REPLAY_MISSING, "the dataset \"{dataset}\" has no column \"{column}\"")
TEXT(DERIVE_WHY_EMPTY, "{rows} {rows:row is|rows are} empty: there was no value to begin with")
TEXT(DERIVE_WHY_ZERO, "{rows} {rows:row is|rows are} empty: it would have been divided by zero")
TEXT(DERIVE_WHY_EARLY, "{rows} {rows:row is|rows are} empty: the second date is before the first")
TEXT(DERIVE_WHY_DATE, "{rows} {rows:row is|rows are} empty: there was no date such as 2019-03-31")
TEXT(DERIVE_WHY_NUMBER, "{rows} {rows:row is|rows are} empty: there was no number")
TEXT(DERIVE_WHY_MATCH, "{rows} {rows:row is|rows are} empty: what was looked for is not there")
TEXT(DERIVE_WHY_LARGE, "{rows} {rows:row is|rows are} empty: the number would be too large to be exact")

/* On the command line. */
TEXT(CLI_DERIVE_AGAIN, "the column --as is there already and is to be made this way")
TEXT(CLI_DERIVE_PREVIEW, "only show what would come out; nothing is written")
TEXT(CLI_DERIVE_NEEDS_NAME, "the new column needs a name; say it with --as NAME, or --preview to only look")
TEXT(CLI_DERIVE_MADE, "The column \"{name}\" is in {dataset} now: {words}.")
TEXT(CLI_DERIVE_VALUE_NOWHERE, "Note: no row has \"{value}\".")
TEXT(CLI_DERIVE_VALUE_NEAR, "Note: no row has \"{value}\"; did you mean \"{nearest}\"?")
TEXT(CLI_DERIVE_BAD_WORD, "\"{word}\" is not known here; did you mean \"{nearest}\"?")
TEXT(CLI_DERIVE_BAD_CHANGE, "\"{text}\" says no change; write OLD=NEW")
TEXT(CLI_DERIVE_ONE_WAY, "say one thing that is to be done, such as --part year, --plus 1 or --list")
TEXT(CLI_DERIVE_WHICH, "say which column is meant")
TEXT(CLI_DERIVE_LOST, "stands alone")
TEXT(CLI_DERIVE_FOLLOWS, "follows")
TEXT(CLI_DERIVE_REPLAYED, "The column \"{column}\" was made.")
TEXT(IMPORT_AGAIN_MADE,
     "{count} {count:column was|columns were} made again as in \"{dataset}\": {columns}.")
TEXT(IMPORT_AGAIN_NOT, "the column \"{column}\" could not be made again: {reason}.")
TEXT(IMPORT_AGAIN_NONE, "the columns made in \"{dataset}\" could not be made again: {reason}.")
TEXT(CLI_DERIVE_NOT_REPLAYED, "Note: the column \"{column}\" could not be made: {reason}.")
TEXT(CLI_DERIVE_PART, "year, quarter, month, month-name, quarter-name or weekday of a date")
TEXT(CLI_DERIVE_YEARS, "whole years to a date or to another column: age")
TEXT(CLI_DERIVE_MONTHS, "whole months to a date or to another column")
TEXT(CLI_DERIVE_DAYS, "days to a date or to another column")
TEXT(CLI_DERIVE_PLUS, "add a number or another column")
TEXT(CLI_DERIVE_MINUS, "take it away")
TEXT(CLI_DERIVE_TIMES, "multiply by it")
TEXT(CLI_DERIVE_DIVIDED, "divide by it; by zero gives empty")
TEXT(CLI_DERIVE_PERCENT, "in percent of it")
TEXT(CLI_DERIVE_DECIMALS, "decimals that are kept; 2, unless given")
TEXT(CLI_DERIVE_YES, "yes or no: \">= 25\", \"in (a, b)\", \"~ part of the text\"")
TEXT(CLI_DERIVE_BEFORE, "the text before the first such sign")
TEXT(CLI_DERIVE_AFTER, "the text behind it")
TEXT(CLI_DERIVE_FIRST, "the first so many characters")
TEXT(CLI_DERIVE_LAST, "the last so many characters")
TEXT(CLI_DERIVE_PATTERN, "what the first group of a pattern (PCRE2) finds")
TEXT(CLI_DERIVE_POSTCODE, "postcodes in their standard form, or their first part")
TEXT(CLI_DERIVE_CHANGE, "write a value otherwise; the others stay as they are")
TEXT(CLI_DERIVE_LIST, "the columns that were made")
TEXT(CLI_DERIVE_RENAME, "give a column that was made another name")
TEXT(CLI_DERIVE_DROP, "remove a column that was made")
TEXT(CLI_DERIVE_LIKE, "make all columns that another dataset has got")
TEXT(CLI_DERIVE_SUMMARY, "new columns: parts of dates and texts, age, sums, yes or no")
TEXT(CLI_DERIVE_EXAMPLES,
     "Examples:\n"
     "  datajam derive team.db caseload since --part year --as year\n"
     "  datajam derive team.db caseload birth_date --years-to month --as age\n"
     "  datajam derive team.db caseload rent --percent-of income --as rent_share\n"
     "  datajam derive team.db caseload months --yes-if \">= 24\" --as long_term\n"
     "  datajam derive team.db caseload postcode --postcode area --as area\n"
     "  datajam derive team.db caseload rent --divided-by 12 --preview\n"
     "                                                only a look, nothing is written\n"
     "  datajam derive team.db caseload --list        the columns that were made\n"
     "  datajam derive team.db caseload year --drop   away with one of them\n"
     "  datajam derive team.db february --like january   the same columns once more")
TEXT(CLI_DERIVE_MORE,
     "What comes out are the values of the new column with their rows. Any SQLite tool reads it in\n"
     "the table. What can't be worked out (a division by zero, a date before the other) is empty,\n"
     "and how many rows that are is said on standard error. --values and --change take values\n"
     "as filters do, upper and lower case alike.")
TEXT(CLI_GROUP_BANDS, "cut numbers at these limits: 0,12,24")
TEXT(CLI_GROUP_VALUES, "put values together under a name; several times: several groups")
TEXT(CLI_GROUP_WIDTH, "cut numbers into bands as wide as this")
TEXT(CLI_GROUP_PARTS, "cut numbers into so many bands of as many rows each")
TEXT(CLI_GROUP_NAMES, "names for the bands, from the lowest limit on")
TEXT(CLI_GROUP_REST, "one name for all other values; \"\" leaves them empty; else they stay")
TEXT(CLI_GROUP_ONE_WAY, "say how: --bands LIMITS, --values NAME=A,B, --width N or --parts N")
TEXT(DERIVE_BAD_LIMITS, "\"{text}\" says no limits; write numbers: 0, 12, 24")
TEXT(DERIVE_BAD_NAMES, "there have to be {count} names, one for each limit, with commas between them")
TEXT(CLI_GROUP_BAD_VALUES, "\"{text}\" says no group; write NAME=A,B")
TEXT(CLI_GROUP_SUMMARY, "a new column: values put together, or numbers in bands")
TEXT(CLI_GROUP_EXAMPLES,
     "Examples:\n"
     "  datajam group team.db caseload months --bands 0,12,24,60 --as stay\n"
     "                                                0–11, 12–23, 24–59, 60+\n"
     "  datajam group team.db caseload housing --values precarious=shelter,couch --as home\n"
     "                                                the others stay as they are\n"
     "  datajam group team.db caseload housing --values \"precarious=shelter,couch\" \\\n"
     "      --values own=renting --rest other --as home\n"
     "  datajam group team.db caseload age --parts 4 --preview   four bands of as many rows each")
TEXT(CLI_GROUP_MORE,
     "The old column stays as it is. Values with commas stand in double quotes; \"\" means empty\n"
     "cells. --names child,adult,senior names the bands. \"datajam derive\" lists, renames and\n"
     "removes what was made, and makes other kinds of columns.")
