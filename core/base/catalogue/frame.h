/* Columns, filters, groups. */
TEXT(FILTER_NO_OPERATOR, "\"{filter}\" is no filter; write COLUMN OP VALUE, such as age >= 25, "
                         "office in (North, South) or housing is empty")
TEXT(FILTER_OR, "conditions can't be joined by \"or\"; for one of several values write in: "
                "office in (North, South)")
TEXT(FILTER_NO_NAME, "\"{filter}\" names no column; write COLUMN OP VALUE, such as age >= 25")
TEXT(FILTER_NO_VALUE,
     "\"{filter}\" lacks a value; write it behind the {op}, or \"\" for empty cells")
TEXT(FILTER_NO_PATTERN, "\"{filter}\" lacks a pattern; write it behind the {op}")
TEXT(FILTER_QUOTE_OPEN,
     "a double quote is not closed in \"{filter}\"; close it, and write \"\" for a "
     "quote inside")
TEXT(FILTER_QUOTE_REST, "\"{filter}\" goes on behind a closed double quote; put the whole name or "
                        "value in quotes, and write \"\" for a quote inside")
TEXT(FILTER_LIST_BAD, "the list in \"{filter}\" can't be read; write the values in brackets with "
                      "commas between: office in (North, \"South, East\")")
TEXT(FILTER_BETWEEN_BAD,
     "\"{filter}\" lacks one of its two values; write both: age between 18 and 24")
TEXT(FILTER_EMPTY_COMPARED, "\"{filter}\" compares with an empty value, which is neither less nor "
                            "greater; write is empty, or is not empty")
TEXT(FILTER_NO_COLUMN, "there is no column \"{column}\"; one that is there is \"{nearest}\"")
TEXT(FILTER_NO_COLUMN_NEAR, "there is no column \"{column}\"; did you mean \"{nearest}\"?")
TEXT(FILTER_SAVED_BAD, "these saved filters can't be read ({reason}); make them again")
TEXT(FILTER_EMPTY_VALUE, "(empty)")
TEXT(FILTER_WORDS_EQUAL, "{column} = {value}")
TEXT(FILTER_WORDS_NOT_EQUAL, "{column} ≠ {value}")
TEXT(FILTER_WORDS_LESS, "{column} < {value}")
TEXT(FILTER_WORDS_LESS_EQUAL, "{column} ≤ {value}")
TEXT(FILTER_WORDS_GREATER, "{column} > {value}")
TEXT(FILTER_WORDS_GREATER_EQUAL, "{column} ≥ {value}")
TEXT(FILTER_WORDS_MATCH, "{column} matches {value}")
TEXT(FILTER_WORDS_NO_MATCH, "{column} does not match {value}")
TEXT(FILTER_WORDS_IN, "{column} in {value}")
TEXT(FILTER_WORDS_NOT_IN, "{column} not in {value}")
TEXT(FILTER_WORDS_BETWEEN, "{column} from {value} to {last}")
TEXT(FILTER_WORDS_NOT_BETWEEN, "{column} not from {value} to {last}")
TEXT(FILTER_WORDS_EMPTY, "{column} is empty")
TEXT(FILTER_WORDS_NONE_OF, "none of {groups} {groups:group|groups}")
TEXT(FILTER_WORDS_NOT_EMPTY, "{column} is not empty")
TEXT(SELECT_NOT_NUMBER,
     "{column} holds numbers, and \"{value}\" is none; write one such as 25 or -1.5")
TEXT(SELECT_NUMBER_COMMA,
     "{column} holds numbers, and \"{value}\" can't be read as one; did you mean {nearest}? "
     "Numbers have a point before the decimals and nothing between thousands")
TEXT(SELECT_NOT_DATE,
     "{column} holds dates, and \"{value}\" is none; write one such as 2019-03-31, "
     "2019-03 for the month or 2019 for the year")
TEXT(SELECT_CANCELLED, "stopped as you asked")
TEXT(ORDER_TOO_MANY, "these are more rows than can be sorted; filter first")
TEXT(ORDER_TEXTS_TOO_MANY,
     "the column has too many long texts to be sorted by; filter first, or sort "
     "by another column")
TEXT(PERSONS_NO_CODES, "nearly every row is another person here; count rows")
