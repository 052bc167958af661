/* Topic folders: what is wrong in them, and where. */
TEXT(DICTIONARY_UNKNOWN_HEADER, "the dictionary has no use for a column \"{name}\"; it is left out")
TEXT(DICTIONARY_HEADER_MISSING, "the dictionary's first line has no \"{name}\"; it needs at least dataset and column")
TEXT(DICTIONARY_QUALITY_UNKNOWN, "\"{word}\" is no quality mark for {column}; use good, caution or ignore")
TEXT(DICTIONARY_ROLE_UNKNOWN, "\"{word}\" is no role for {column}; use person id, case id, date, measure or group")
TEXT(DICTIONARY_NO_DATASET, "this line names no dataset; it is left out")
TEXT(DICTIONARY_TWICE, "{dataset} {column} is described already in line {first}; this line is left out")
TEXT(SMALL_CSV_QUOTES, "the row that begins in line {line} has a quote too many or too few; mend it and try again")
TEXT(RICH_TEXT_TOO_LONG, "this text is longer than {limit} KB; a topic is one page, shorten it")
