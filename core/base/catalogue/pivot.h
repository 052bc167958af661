/* Pivot tables: what is asked for, what can't be, and the words in the table itself. */
TEXT(PIVOT_TOTAL, "Total")
TEXT(PIVOT_TOTAL_VALUE, "Total (value)")
TEXT(PIVOT_OTHERS, "others")
TEXT(PIVOT_EMPTY, "(empty)")
TEXT(PIVOT_NOTE_ROW, "100 is the figure of the whole row: a comparison, not a share")
TEXT(PIVOT_NOTE_COLUMN, "100 is the figure of the whole column: a comparison, not a share")
TEXT(PIVOT_NOTE_TOTAL, "100 is the figure of all rows together: a comparison, not a share")
TEXT(PIVOT_NOTE_GROUP, "100 is the figure of the whole group: a comparison, not a share")
TEXT(PIVOT_NOTE_STEPS, "the total column is the way from the first column to the last")
TEXT(PIVOT_NOTE_NO_TOTAL, "the total is of all columns and can't be compared with one of them")
TEXT(PIVOT_SHOW_NEEDS_COLUMNS,
     "columns can't be compared where there is only one; choose a column field, or show the "
     "values themselves")
TEXT(PIVOT_SHOW_NEEDS_GROUPS,
     "percentages of groups need two row fields; choose a second one, or percentages of the "
     "column")
TEXT(PIVOT_SHOW_NO_BASE, "there is no column \"{column}\" in this pivot to compare with; one that "
                         "is there is \"{nearest}\"")
TEXT(PIVOT_SHOW_BASE_NEAR, "there is no column \"{column}\" in this pivot to compare with; did you "
                           "mean \"{nearest}\"?")
TEXT(PIVOT_SQL_GROUP_MEDIAN,
     "a statement can't say percentages of the median of a group; show percentages of the "
     "column, or the values themselves")
TEXT(PIVOT_NOTE_OVERLAP,
     "the same one may be counted in several cells: parts can make more than 100 %")
TEXT(PIVOT_BAD, "this saved pivot can't be read ({reason}); make it again")
TEXT(PIVOT_NEWER, "a newer datajam saved this pivot; open it with that one")
TEXT(PIVOT_AGGREGATE_UNKNOWN,
     "\"{word}\" is no way to sum up a group; choose count, sum, avg, min, max, median, distinct "
     "or share")
TEXT(PIVOT_AGGREGATE_NEAR, "\"{word}\" is no way to sum up a group; did you mean \"{nearest}\"?")
TEXT(PIVOT_AGGREGATE_NEEDS_COLUMN, "\"{word}\" needs a column; write {word}:COLUMN")
TEXT(PIVOT_SHARE_NEEDS_VALUE, "a share needs a column and a value; write share:COLUMN=VALUE")
TEXT(PIVOT_SHARE_NONE, "no row has {column} = {value}; choose a value that is there")
TEXT(PIVOT_SHARE_NEAR, "no row has {column} = {value}; the nearest that is there is \"{nearest}\"")
TEXT(PIVOT_SHARE_OTHER, "no row has {column} = {value}; a value that is there is \"{nearest}\"")
TEXT(PIVOT_COUNT_TAKES_NONE,
     "\"count\" counts rows and takes no column; distinct:{column} counts its different values")
TEXT(GROUP_TOO_MANY, "these are more than {limit} groups, too many for a table; group by another "
                     "column, or cut this one into bands, months or years")
TEXT(GROUP_NO_DATES,
     "\"{column}\" has no dates, and only dates can be cut into years, quarters and "
     "months; group by it as it is, or by a column of dates")
TEXT(GROUP_NO_NUMBERS, "\"{column}\" has no numbers, and only numbers can be cut into bands; group "
                       "by it as it is, or by a column of numbers")
TEXT(GROUP_BAD_WIDTH, "bands of \"{column}\" need a width above 0 that leaves no more bands than "
                      "there can be; give a wider one")
TEXT(CUBE_TOO_MANY, "this table would have more than {limit} cells; choose fewer or wider groups")
TEXT(CUBE_NO_NUMBERS,
     "only numbers have a sum, an average or a median; choose a column of numbers, "
     "or count")
TEXT(PIVOT_NO_NUMBERS, "\"{column}\" has no numbers, and only numbers have a sum, an average or a "
                       "median; choose a column of numbers, or count")
TEXT(PIVOT_NO_PERCENT, "what is no number has no percentages and differences; show the values of "
                       "\"{column}\" themselves")
TEXT(PIVOT_COLUMN_GONE,
     "a column of this pivot is no longer in \"{dataset}\"; choose its fields anew")
TEXT(PIVOT_DRILL_STALE, "the rows behind this cell have changed; make the pivot again")
TEXT(PIVOT_SQL_FILTER,
     "the filter on \"{column}\" lets through more values than a statement can list; "
     "leave it out, or choose fewer values")
TEXT(PIVOT_SQL_WORDS,
     "\"{column}\" has too many texts for SQL to know their order; choose another value "
     "than min or max")
TEXT(PIVOT_SQL_COLUMNS, "a pivot of {columns} columns is too wide for a statement; choose rows and "
                        "columns the other way round, or wider groups")
TEXT(PIVOT_SQL_LINES,
     "a statement can't list so many rows in this order; sort by label, or show the top "
     "ones only")
